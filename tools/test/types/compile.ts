import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The compiler that builds the packages, and the one that users may still have. */
export const compilers: readonly (readonly [string, string])[] = [
  ['TypeScript 7', join(root, 'node_modules/typescript/bin/tsc')],
  ['TypeScript 5.9', join(root, 'tools/node_modules/typescript/bin/tsc')],
];

const strict = {
  target: 'ES2022',
  module: 'ESNext',
  moduleResolution: 'bundler',
  lib: ['ES2023', 'DOM'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  skipLibCheck: true,
  noEmit: true,
  paths: { '@acme/fetch-runtime': ['./runtime.d.ts'] },
};

/** What the compiler says about these files, in a folder of their own; `''` where it has nothing to say. */
export async function compile(
  compiler: string,
  files: Readonly<Record<string, string>>,
  options: object = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'acme-types-'));
  const all = {
    'tsconfig.json': JSON.stringify({ compilerOptions: { ...strict, ...options }, include: ['**/*.ts'] }),
    'runtime.d.ts': 'export type Int64 = number | bigint;\n',
    'package.json': '{ "type": "module" }',
    ...files,
  };
  try {
    for (const [name, text] of Object.entries(all)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return await new Promise((resolve) => {
      execFile(process.execPath, [compiler, '-p', folder], (_error, stdout, stderr) =>
        resolve(stdout + stderr),
      );
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
