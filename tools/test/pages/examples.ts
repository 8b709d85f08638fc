import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../src/shared/providers.js';

/** A client whose pages have examples. */
export interface DocumentedClient {
  readonly packageName: string;
  /** What the package name stands for: a path of a source file. */
  readonly entry: string;
  readonly docs: string;
}

export interface Example {
  /** Says where to look in the compiler's complaints: `plo-client-UserTokenApi.md-line-20.mts` */
  readonly file: string;
  readonly text: string;
}

/** The fenced TypeScript of every page of a folder. */
export function examplesOf({ packageName, docs }: DocumentedClient): Example[] {
  return readdirSync(docs).flatMap((page) => {
    const text = readFileSync(join(docs, page), 'utf8');
    return [...text.matchAll(/^```ts\n([\s\S]*?)\n```$/gm)].map(({ 1: code = '', index }) => {
      const line = text.slice(0, index).split('\n').length + 1;
      return { file: `${packageName.split('/').at(-1)}-${page}-line-${line}.mts`, text: code };
    });
  });
}

/** Compiles examples in one go, as strictly as our own code. @returns the complaints; empty when there are none. */
export async function complaintsOf(
  clients: readonly DocumentedClient[],
  examples: readonly Example[],
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'examples-'));
  try {
    for (const { file, text } of examples) writeFileSync(join(folder, file), `${text}\n`);
    const paths = Object.fromEntries([
      ...clients.map(({ packageName, entry }) => [packageName, [entry]]),
      ['@acme/fetch-runtime', [join(repositoryRoot, 'packages/fetch-runtime/src/index.ts')]],
    ]);
    const typeRoots = [join(repositoryRoot, 'node_modules/@types')];
    const config = {
      extends: join(repositoryRoot, 'tsconfig.base.json'),
      compilerOptions: { types: ['node'], typeRoots, paths, noEmit: true, isolatedDeclarations: false },
      include: ['*.mts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiler = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
    return await promisify(execFile)(process.execPath, [compiler, '-p', '.', '--pretty', 'false'], {
      cwd: folder,
    }).then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
