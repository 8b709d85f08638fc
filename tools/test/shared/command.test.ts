import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, defineCommand, type Run, runCommand, UsageError } from '../../src/shared/command.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function ran(args: readonly string[], run: (run: Run) => number | undefined = () => undefined) {
  const seen: { out: string; err: string; given?: object } = { out: '', err: '' };
  const command: Command<{ file: { type: 'string' } }> = {
    name: 'npm run example',
    help: 'Usage: npm run example\n',
    options: { file: { type: 'string' } },
    async run(values, names, around) {
      seen.given = { values: { ...values }, names };
      return run(around);
    },
  };
  const exitCode = await runCommand(command, args, {
    ...{ root: folder, cwd: folder, env: {} },
    out: (text) => {
      seen.out += text;
    },
    err: (text) => {
      seen.err += text;
    },
  });
  return { exitCode, ...seen };
}

test('a command gets what its options say, and its result is the exit code', async () => {
  expect(await ran(['--file', 'a'])).toEqual({
    ...{ exitCode: 0, out: '', err: '' },
    given: { values: { file: 'a' }, names: [] },
  });
  expect((await ran([], () => 3)).exitCode).toBe(3);
});

test.each(['--help', '-h'])('%s prints the help, and the command does not run', async (flag) => {
  expect(await ran([flag])).toEqual({ exitCode: 0, out: 'Usage: npm run example\n', err: '' });
});

test.each([
  ['an unknown option', ['--fast'], /^Unknown option '--fast'/],
  ['an option without its value', ['--file'], /^Option '--file <value>' argument missing/],
  ['a name where none is accepted', ['name'], /^Unexpected argument 'name'/],
])(
  '%s leads to exit code 2 and a pointer to --help, and the command does not run',
  async (_what, args, message) => {
    const { exitCode, out, err, given } = await ran(args);
    expect({ exitCode, out, given }).toEqual({ exitCode: 2, out: '', given: undefined });
    expect(err).toMatch(message);
    expect(err).toMatch(/\n`npm run example -- --help` shows all options\.\n$/);
  },
);

test('a command can refuse its command line itself', async () => {
  const refuse = (): never => {
    throw new UsageError('--from and --to go together.');
  };
  expect(await ran([], refuse)).toMatchObject({ exitCode: 2, err: '--from and --to go together.\n' });
});

test.each<[string, unknown, string]>([
  ['a failure', new Error('There is no Java.'), 'There is no Java.\n'],
  ['a failure of a class of its own', new (class extends TypeError {})('It is locked.'), 'It is locked.\n'],
  [
    'a fault of ours',
    new TypeError('x is not a function'),
    'internal error: x is not a function\nThis is a fault of the tools, not of what you did.\n',
  ],
  ['what is no error', 'text', 'internal error: text\n'],
])('%s leads to exit code 1 and a sentence without a stack', async (_what, thrown, message) => {
  const fail = (): never => {
    throw thrown;
  };
  expect(await ran([], fail)).toMatchObject({ exitCode: 1, out: '', err: message });
});

test('what a run made is cleaned up, last things first, however it ends', async () => {
  for (const ending of [() => 0, () => 1, () => Promise.reject(new Error('no'))] as (() => number)[]) {
    const order: string[] = [];
    await ran([], (run) => {
      const made = run.temporaryFolder(folder, 'made-');
      run.atEnd(() => order.push(`inner, ${existsSync(made)}`));
      return ending();
    });
    expect({ order, left: readdirSync(folder) }).toEqual({ order: ['inner, true'], left: [] });
  }
  expect(process.listenerCount('SIGINT')).toBe(0);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s in the middle of a run cleans up, and ends with the exit code that shells expect',
  async (signal, code) => {
    const script = fileURLToPath(new URL('run-forever.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    expect(readdirSync(folder)).toHaveLength(1);
    child.kill(signal);
    expect((await ended)[0]).toBe(code);
    expect(readdirSync(folder)).toEqual([]);
  },
);

test('a command whose reader has gone, as `| head` does, runs to its end and prints no stack', async () => {
  const script = fileURLToPath(new URL('print-later.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], { stdio: 'pipe' });
  const ended = once(child, 'close');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said === 'ready\n') child.stdout.destroy();
  });
  child.stdout.on('close', () => child.stdin.write('go'));
  expect((await ended)[0]).toBe(3);
  expect(said).toBe('ready\ndone\n');
});

test('options are typed as node:util reads them', async () => {
  const command = defineCommand({
    name: 'npm run typed',
    help: '',
    options: { times: { type: 'string', default: '1' }, loud: { type: 'boolean', default: false } },
    allowPositionals: true,
    run({ times, loud }, [first]) {
      const text: string = times;
      const isLoud: boolean = loud;
      return Number(text) + Number(isLoud) + Number(first);
    },
  });
  const around = { root: '', cwd: '', env: {}, out: () => undefined, err: () => undefined };
  expect(await runCommand(command, ['--times', '2', '--loud', '4'], around)).toBe(7);
});
