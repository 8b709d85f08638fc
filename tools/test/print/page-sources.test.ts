import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from '../../src/shared/providers.js';

/*
 * The type checker holds that a page is made of printed Markdown alone. Here the sources are held to what it cannot see:
 * that nobody makes, casts or forges such a piece, and that no other module writes HTML.
 */
const src = join(repositoryRoot, 'tools/src');

/** Makers of pieces, and what is the way out of them: for the builders alone. */
const makers = ['printedInline', 'printedBlock', 'inlineSource', 'blockSource', 'Piece'];
/** The one module in which rendered HTML, which is no text any more, is put between tags of ours. */
const framesHtml = 'site/markdown.ts';

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'));
const ofPages = sources.filter((name) => /^(?:generate\/pages|site)\//.test(name));

/** How a module would get text onto a page without a builder. */
function problemsIn(text: string, path = 'generate/pages/x.ts'): string[] {
  const problems: string[] = [];
  const visit = (node: ts.Node): void => {
    const told = (what: string): void => {
      problems.push(`${what}: ${node.getText().slice(0, 70)}`);
    };
    if (ts.isImportDeclaration(node)) {
      const from = (node.moduleSpecifier as ts.StringLiteral).text;
      if (/print\/(?:piece|escapes|formatted)\.js$/.test(from)) told('an import of what only builders use');
      if (
        /print\/blocks\.js$/.test(from) &&
        /\bpage\b/.test(node.getText()) &&
        path !== 'generate/pages/markdown.ts'
      )
        told('another way out');
    }
    if (ts.isIdentifier(node) && makers.includes(node.text)) told('a maker of pieces');
    if (ts.isCallExpression(node) && /^(?:md|comment)$/.test(node.expression.getText()))
      told('a tag called as a function');
    if (ts.isCallExpression(node) && /^String$|\.toString$/.test(node.expression.getText()))
      told('a value made a text');
    if (ts.isAsExpression(node) && /\b(?:Inline|Block|any|never)\b/.test(node.type.getText())) told('a cast');
    const isString = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
    const isPart = ts.isTemplateExpression(node) && path !== framesHtml;
    if (isPart && /<\/?[a-z]|\]\(|&(?:lt|amp);/i.test(node.getText()) && !isTagged(node))
      told('HTML or Markdown in a template');
    if (isString && /^&(?:lt|gt|amp|quot|#)/.test(node.getText().slice(1))) told('an escape of its own');
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true));
  return problems;
}

/** `md` takes printed pieces only; the others make no page. */
function isTagged(node: ts.Node): boolean {
  return ts.isTaggedTemplateExpression(node.parent) && node.parent.tag.getText() === 'md';
}

/** Modules that make TypeScript, which a fence then holds: its own rules are in sources.test.ts. */
const ofExamples = ['generate/pages/example.ts', 'generate/pages/print-value.ts'];

test.each(ofPages.filter((path) => !ofExamples.includes(path)))(
  '%s makes no page but through the builders',
  (path) => {
    expect(problemsIn(readFileSync(join(src, path), 'utf8'), path)).toEqual([]);
  },
);

test('only the builders make pieces of pages', () => {
  const users = sources.filter((path) => {
    if (path.startsWith('print/')) return false;
    return /print\/(?:piece|escapes|formatted)\.js'/.test(readFileSync(join(src, path), 'utf8'));
  });
  expect(users).toEqual([]);
});

test.each([
  "import { printedInline } from '../../print/piece.js';",
  "import { page } from '../../print/blocks.js';",
  "const a = md(['<b>'] as never);",
  'const a = text as unknown as Inline;',
  'const a = text as never;',
  'const a = String(value);',
  'const a = `<b>${title}</b>`;',
  'const a = `[${title}](x)`;',
  "const a = title.replaceAll('<', '&lt;');",
])('%s in a module of pages is found', (text) => {
  expect(problemsIn(text)).not.toEqual([]);
});
