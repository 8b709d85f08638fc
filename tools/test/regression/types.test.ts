import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../../src/shared/providers.js';
import { generatedFolder, specNames } from './clients.js';

let folder: string;
beforeAll(async () => {
  folder = await generatedFolder();
});

/** Every flag that a user of the clients may have switched on. */
const strict = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noUncheckedIndexedAccess: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
};

const compilers = [
  ['TypeScript of the repository', repositoryRoot],
  ['TypeScript 5.9', join(repositoryRoot, 'tools')],
] as const;

test.each(compilers)(
  '%s, with every strict flag: the clients compile, and so does what uses them',
  async (_name, root) => {
    expect(
      await compile(root, { ...strict, declaration: true }, [
        'usage.ts',
        ...specNames.map((name) => `${name}/index.ts`),
      ]),
    ).toEqual([]);
  },
);

test('declarations of the clients can be made file by file', async () => {
  const options = { ...strict, declaration: true, isolatedDeclarations: true };
  expect(
    await compile(
      repositoryRoot,
      options,
      specNames.map((name) => `${name}/index.ts`),
    ),
  ).toEqual([]);
});

test('without any strict flag the clients compile as well', async () => {
  const errors = await compile(
    repositoryRoot,
    { strict: false },
    specNames.map((name) => `${name}/index.ts`),
  );
  // Who compiles so meets the runtime as declarations only; its sources are strict.
  expect(errors.filter((line) => specNames.some((name) => line.startsWith(`${name}/`)))).toEqual([]);
});

/** Compiles generated files and gives the errors, a line each. */
async function compile(root: string, options: object, files: readonly string[]): Promise<string[]> {
  const config = join(folder, `tsconfig.${process.pid}.${Math.random().toString(36).slice(2)}.json`);
  const compilerOptions = {
    target: 'ES2022',
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    types: [],
    noEmit: true,
    skipLibCheck: true,
    paths: { '@acme/fetch-runtime': [join(repositoryRoot, 'packages/fetch-runtime/src/index.ts')] },
    ...options,
  };
  await writeFile(config, JSON.stringify({ compilerOptions, files }));
  const tsc = join(
    dirname(createRequire(join(root, 'package.json')).resolve('typescript/package.json')),
    'bin',
    'tsc',
  );
  const output = await new Promise<string>((resolve, reject) => {
    const args = [tsc, '-p', config, '--pretty', 'false'];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout) => {
      if (error !== null && stdout === '') reject(error);
      else resolve(stdout);
    });
  });
  return output.split('\n').filter((line) => line !== '');
}
