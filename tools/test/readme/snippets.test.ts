import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { packageEntries } from '../../src/package-entries.js';
import { publishedPackages } from '../../src/release/published-packages.js';
import { fences, root } from './fences.js';

const run = promisify(execFile);
// Named so that a complaint of the compiler tells where to look: README.md-line-70.mts
const snippets = fences('ts').map((fence) => ({
  ...fence,
  file: `${fence.document.replaceAll('/', '-')}-line-${fence.line}.mts`,
}));

/** Answers by method and path; a snippet that asks for anything else fails. */
const answers = {
  'POST /admin/login': { status: 'ok', email: 'admin@example.com', privileges: ['admin'], api_key: 'key' },
  'POST /admin/logout': { status: 'ok' },
  'GET /admin/mail/users': [],
  'POST /aggregation/v2/partners/authentication': { token: 'token' },
  'GET /aggregation/v1/customers/7004419250': { id: '7004419250', username: 'rivera-2231' },
  'GET /plo/v1/usertoken': { Response: { UserToken: 'token' } },
  'POST /FDConnectL3Services/getToken': {
    status: { statusCode: 200 },
    data: { token: 'token', userName: 'x' },
  },
};
const preload = `
const answers = ${JSON.stringify(answers)};
globalThis.oauth1Header = () => 'OAuth oauth_version="1.0"';
const { fetch } = globalThis;
globalThis.fetch = async (url, init) => {
  if (String(url.url ?? url).startsWith('http://127.0.0.1:')) return fetch(url, init);
  const answer = answers[init.method + ' ' + new URL(url).pathname];
  if (answer === undefined) throw new Error('the snippet asks for ' + init.method + ' ' + url);
  return Response.json(answer);
};
`;

/** Every entry of every package, as its source; and the types of what guides use besides. */
async function sourcePaths(): Promise<Record<string, string[]>> {
  const others = {
    '@opentelemetry/api': 'build/src/index.d.ts',
    'mastercard-oauth1-signer': 'types/index.d.ts',
    redis: 'dist/index.d.ts',
  };
  const paths: Record<string, string[]> = {};
  for (const [name, types] of Object.entries(others)) paths[name] = [join(root, 'node_modules', name, types)];
  for (const { folder: place, name } of publishedPackages(root)) {
    for (const { subpath, path } of await packageEntries(join(root, 'packages', place))) {
      paths[posix.join(name, subpath)] = [join(root, 'packages', place, 'src', `${path}.ts`)];
    }
  }
  return paths;
}

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snippets-'));
  for (const { file, text } of snippets) writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, 'preload.mjs'), preload);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(root, 'node_modules/msw'), join(folder, 'node_modules/msw'), 'junction');
  const compilerOptions = {
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    paths: await sourcePaths(),
  };
  const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.mts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Those of the guides are parts of programs; they are compiled only. */
const programs = snippets.filter(({ document }) => !document.startsWith('docs/guides/'));

test('the README and that of every package have snippets', () => {
  const documents = [...new Set(programs.map(({ document }) => document))].sort();
  const packages = publishedPackages(root).map((found) => `packages/${found.folder}/README.md`);
  expect(documents).toEqual(['README.md', ...packages].sort());
});

test('snippets compile as strictly as our own code', async () => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const complaints = await run(process.execPath, [compiler, '-p', folder]).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
  expect(complaints).toBe('');
}, 60_000);

test.each(programs)(
  '$document, line $line, runs',
  async ({ file }) => {
    const args = ['--import', import.meta.resolve('tsx'), '--import', './preload.mjs', file];
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') };
    const { stderr } = await run(process.execPath, args, { cwd: folder, env });
    expect(stderr).toBe('');
  },
  60_000,
);
