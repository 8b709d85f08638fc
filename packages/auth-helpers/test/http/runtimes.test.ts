import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { type Listening, startTlsServers } from './tls-servers.js';

const root = join(__dirname, '../../../..');
/** Of `npm run compat`, else of `npm test`, where they are installed. */
const installed = (path: string): string => {
  const folders = ['tools/isolated/compat', 'tools/isolated/runtimes'].map((folder) =>
    join(root, folder, 'node_modules', path),
  );
  return folders.find(existsSync) ?? `${folders[1]}`;
};
const runtimes: [name: string, binary: string, args: readonly string[]][] = [
  ['this Node', process.execPath, []],
  ['Node 26', installed('node-26/bin/node'), []],
  ['Deno', installed('@deno/linux-x64-glibc/deno'), ['run', '--no-prompt', '--allow-net', '--no-remote']],
  ['Bun', installed('@oven/bun-linux-x64/bin/bun'), []],
];

const notSent = [
  'self-signed',
  'signed by an unknown root',
  'expired',
  'for another host',
  'without its intermediate certificate',
  'TLS 1.1 only',
  'plain HTTP on a port for TLS',
  'refused',
  'refused, where the name has several addresses',
  'refused, with TLS',
  'an unknown host',
];
const unknown = [
  'reset after the request',
  'closed after the request',
  'closed after the request, with TLS',
  'no HTTP in the answer',
  'cut within the answer',
];

let servers: Listening;
let folder: string;
beforeAll(async () => {
  servers = await startTlsServers();
  folder = await mkdtemp(join(tmpdir(), 'ask-'));
  await writeFile(join(folder, 'authority.pem'), servers.authority);
  const entryPoints = [join(__dirname, 'send-once-program.ts')];
  await build({
    entryPoints,
    outfile: join(folder, 'ask.mjs'),
    bundle: true,
    format: 'esm',
    logLevel: 'error',
  });
});
afterAll(async () => {
  await servers.close();
  await rm(folder, { recursive: true });
});

async function codesOn(binary: string, args: readonly string[]): Promise<Record<string, string>> {
  const authority = join(folder, 'authority.pem');
  const env = {
    ...process.env,
    ...{ NODE_EXTRA_CA_CERTS: authority, DENO_CERT: authority, DENO_DIR: join(folder, '.deno') },
    ...{ DENO_NO_UPDATE_CHECK: '1', NODE_OPTIONS: '' },
  };
  const all = [...args, join(folder, 'ask.mjs'), JSON.stringify(servers.urls)];
  const { stdout } = await promisify(execFile)(binary, all, { env });
  return JSON.parse(stdout);
}

describe.each(runtimes)('on %s', (name, binary, args) => {
  (existsSync(binary) ? test : test.skip)(
    `${name} tells what was not sent from what may have been: TLS, connections and names`,
    async () => {
      const expected = {
        well: 'ok',
        ...Object.fromEntries(notSent.map((what) => [what, 'provider_unavailable'])),
        ...Object.fromEntries(unknown.map((what) => [what, 'outcome_unknown'])),
      };
      const before = { ...servers.read };
      expect(await codesOn(binary, args)).toEqual(expected);
      // The servers bear witness: nobody has read what is said not to have been sent.
      const reads = (what: string): number => (servers.read[what] ?? 0) - (before[what] ?? 0);
      expect(notSent.filter((what) => reads(what) > 0)).toEqual([]);
      expect(
        unknown.filter((what) => servers.urls[what]?.endsWith('reset') !== true && reads(what) !== 1),
      ).toEqual([]);
    },
  );
});
