import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClientName } from '../clients/by-provider.js';

const run = promisify(execFile);
const root = join(__dirname, '../../../..');

/** A line of a user's program. */
export interface Line {
  /** An expression in which `client` is the client and `takes<T>()` takes what is assignable to a type. */
  readonly code: string;
  /** For who reads that it does not compile, or does. */
  readonly about: string;
}

/**
 * Compiles a program of one expression per line against the sources of a client, as strictly as our own code.
 *
 * @returns for each line what the compiler says; `undefined` where it says nothing.
 */
export async function compile(provider: ClientName, lines: readonly Line[]): Promise<(string | undefined)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'user-code-'));
  try {
    const head = [
      `import type * as client from '@acme/${provider}-client';`,
      // Not compared by its freshness, as what has come over the wire is not: members that nobody described are there.
      'declare function takes<T>(): <U extends T>(value: U) => void;',
    ];
    writeFileSync(join(folder, 'user.ts'), [...head, ...lines.map(({ code }) => `${code};`)].join('\n'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config(provider)));
    const said = await complaints(folder);
    const found = new Map<number, string>();
    for (const [, line, words = ''] of said.matchAll(/^user\.ts\((\d+),\d+\): (.*)$/gm)) {
      found.set(Number(line) - head.length - 1, words);
    }
    if (said !== '' && found.size === 0) throw new Error(said.slice(0, 2_000));
    return lines.map((_, index) => found.get(index));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function config(provider: ClientName): object {
  const source = (path: string): string[] => [join(root, 'packages', path, 'index.ts')];
  return {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: {
      ...{ noEmit: true, skipLibCheck: true, lib: ['ES2022', 'DOM', 'DOM.Iterable'] },
      ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
      paths: {
        [`@acme/${provider}-client`]: source(`${provider}-client/src/generated`),
        '@acme/fetch-runtime': source('fetch-runtime/src'),
      },
    },
    files: ['user.ts'],
  };
}

async function complaints(folder: string): Promise<string> {
  const args = [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'];
  const options = { cwd: folder, maxBuffer: 256 * 1024 * 1024 };
  return run(process.execPath, args, options).then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  );
}

/** A value as an expression. */
export function literal(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof URLSearchParams) return `new URLSearchParams(${JSON.stringify(`${value}`)})`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `[${JSON.stringify(name)}]: ${literal(member)}`,
  );
  return `{ ${members.join(', ')} }`;
}

/** `value` as what a variable of `type` takes. */
export function taken(type: string, value: unknown): string {
  return `takes<${type}>()(${literal(value)})`;
}
