import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, sandboxCommand } from '../../src/command/command.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';

let folder = '';
let server: CommandResult['server'];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-fixtures-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

async function run(text: string | undefined, ...args: string[]): Promise<{ exitCode: number; err: string }> {
  const file = join(folder, 'fixtures.json');
  if (text !== undefined) await writeFile(file, text);
  const err: string[] = [];
  const result = await sandboxCommand(['--port', '0', '--fixtures', file, ...args], {
    out: () => undefined,
    err: (line) => err.push(line),
    providers: sandboxProviders,
  });
  server = result.server;
  return { exitCode: result.exitCode, err: err.join('') };
}

describe('--fixtures', () => {
  test('starts each provider with the data of the file', async () => {
    const fixtures = {
      finicity: { customers: [{ username: 'ada-lovelace' }] },
      'commerce-connect': { orders: [{ clientTransactionId: 'ORDER-1', amount: '7.00' }] },
    };
    expect(await run(JSON.stringify(fixtures))).toEqual({ exitCode: 0, err: '' });
    expect(await (await fetch(`${server?.url}/_sandbox/state`)).json()).toMatchObject({
      providers: { finicity: { state: { customerCount: 1 } }, 'commerce-connect': { state: { orders: 1 } } },
    });
  });

  test('refuses wrong fixtures by their path, without a value of them', async () => {
    const { exitCode, err } = await run(
      '{"mailinabox": {"accounts": [{"email": "a@b.example", "pasword": "hush"}]}}',
    );
    expect([exitCode, server]).toEqual([2, undefined]);
    expect(err).toBe(
      'The fixtures of mailinabox are not valid: accounts[0].password is missing; accounts[0].pasword is not known\n',
    );
  });

  test('is refused with what to do if the file is missing, is not a JSON object, or names no provider', async () => {
    for (const [text, message] of [
      [undefined, /cannot be read \(ENOENT\)/],
      ['{"hush', /must be a JSON object with the name of a provider/],
      ['[]', /must be a JSON object with the name of a provider/],
      ['{"finicty": {}}', /names an unknown provider; use commerce-connect, finicity/],
    ] as const) {
      const { exitCode, err } = await run(text);
      expect([exitCode, err]).toEqual([2, expect.stringMatching(message)]);
      expect(err).not.toContain('hush');
    }
  });
});
