import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A regular expression as it stands in a source. */
export interface Expression {
  /** `folder/file.ts:12`, from the repository's root. */
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}

export interface Expressions {
  readonly literals: readonly Expression[];
  /** `new RegExp` of something that is not written there: `file.ts: new RegExp(…)`, without the line, which moves. */
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
        literals.push({ at: `${file}:${line}`, ...partsOf(node.text) });
      } else if (isRegExpCall(node)) {
        made.push(`${file}: ${node.getText(source).replace(/\s+/g, ' ')}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { literals, made };
}

function isRegExpCall(node: ts.Node): boolean {
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
