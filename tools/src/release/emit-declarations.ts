import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * Writes the declarations of sources, file for file: `.d.ts` for import and `.d.cts` for require.
 *
 * The bundler's own declarations are not used: it renames and merges what it puts together, and made types that
 * do not compile of a namespace export. Each file can be done alone, as the packages keep `isolatedDeclarations`.
 *
 * @param entries Paths below `sources`, without ending: what their types do not need is left out. Default: all sources.
 * @throws Error with file and line when a source leaves a type to inference.
 */
export async function emitDeclarations(
  sources: string,
  target: string,
  entries?: readonly string[],
): Promise<void> {
  const found = new Set(entries?.map((entry) => `${entry}.ts`) ?? (await allSources(sources)));
  // What is added while it runs is gone through as well.
  for (const name of found) {
    const declaration = declarationOf(await readFile(join(sources, name), 'utf8'), join(sources, name));
    const path = join(target, name.slice(0, -'.ts'.length));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.d.ts`, declaration);
    await writeFile(`${path}.d.cts`, forRequire(declaration));
    if (entries === undefined) continue;
    for (const { text } of neighbours(declaration)) {
      found.add(join(dirname(name), `${text.slice(0, -'.js'.length)}.ts`));
    }
  }
}

async function allSources(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
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
  // From the end, so that the positions before it stay true.
  for (const specifier of neighbours(declaration).sort((a, b) => b.end - a.end)) {
    const extension = specifier.end - `js'`.length;
    text = `${text.slice(0, extension)}c${text.slice(extension)}`;
  }
  return text;
}

/** The sources of the same package that a declaration names. */
function neighbours(declaration: string): ts.StringLiteral[] {
  const file = ts.createSourceFile('index.d.ts', declaration, ts.ScriptTarget.ES2022);
  return specifiersIn(file).filter(({ text }) => /^\.{1,2}\/.*\.js$/.test(text));
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
