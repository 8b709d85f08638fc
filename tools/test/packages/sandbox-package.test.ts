import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { installIsolated } from '../../src/shared/isolated-package.js';
import { listProviders } from '../../src/shared/providers.js';
import { packAll, root, run } from './pack.js';

const name = '@acme/provider-sandbox';
const { exports } = JSON.parse(readFileSync(join(root, 'packages/provider-sandbox/package.json'), 'utf8'));
/** A new provider may be without a sandbox at first. */
const providers = (await listProviders(root))
  .map((provider) => provider.name)
  .filter((provider) => `./${provider}` in exports);

let folder: string;
let installed: string;
let manifest: { bin: Record<string, string>; dependencies: object; peerDependencies: { msw: string } };

beforeAll(async () => {
  ({ folder } = await packAll());
  installed = join(folder, 'node_modules', name);
  manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  for (const dependency of Object.keys(manifest.dependencies)) link(dependency);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
});
afterAll(() => folder !== undefined && rmSync(folder, { recursive: true, force: true }));

/** As an installation has it, in place of what was linked before. */
function link(dependency: string, from: string = join(root, 'node_modules')): void {
  const path = join(folder, 'node_modules', dependency);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  symlinkSync(join(from, dependency), path, 'junction');
}

/** Runs a program beside `node_modules`. @returns what it printed. */
async function program(file: string, text: string, node: string = process.execPath): Promise<string> {
  writeFileSync(join(folder, file), text);
  const { stdout, stderr } = await run(node, [file], { cwd: folder });
  expect(stderr).toBe('');
  return stdout.trim();
}

describe('the packed sandbox, installed without msw', () => {
  let server: ChildProcess | undefined;
  afterEach(() => server?.kill('SIGKILL'));

  test('has a command that serves all providers, and ends when it is told to', async () => {
    server = spawn(process.execPath, [join(installed, manifest.bin['provider-sandbox']!), '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(server.stdout!, 'data')) as [Buffer];
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(`${said}`)?.[0];
    for (const provider of providers) {
      const { status, headers } = await fetch(`${url}/${provider}/no-such-operation`);
      expect(`${provider} ${status}`).toMatch(/ 40[14]$/);
      expect(headers.get('content-type')).toBeTruthy();
    }
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
  });

  const check = `
    const server = await startSandbox({ ...sandboxProviders(), port: 0 });
    const answer = await fetch(server.basePath('finicity') + '/aggregation/v1/customers/1');
    console.log(answer.status, (await server.journal.entries())[0].operationId);
    await server.close();`;

  test('is imported by a program, and required', async () => {
    const imported = `import { sandboxProviders, startSandbox } from '${name}';\n${check}`;
    const required = `const { sandboxProviders, startSandbox } = require('${name}');\n(async () => {${check}})();`;
    expect(await program('server.mjs', imported)).toBe('401 getCustomer');
    expect(await program('server.cjs', required)).toBe('401 getCustomer');
  });
});

/** @returns what a program prints that calls the provider through its handlers, imported and then required. */
async function throughHandlers(one: string, node?: string): Promise<string[]> {
  const entry = posix.join(name, one);
  const check = `
    const [handlers] = Object.keys(sandbox).filter((key) => key.endsWith('Handlers') && key !== 'providerHandlers');
    const server = setupServer(...sandbox[handlers]());
    server.listen({ onUnhandledRequest: 'error' });
    const url = sandbox[handlers.replace('Handlers', 'Provider')]().basePaths[0].replace('*', 'box.example.com');
    const { status } = await fetch(url + '/no-such-operation');
    console.log('${one}', status);
    server.close();`;
  const imported = `import { setupServer } from 'msw/node';\nimport * as sandbox from '${entry}';\n${check}`;
  const required = `const { setupServer } = require('msw/node');\nconst sandbox = require('${entry}');\n(async () => {${check}})();`;
  return [await program(`${one}.mjs`, imported, node), await program(`${one}.cjs`, required, node)];
}

describe('the packed sandbox, installed beside msw', () => {
  beforeAll(() => link('msw'));

  test.each(providers)(
    'answers for %s in a program that imports it, and in one that requires it',
    async (one) => {
      for (const said of await throughHandlers(one)) expect(said).toMatch(/40[14]$/);
    },
  );

  test('runs the suite of its README under jest, with the configuration that is there', async () => {
    for (const dependency of ['jest', '@swc/jest', '@swc/core']) link(dependency);
    const readme = readFileSync(join(installed, 'README.md'), 'utf8');
    for (const [, file, text] of readme.matchAll(/^```js\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)) {
      writeFileSync(join(folder, file!), text!);
    }
    const jest = join(folder, 'node_modules/jest/bin/jest.js');
    const { stderr } = await run(process.execPath, [jest, 'finicity.test.js'], { cwd: folder });
    expect(stderr).toContain('Tests:       2 passed, 2 total');
  });

  test('has one class of an error for all entries of a kind', async () => {
    const same = `
      const [all, one] = [load('${name}'), load('${name}/mailinabox')];
      Promise.all([all, one]).then(([a, b]) => console.log(a.ConnectionRefused === b.ConnectionRefused));`;
    expect(await program('same.mjs', `const load = (id) => import(id);${same}`)).toBe('true');
    expect(await program('same.cjs', `const load = require;${same}`)).toBe('true');
  });

  test('has types that compile without the DOM library, for import and for require', typesCompile);
});

const newest = installRuntimes();
const whenInstalled = newest === undefined ? describe.skip : describe;

whenInstalled('the packed sandbox, installed beside msw 3, which needs a newer Node', () => {
  beforeAll(() => link('msw', join(root, 'tools/isolated/runtimes/node_modules')));

  test.each(providers)(
    'answers for %s in a program that imports it, and in one that requires it',
    async (one) => {
      for (const said of await throughHandlers(one, newest)) expect(said).toMatch(/40[14]$/);
    },
  );

  test('has types that compile without the DOM library, for import and for require', typesCompile);

  test('is within the versions of msw that the package asks for', () => {
    const { version } = JSON.parse(readFileSync(join(folder, 'node_modules/msw/package.json'), 'utf8'));
    expect(manifest.peerDependencies.msw.split(' || ')).toContain(`^${version.split('.')[0]}.0.0`);
  });
});

/** @returns the newest Node; nothing where no registry is in reach, so that its tests are skipped. */
function installRuntimes(): string | undefined {
  try {
    const what = 'the newest Node and Deno';
    const at = installIsolated({ root, name: 'runtimes', what, env: process.env, say: () => undefined });
    const node = join(at, 'node-26/bin/node');
    return existsSync(node) ? node : undefined;
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    return undefined;
  }
}

/** Types of msw itself are not ours to check: skipLibCheck, as in nearly every project that uses it. */
async function typesCompile(): Promise<void> {
  const lines = ['', ...providers].map(
    (entry, at) => `export * as entry${at} from '${posix.join(name, entry)}';`,
  );
  for (const file of ['consumer.mts', 'consumer.cts']) writeFileSync(join(folder, file), lines.join('\n'));
  const compilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true },
    ...{ target: 'es2022', lib: ['es2022'], module: 'node20' },
    ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
  };
  const config = { compilerOptions, files: ['consumer.mts', 'consumer.cts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  for (const compiler of ['node_modules/typescript', 'tools/node_modules/typescript']) {
    const args = [join(root, compiler, 'bin/tsc'), '-p', '.'];
    const said = await run(process.execPath, args, { cwd: folder }).then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );
    expect(said).toBe('');
  }
}
