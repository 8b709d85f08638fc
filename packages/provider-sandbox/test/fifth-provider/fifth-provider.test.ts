import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { embeddedSpec } from '../../../../tools/src/generate/sandbox/embedded-spec.js';
import { staleRegistry } from '../../../../tools/src/generate/sandbox/registry.js';
import { folder, spec } from './tally.js';

jest.setTimeout(600_000);

const repository = join(__dirname, '../../../..');
const run = promisify(execFile);

/** A copy of the repository as far as the sandbox needs it: this package is a copy, the others are links. */
let copy: string;
let sandbox: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'fifth-provider-'));
  sandbox = join(copy, 'packages/provider-sandbox');
  mkdirSync(join(copy, 'packages'));
  for (const name of ['node_modules', 'tools', 'tsconfig.base.json']) link(name);
  for (const name of readdirSync(join(repository, 'packages'))) {
    if (name !== 'provider-sandbox') link(join('packages', name));
  }
  cpSync(join(repository, 'specs'), join(copy, 'specs'), { recursive: true });
  const made = ['node_modules', 'dist', 'build', '.turbo'].map((name) =>
    join(repository, 'packages/provider-sandbox', name),
  );
  cpSync(join(repository, 'packages/provider-sandbox'), sandbox, {
    recursive: true,
    filter: (path) => !made.includes(path),
  });
  const ownModules = 'packages/provider-sandbox/node_modules';
  if (existsSync(join(repository, ownModules))) link(ownModules);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function link(path: string): void {
  symlinkSync(join(repository, path), join(copy, path), 'junction');
}

/** Runs a program in the copied package. @returns what it printed. */
async function inCopy(command: string, ...args: string[]): Promise<string> {
  // A run of jest in the copy must not know that it is started by another one.
  const { JEST_WORKER_ID: _, NODE_ENV: __, ...env } = process.env;
  const path = [join(repository, 'node_modules/.bin'), env.PATH].join(delimiter);
  const options = { cwd: sandbox, env: { ...env, PATH: path }, maxBuffer: 64 * 1024 * 1024 };
  const done = await run(command, args, options).catch(({ stdout, stderr }: Record<string, string>) => {
    throw new Error(`${[command, ...args].join(' ')}\n${`${stdout}\n${stderr}`.slice(-4_000)}`);
  });
  return `${done.stdout}${done.stderr}`;
}

/** What `npm run generate` does for the sandbox. */
async function generate(): Promise<void> {
  for (const [file, content] of await staleRegistry(copy)) writeFileSync(file, content);
  if (!existsSync(join(sandbox, 'src/providers/tally'))) return;
  writeFileSync(join(sandbox, 'src/generated/tally.json'), embeddedSpec(parse(spec)));
}

function text(path: string): string {
  return readFileSync(join(sandbox, path), 'utf8');
}

const lists = ['package.json', 'src/generated/providers.ts', 'src/generated/pages.ts'] as const;

describe('a fifth provider', () => {
  test('is left out if it has only a description, and nothing fails or changes', async () => {
    writeFileSync(join(copy, 'specs/tally.yaml'), spec);
    const before = lists.map(text);
    await generate();
    expect(lists.map(text)).toEqual(before);
    expect(existsSync(join(sandbox, 'src/generated/tally.json'))).toBe(false);
  });

  describe('with a description and a folder', () => {
    let server: ChildProcess | undefined;
    beforeAll(async () => {
      writeFileSync(join(copy, 'specs/tally.yaml'), spec);
      mkdirSync(join(sandbox, 'src/providers/tally'));
      for (const [file, source] of Object.entries(folder)) {
        writeFileSync(join(sandbox, 'src/providers/tally', file), source);
      }
      await generate();
      await inCopy('npm', 'run', 'build');
    });
    afterEach(() => server?.kill('SIGKILL'));

    test('compiles with everything that is there, tests too', async () => {
      await inCopy('npm', 'run', 'typecheck');
    });

    test('passes the tests of everything that lists providers', async () => {
      const files = [
        'architecture',
        'registry',
        'entries',
        'violations',
        'command/command',
        'journal/secret-names',
      ];
      const paths = [
        ...files.map((name) => `test/${name}.test.ts`),
        'test/openapi',
        'test/page/(?:facts|words)',
      ];
      // The todos are those for its helper and its client.
      expect(await inCopy('jest', ...paths)).toMatch(/^Tests: +2 todo, \d+ passed, \d+ total$/m);
    });

    test('has its options in --help, and is served, acted on and shown like the others', async () => {
      expect(await inCopy('node', 'dist/cli.js', '--help')).toMatch(
        /Tally of things[\s\S]*^ {2}--tally-start NUMBER +what Tally/m,
      );
      server = spawn('node', ['dist/cli.js', '--port', '0', '--tally-start', '40'], {
        cwd: sandbox,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [said] = (await once(server.stdout!, 'data')) as [Buffer];
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(`${said}`)?.[0];
      expect(`${said}`).toContain(`tally             ${url}/tally\n`);
      const answer = await fetch(`${url}/tally/tallies/a?by=2&tally_pin=4711`, { method: 'POST' });
      expect(await answer.json()).toEqual({ count: 42 });
      const calls = await (await fetch(`${url}/_sandbox/calls/1`)).json();
      expect(calls.request.query).toEqual([
        ['by', '2'],
        ['tally_pin', '[redacted]'],
      ]);
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ provider: 'tally', action: 'reset' });
      const state = await fetch(`${url}/_sandbox/action`, { method: 'POST', headers, body });
      expect(await state.json()).toMatchObject({
        providers: { tally: { state: { count: 40 }, actions: ['reset'] } },
      });
      const page = await (await fetch(`${url}/_sandbox/page.js`)).text();
      for (const words of Object.values(['Tally of things', 'Count from the start']))
        expect(page).toContain(words);
    });

    test('is an entry of the package, with msw handlers', async () => {
      const program = `
        const { tallyHandlers, withFaults } = await import('@acme/provider-sandbox/tally');
        console.log(tallyHandlers().length, typeof withFaults);`;
      expect(await inCopy('node', '--input-type=module', '-e', program)).toBe('1 function\n');
    });
  });
});
