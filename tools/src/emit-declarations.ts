import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * Writes the declarations of every source, file for file: `.d.ts` for import and `.d.cts` for require.
 *
 * The bundler's own declarations are not used: it renames and merges what it puts together, and made types that
 * do not compile of a namespace export. Each file can be done alone, as the packages keep `isolatedDeclarations`.
 *
 * @throws Error with file and line when a source leaves a type to inference.
 */
export async function emitDeclarations(sources: string, target: string): Promise<void> {
  for (const name of await readdir(sources, { recursive: true })) {
    if (!name.endsWith('.ts')) continue;
    const declaration = declarationOf(await readFile(join(sources, name), 'utf8'), join(sources, name));
    const path = join(target, name.slice(0, -'.ts'.length));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.d.ts`, declaration);
    await writeFile(`${path}.d.cts`, forRequire(declaration));
  }
}

function declarationOf(source: string, fileName: string): string {
  const compilerOptions: ts.CompilerOptions = {
    declaration: true,
    isolatedDeclarations: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    newLine: ts.NewLineKind.LineFeed,
  };
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(source, {
    compilerOptions,
    fileName,
    reportDiagnostics: true,
  });
  if (diagnostics.length > 0) {
    const host = {
      getCanonicalFileName: (name: string) => name,
      getCurrentDirectory: () => '',
      getNewLine: () => '\n',
    };
    throw new Error(ts.formatDiagnostics(diagnostics, host));
  }
  return outputText;
}

/** The same declarations, naming the `.cjs` neighbours instead of the `.js` ones. */
function forRequire(declaration: string): string {
  let text = declaration;
  const file = ts.createSourceFile('index.d.ts', declaration, ts.ScriptTarget.ES2022);
  // From the end, so that the positions before it stay true.
  for (const specifier of specifiersIn(file).sort((a, b) => b.end - a.end)) {
    if (!/^\.{1,2}\/.*\.js$/.test(specifier.text)) continue;
    const extension = specifier.end - `js'`.length;
    text = `${text.slice(0, extension)}c${text.slice(extension)}`;
  }
  return text;
}

/** The modules that `from '…'` and `import('…')` name. */
function specifiersIn(node: ts.Node, found: ts.StringLiteral[] = []): ts.StringLiteral[] {
  const specifier =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
        ? node.argument.literal
        : undefined;
  if (specifier !== undefined && ts.isStringLiteral(specifier)) found.push(specifier);
  ts.forEachChild(node, (child) => {
    specifiersIn(child, found);
  });
  return found;
}
