import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { driftCommand } from '../../src/release/drift/command.js';
import { captured, fakeSteps, makeWorkspace, type Workspace } from '../run/workspace.js';

// The developer's own jar must not take the place of the fake one.
const noJarOfTheirs = { OPENAPI_GENERATOR_JAR: '', OPENAPI_GENERATOR_JAR_URL: '' };

let workspace: Workspace;
beforeEach(() => {
  workspace = makeWorkspace();
});
afterEach(() => workspace.remove());

test.each([
  [
    'an unknown option',
    ['--frobnicate'],
    /^Unknown option '--frobnicate'.*\n`npm run generate -- --help` shows/,
  ],
  ['an option without its value', ['--spec'], /^Option '--spec <value>' argument missing/],
  ['--spec without --out', ['--spec', 'x.yaml'], /^--spec and --out go together\.$/m],
  ['--out without --spec', ['--out', 'x'], /^--spec and --out go together\.$/m],
  [
    '--spec with providers',
    ['alpha', '--spec', 'x.yaml', '--out', 'x'],
    /takes neither providers nor --force/,
  ],
  [
    '--spec with --force',
    ['--force', '--spec', 'x.yaml', '--out', 'x'],
    /takes neither providers nor --force/,
  ],
  ['an unknown provider', ['gamma'], /^No such provider: gamma\. There are: alpha, beta\.$/m],
])('generate: %s ends with exit code 2 and a sentence', async (_what, args, message) => {
  const { exitCode, out, err } = await workspace.generate(args);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
  expect(err).toMatch(message);
  expect(workspace.generated('alpha')).toEqual({});
});

test.each(['--help', '-h'])('generate %s shows all options, and does nothing', async (flag) => {
  const { exitCode, out, err } = await workspace.generate([flag]);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  for (const option of [
    '--force',
    '--spec FILE',
    '--out FOLDER',
    '--verbose',
    '--help',
    'JAVA_HOME',
    'OPENAPI_GENERATOR_JAR',
  ]) {
    expect(out).toContain(option);
  }
  expect(workspace.generated('alpha')).toEqual({});
});

test.each([
  [['--help'], 0],
  [['--force'], 2],
  [['gamma'], 2],
])('check-drift %j ends with exit code %i', async (args, expected) => {
  const { exitCode } = await captured(driftCommand, args, {
    ...workspace,
    steps: fakeSteps,
  });
  expect(exitCode).toBe(expected);
});

describe('providers are found by their names', () => {
  test.each<[string, (workspace: Workspace) => void, string]>([
    [
      'a spec without a package',
      ({ write }) => write('specs/gamma.yaml', '{}'),
      'specs/gamma.yaml has no package: packages/gamma-client/package.json is missing.\n',
    ],
    [
      'a client without a spec',
      ({ write }) => write('packages/gamma-client/package.json', '{ "name": "@acme/gamma-client" }'),
      'packages/gamma-client has no description: specs/gamma.yaml is missing.\n',
    ],
    [
      'a package of another name',
      ({ write }) => write('packages/alpha-client/package.json', '{ "name": "@acme/alfa-client" }'),
      'packages/alpha-client is named "@acme/alfa-client"; the name must end in alpha-client.\n',
    ],
    [
      'a spec that would be overlooked',
      ({ write }) => write('specs/gamma.yml', '{}'),
      'specs/gamma.yml is not picked up: rename it to end in .yaml.\n',
    ],
    [
      'a name that cannot be a folder and a package',
      ({ write }) => write('specs/Gamma_X.yaml', '{}'),
      'specs/Gamma_X.yaml: a provider\'s name is lower-case words joined by "-", at most 64 characters.\n',
    ],
  ])('%s is told', async (_what, arrange, message) => {
    arrange(workspace);
    expect(await workspace.generate()).toMatchObject({ exitCode: 1, err: message });
    expect(workspace.generated('alpha')).toEqual({});
  });

  test("other files of specs/ and other packages are nobody's clients", async () => {
    workspace.write('specs/alpha.source.json', '{}');
    workspace.write('packages/fetch-runtime/package.json', '{ "name": "@acme/fetch-runtime" }');
    workspace.write('packages/old-client/node_modules/.keep', '');
    expect((await workspace.generate()).exitCode).toBe(0);
  });
});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)(
  '%s in the middle ends the JVM, removes what was begun and leaves packages/ alone',
  async (signal, exitCode) => {
    const script = fileURLToPath(new URL('generate-fake.ts', import.meta.url));
    const calls = join(workspace.root, 'calls');
    const child = spawn(process.execPath, ['--import', 'tsx', script, workspace.root], {
      stdio: 'ignore',
      env: { ...process.env, ...noJarOfTheirs, ...workspace.env, FAKE_JAVA: 'hang', FAKE_JAVA_CALLS: calls },
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    while (!existsSync(calls) || !readFileSync(calls, 'utf8').includes('\n')) await sleep(20);
    const before = workspace.files('packages');
    const java = Number.parseInt(workspace.read('calls'), 10);
    child.kill(signal);
    expect(await ended).toBe(exitCode);
    // A process that stays is a hang: the time limit of the test ends the wait.
    while (isRunning(java)) await sleep(10);
    expect(workspace.files('packages')).toEqual(before);
    const left = readdirSync(join(workspace.root, 'node_modules/.cache/generate'));
    expect(left.filter((name) => name === 'lock' || name.startsWith('work-'))).toEqual([]);
  },
);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
