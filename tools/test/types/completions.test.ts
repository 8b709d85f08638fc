import { join } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from '../../src/shared/providers.js';

/** Writes beside the tests of a client, where its packages are found; the file exists in the memory of the editor only. */
const file = join(repositoryRoot, 'packages/finicity-client/test/editor.ts');

/** What an editor offers where `|` stands, if it is a literal. */
function offered(text: string): string[] {
  const source = text.replace('|', '');
  const options: ts.CompilerOptions = {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  };
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const content = name === file ? source : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => repositoryRoot,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => (name === file ? source : ts.sys.readFile(name)),
  });
  const found = service.getCompletionsAtPosition(file, text.indexOf('|'), {});
  service.dispose();
  const names = (found?.entries ?? []).filter(({ kind }) => kind === ts.ScriptElementKind.string);
  return names.map(({ name }) => name).sort();
}

const imports =
  "import { isApiError, ResponseError } from '../src/generated/index.js';\nlet error: unknown;\n";

test('an editor offers the described statuses of an operation, and none of the others that HTTP has', () => {
  const text = `${imports}if (isApiError(error, 'addCustomer') && error.status === |) throw error;`;
  expect(offered(text)).toEqual(['400', '401', '409', '429']);
}, 60_000);

test('an editor offers them in a switch, too', () => {
  const text = `${imports}if (isApiError(error, 'getCustomer')) switch (error.status) { case |: }`;
  expect(offered(text)).toEqual(expect.arrayContaining(['401', '404']));
  expect(offered(text).length).toBeLessThan(10);
}, 60_000);
