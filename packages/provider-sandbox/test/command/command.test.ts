import manifest from '../../package.json' with { type: 'json' };
import { type CommandResult, sandboxCommand } from '../../src/command/command.js';
import { faultKinds } from '../../src/faults/catalogue.js';
import { ask } from '../entrances/http/ask.js';
import { closeAll, started, stillClock } from '../entrances/http/support.js';
import { tinyProvider } from '../faults/tiny-provider.js';

interface Run extends CommandResult {
  readonly out: string;
  readonly err: string;
  readonly seeds: number[];
}

const running: CommandResult[] = [];

async function run(...args: string[]): Promise<Run> {
  const [out, err, seeds]: [string[], string[], number[]] = [[], [], []];
  const result = await sandboxCommand(args, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    providers: ({ seed }) => {
      seeds.push(seed);
      return { providers: [tinyProvider()], clock: stillClock() };
    },
  });
  running.push(result);
  return { ...result, seeds, out: out.join(''), err: err.join('') };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ server }) => server?.close()));
  await closeAll();
});

describe('the command', () => {
  test('starts the server and says where, and who can reach it', async () => {
    const { exitCode, server, out, err } = await run('--port', '0');
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^The sandbox listens on http:\S+\. Only programs on this machine can reach it\.\n\n/,
    );
    expect((await fetch(`${server?.basePath('finicity')}/things`)).status).toBe(200);
  });

  test('lists where page, providers and credentials are', async () => {
    const { server, out } = await run('--port', '0');
    expect(out.split('\n').slice(2)).toEqual([
      `  watch        ${server?.url}/`,
      `  finicity     ${server?.url}/finicity`,
      `  credentials  made up, and on that page with a call to paste; as JSON at ${server?.url}/_sandbox/first-calls`,
      '',
    ]);
  });

  test('ends with one sentence and exit code 1 if the port is taken', async () => {
    const { port } = await started();
    const { exitCode, err, out } = await run(`--port=${port}`);
    expect([exitCode, out]).toEqual([1, '']);
    expect(err).toMatch(/^Port \d+ of 127\.0\.0\.1 is taken\. .*\n$/);
  });

  test('gives the seed to the providers, 1 by default', async () => {
    expect((await run('--port', '0')).seeds).toEqual([1]);
    expect((await run('--port', '0', '--seed', '42')).seeds).toEqual([42]);
  });

  test('makes some calls fail with --chaos, the same ones for the same seed', async () => {
    const statuses: string[] = [];
    for (const seed of ['5', '5', '6']) {
      const { server } = await run('--port', '0', '--chaos', seed);
      const all = [];
      for (let call = 0; call < 40; call += 1) {
        const url = `${server?.basePath('finicity')}/things`;
        all.push(
          await fetch(url).then(
            ({ status }) => status,
            () => 'cut',
          ),
        );
      }
      statuses.push(all.join());
    }
    expect(statuses[0]).toBe(statuses[1]);
    expect(statuses[0]).not.toBe(statuses[2]);
    expect(statuses[0]).toMatch(/50\d|408|429|cut/);
  });

  test('accepts calls to the names of --allow-host, which may be repeated', async () => {
    const { server } = await run('--port', '0', '--allow-host', 'sandbox', '--allow-host=sandbox.internal');
    const statuses = [];
    for (const host of ['sandbox', 'sandbox.internal', 'elsewhere']) {
      statuses.push((await ask(server?.port ?? 0, '/finicity/things', { host })).status);
    }
    expect(statuses).toEqual([200, 200, 421]);
  });

  test('prints with --help the options and all faults, in lines that fit, and starts nothing', async () => {
    const { exitCode, server, out } = await run('--help', '--port', '0');
    expect([exitCode, server]).toEqual([0, undefined]);
    const options = [
      'port',
      'host',
      'allow-host',
      'seed',
      'chaos',
      'fixtures',
      'record',
      'plo-public-key',
      'plo-consumer-key',
    ];
    for (const option of [...options, 'help', 'version'])
      expect(out).toMatch(new RegExp(`^  --${option} `, 'm'));
    for (const fault of Object.keys(faultKinds)) expect(out).toMatch(new RegExp(`^  ${fault} `, 'm'));
    expect(out).toContain('x-sandbox-fault');
    expect(out.split('\n').filter((line) => line.length > 110)).toEqual([]);
  });

  test('prints with --version only the version', async () => {
    const { exitCode, server, out } = await run('--version');
    expect([exitCode, server, out]).toEqual([0, undefined, `${manifest.version}\n`]);
  });

  test.each([
    [['--port', '65536'], '--port must be a whole number from 0 to 65535'],
    [['--port', 'http'], '--port must be a whole number'],
    [['--seed', '-1'], '--seed'],
    [['--seed', '1.5'], '--seed must be a whole number'],
    [['--chaos', ''], '--chaos must be a whole number'],
    [['--host='], '--host must be an address of this machine'],
    [['--record='], '--record must be the name of a file'],
    [['--allow-host', 'http://sandbox:1'], '--allow-host must be a name without scheme and port'],
    [['--prot', '1'], "Unknown option '--prot'"],
    [['8787'], "Unexpected argument '8787'"],
  ])('refuses %j with exit code 2 and the usage', async (args, message) => {
    const { exitCode, err, server } = await run(...args);
    expect([exitCode, server]).toEqual([2, undefined]);
    expect(err).toContain(message);
    expect(err).toContain('Usage: provider-sandbox');
  });
});
