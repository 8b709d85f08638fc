import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { packageEntries } from '../../src/release/package-entries.js';
import { publishedPackages } from '../../src/release/published-packages.js';
import { listProviders } from '../../src/shared/providers.js';
import { fences, root } from './fences.js';

const run = promisify(execFile);
// Named so that a complaint of the compiler tells where to look: README.md-line-70.mts
const snippets = fences('ts').map((fence) => ({
  ...fence,
  file: `${fence.document.replaceAll('/', '-')}-line-${fence.line}.mts`,
}));

/** Every entry of every package, as its source; and the types of what guides use besides. */
async function sourcePaths(): Promise<Record<string, string[]>> {
  const others = {
    '@opentelemetry/api': 'build/src/index.d.ts',
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

/** Of whoever signs for Mastercard. */
const keyPair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snippets-'));
  for (const { file, text } of snippets) writeFileSync(join(folder, file), text);
  cpSync(new URL('sandbox-network.mts', import.meta.url), join(folder, 'sandbox-network.mts'));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['msw', 'mastercard-oauth1-signer', 'ajv', 'ajv-formats']) {
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
  const compilerOptions = {
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    paths: await sourcePaths(),
  };
  const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.mts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Those of the READMEs, and those of the guides that print something: the others are parts of programs, and compiled. */
const programs = snippets.filter(
  ({ document, text }) =>
    !document.startsWith('docs/guides/') || (document.includes('/auth-') && text.includes('console.')),
);

test('the README and that of every package have programs, and so has the guide of every login', async () => {
  const documents = [...new Set(programs.map(({ document }) => document))].sort();
  // A new provider may be without a helper at first, and so without a login to show.
  const hasHelper = ({ name }: { name: string }): boolean =>
    existsSync(join(root, 'packages/auth-helpers/src', name));
  const providers = await listProviders(root);
  const packages = publishedPackages(root)
    .filter(({ folder }) => providers.every((one) => `${one.name}-client` !== folder || hasHelper(one)))
    .map((found) => `packages/${found.folder}/README.md`);
  const guides = providers.filter(hasHelper).map(({ name }) => `docs/guides/auth-${name}.md`);
  expect(documents).toEqual(['README.md', ...packages, ...guides].sort());
});

test('snippets compile as strictly as our own code', async () => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const complaints = await run(process.execPath, [compiler, '-p', folder]).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
  expect(complaints).toBe('');
});

test.each(programs)(
  '$document, line $line, runs against the sandbox and prints what it says, and no secret',
  async ({ file, prints }) => {
    const secretsFile = join(folder, `${file}.secrets.json`);
    const { publicKey, privateKey } = keyPair;
    const args = ['--import', import.meta.resolve('tsx'), '--import', './sandbox-network.mts', file];
    const env = {
      ...process.env,
      TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json'),
      README_SECRETS: secretsFile,
      MASTERCARD_SIGNING_KEY: privateKey,
      README_PUBLIC_KEY: publicKey,
    };
    const { stdout, stderr } = await run(process.execPath, args, { cwd: folder, env });
    expect(stderr).toBe('');
    expect(stdout).toBe(prints);
    const secrets = JSON.parse(readFileSync(secretsFile, 'utf8')) as string[];
    expect(secrets.filter((secret) => stdout.includes(secret))).toEqual([]);
  },
);
