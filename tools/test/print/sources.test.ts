import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from '../../src/shared/providers.js';

/*
 * The type checker holds that only printed code gets into printed code. Here the sources are held to what it cannot
 * see: that nobody makes code or text in another way.
 */
const tools = join(repositoryRoot, 'tools');
const printers = [
  ...['src/generate/types', 'src/generate/model', 'src/generate/normalise/normalise.ts'],
  ...['client-files', 'descriptor', 'operation-view', 'pagination-view', 'view'].map(inRender),
];
/** Where printed code becomes text: the files, and the pages that show types. What fills templates is in src/print. */
const boundaries = ['src/generate/render/client-files.ts', 'src/generate/pages/'];

function inRender(name: string): string {
  return `src/generate/render/${name}.ts`;
}

function sourcesOf(place: string): string[] {
  if (place.endsWith('.ts')) return [place];
  return readdirSync(join(tools, place), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${place}/${name.replaceAll('\\', '/')}`);
}

function parsed(text: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', text, ts.ScriptTarget.ESNext, true);
}

/** How a printer would make text or code without the builders. */
function problemsIn(node: ts.Node): string[] {
  const here: string[] = [];
  const told = (what: string): void => {
    here.push(`${what}: ${node.getText().slice(0, 60)}`);
  };
  const isTemplate = ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node);
  const tag = ts.isTaggedTemplateExpression(node.parent) ? node.parent.tag.getText() : '';
  if (isTemplate && !['ts', 'prose'].includes(tag)) told('a template literal');
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.PlusEqualsToken)
      told('texts put together');
  }
  if (ts.isCallExpression(node) && /^String$|\.(toString|concat)$|^JSON\./.test(node.expression.getText()))
    told('a value made a text');
  const isCast = ts.isAsExpression(node) || ts.isTypeAssertionExpression(node);
  if (isCast && /\b(Code|any|never|unknown)\b/.test(node.type.getText())) told('a cast');
  node.forEachChild((child) => {
    here.push(...problemsIn(child));
  });
  return here;
}

function importsOf(file: ts.SourceFile, module: RegExp): string[] {
  return file.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement)) return [];
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    const names = statement.importClause?.namedBindings;
    if (!module.test(from) || names === undefined) return [];
    return ts.isNamedImports(names) ? names.elements.map(({ name }) => name.text) : ['*'];
  });
}

test.each(printers.flatMap(sourcesOf))('%s makes no text but through the builders', (path) => {
  const file = parsed(readFileSync(join(tools, path), 'utf8'));
  expect(file.statements.flatMap((statement) => problemsIn(statement))).toEqual([]);
});

test.each([
  'const a = `type ${name};`;',
  'const a = `plain`;',
  "const a = 'type ' + name;",
  'const a = String(value);',
  'const a = value.toString();',
  'const a = JSON.stringify(value);',
  'const a = value as Code;',
  'const a = value as unknown as Code;',
  'const a = <any>value;',
])('%s in a printer is found', (text) => {
  expect(parsed(text).statements.flatMap((statement) => problemsIn(statement))).not.toEqual([]);
});

test('only the builders make code of a text', () => {
  const outside = sourcesOf('src').filter((path) => !path.startsWith('src/print/'));
  const makers = outside.filter((path) => {
    const file = parsed(readFileSync(join(tools, path), 'utf8'));
    const names = importsOf(file, /print\/code\.js$/);
    return names.includes('printed') || names.includes('*');
  });
  expect(makers).toEqual([]);
});

test('printed code becomes text at the boundaries alone', () => {
  const readers = sourcesOf('src').filter(
    (path) =>
      !path.startsWith('src/print/') &&
      importsOf(parsed(readFileSync(join(tools, path), 'utf8')), /print\/code\.js$/).includes('sourceOf'),
  );
  expect(readers.filter((path) => !boundaries.some((boundary) => path.startsWith(boundary)))).toEqual([]);
});

test('a template prints what `operationView` has printed, and the names of classes, and nothing else', () => {
  const folder = join(tools, 'templates');
  const view = readFileSync(join(tools, 'src/generate/render/operation-view.ts'), 'utf8');
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.mustache'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    for (const [, variable] of text.matchAll(/\{\{\{\s*([\w.-]+)\s*\}\}\}/g)) {
      const isCarried = members.has(variable!) || view.includes(`\n    ${variable}: `);
      expect([relative(tools, join(folder, name)), variable, isCarried]).toEqual([
        expect.any(String),
        variable,
        true,
      ]);
    }
    // Escaped for HTML, which is no escape in TypeScript: names that `assign-tags` has made of Latin letters.
    for (const [, variable] of text.matchAll(/(?<!\{)\{\{\s*([\w.-]+)\s*\}\}(?!\})/g))
      expect(['classname', 'classFilename']).toContain(variable);
  }
});

/** Members of members of what `operationView` gives, all of them `TemplateData`. */
const members = new Set(['.', 'member', 'type', 'status', 'item', 'rule']);
