import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A regular expression as it stands in a source. */
export interface Expression {
  /** `folder/file.ts:12`, from the repository's root. */
  readonly at: string;
  /** As it is written there. */
  readonly text: string;
  readonly source: string;
  readonly flags: string;
}

export interface Expressions {
  /** As literals, or made of constants of the same file. */
  readonly literals: readonly Expression[];
  /** `new RegExp` of what is known at run time only: `file.ts: new RegExp(…)`, without the line, which moves. */
  readonly made: readonly string[];
}

/** Every regular expression of the TypeScript sources below the folders, generated ones left out. */
export function expressionsIn(root: string, folders: readonly string[]): Expressions {
  const literals: Expression[] = [];
  const made: string[] = [];
  for (const file of folders.flatMap((folder) => sourcesIn(root, folder))) {
    const source = ts.createSourceFile(
      file,
      readFileSync(path.join(root, file), 'utf8'),
      ts.ScriptTarget.Latest,
    );
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
        literals.push({ at: `${file}:${line}`, text: node.text, ...partsOf(node.text) });
      } else if (isRegExpCall(node)) {
        const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
        const text = node.getText(source).replace(/\s+/g, ' ');
        const [found, flags = ''] = (node.arguments ?? []).map((argument) => constantText(argument, source));
        if (found === undefined) made.push(`${file}: ${text}`);
        else literals.push({ at: `${file}:${line}`, text, source: found, flags });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { literals, made };
}

/** The text of an expression of constants of its file, by the forms that our sources use; `undefined` for any other. */
function constantText(node: ts.Expression, source: ts.SourceFile): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText(source) === 'String.raw')
    return templateText(node.template, source, (part) => part.rawText ?? part.text);
  if (ts.isTemplateExpression(node)) return templateText(node, source, (part) => part.text);
  if (ts.isIdentifier(node)) {
    const declared = declarationOf(node.text, source)?.initializer;
    return declared === undefined ? undefined : constantText(declared, source);
  }
  return joinedText(node, source);
}

function templateText(
  template: ts.TemplateLiteral,
  source: ts.SourceFile,
  textOf: (part: ts.TemplateLiteralLikeNode) => string,
): string | undefined {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return textOf(template);
  const parts = template.templateSpans.map(({ expression, literal }) => {
    const text = constantText(expression, source);
    return text === undefined ? undefined : text + textOf(literal);
  });
  return parts.includes(undefined) ? undefined : textOf(template.head) + parts.join('');
}

/** `names.join('|')` */
function joinedText(node: ts.Expression, source: ts.SourceFile): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: list, name } = node.expression;
  const [between] = node.arguments.map((argument) => constantText(argument, source));
  if (name.text !== 'join' || between === undefined || !ts.isIdentifier(list)) return undefined;
  const items = declarationOf(list.text, source)?.initializer;
  if (items === undefined || !ts.isArrayLiteralExpression(items)) return undefined;
  const texts = items.elements.map((item) => constantText(item, source));
  return texts.includes(undefined) ? undefined : texts.join(between);
}

/** A constant of the file itself, not of a function in it. */
function declarationOf(name: string, source: ts.SourceFile): ts.VariableDeclaration | undefined {
  return source.statements
    .filter(ts.isVariableStatement)
    .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) !== 0)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find((declaration) => declaration.name.getText(source) === name);
}

function isRegExpCall(node: ts.Node): node is ts.NewExpression | ts.CallExpression {
  return (
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'RegExp'
  );
}

function partsOf(literal: string): { source: string; flags: string } {
  const end = literal.lastIndexOf('/');
  return { source: literal.slice(1, end), flags: literal.slice(end + 1) };
}

function sourcesIn(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => /\.m?ts$/.test(file) && !file.split(path.sep).includes('generated'))
    .sort();
}
