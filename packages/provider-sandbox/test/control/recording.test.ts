import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, sandboxCommand } from '../../src/command/command.js';
import type { Har } from '../../src/journal/har.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';
import { closeAll, started as listening, stillClock } from '../entrances/http/support.js';
import { tinyProvider } from '../faults/tiny-provider.js';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-recording-'));
  file = join(folder, 'calls.har');
});
afterEach(async () => {
  await closeAll();
  await rm(folder, { recursive: true });
});

type Started = CommandResult & { readonly out: string[]; readonly err: string[] };

async function started(at = file, providers: readonly string[] = []): Promise<Started> {
  const [out, err]: [string[], string[]] = [[], []];
  const result = await sandboxCommand(['--port', '0', '--record', at], {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    providers: () => {
      const all = sandboxProviders();
      if (providers.length === 0) return { providers: [tinyProvider()], clock: stillClock() };
      return { ...all, providers: all.providers.filter(({ name }) => providers.includes(name)) };
    },
  });
  return { ...result, out, err };
}

async function entries(): Promise<Har['log']['entries']> {
  return (JSON.parse(await readFile(file, 'utf8')) as Har).log.entries;
}

describe('--record', () => {
  test('writes the calls when the server is closed, without secrets, and leaves nothing else', async () => {
    const { server } = await started();
    await fetch(`${server?.basePath('finicity')}/things?token=hush`, {
      headers: { authorization: 'Basic hush' },
    });
    await server?.close();
    expect(await entries()).toMatchObject([
      { request: { url: `${server?.url}/finicity/%5Bredacted%5D?token=%5Bredacted%5D` } },
    ]);
    expect(await readFile(file, 'utf8')).not.toContain('hush');
    expect(await readdir(folder)).toEqual(['calls.har']);
  });

  test('does not write the passwords, names and addresses of fixtures', async () => {
    const { server } = await started(file, ['mailinabox']);
    const accounts = [{ email: 'hush@hush.example', password: 'hush-hush' }];
    const loaded = await fetch(`${server?.url}/_sandbox/fixtures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ provider: 'mailinabox', fixtures: { accounts } }),
    });
    expect(loaded.status).toBe(200);
    await server?.close();
    expect(await entries()).toHaveLength(1);
    expect(await readFile(file, 'utf8')).not.toContain('hush');
  });

  test('does not write the key of the S3 backups of a box', async () => {
    const { server } = await started(file, ['mailinabox']);
    await fetch(`${server?.basePath('mailinabox')}/system/backup/config`, {
      method: 'POST',
      body: new URLSearchParams({ target: 's3://a/b', target_user: 'id', target_pass: 'hush', min_age: '3' }),
    });
    await server?.close();
    expect((await entries())[0]?.request.postData?.text).toBe(
      'target=%5Bredacted%5D&target_user=%5Bredacted%5D&target_pass=%5Bredacted%5D&min_age=3',
    );
  });

  test('says at the end how many calls are in which file', async () => {
    const { server, out } = await started();
    for (let call = 0; call < 37; call += 1) await fetch(`${server?.basePath('finicity')}/things`);
    await Promise.all([server?.close(), server?.close()]);
    expect(out.slice(1)).toEqual([`37 calls are in ${file}.\n`]);
  });

  test('has the control calls among the calls, because they explain why a token has died', async () => {
    const { server, out } = await started();
    const things = () => fetch(`${server?.basePath('finicity')}/things`);
    await things();
    const headers = { 'content-type': 'application/json' };
    await fetch(`${server?.url}/_sandbox/clock`, { method: 'POST', headers, body: '{"advanceMs":7200000}' });
    await fetch(`${server?.url}/_sandbox/state`);
    await things();
    await server?.close();
    expect(await entries()).toMatchObject([
      {
        comment: expect.stringMatching(
          /^finicity \(no operation\); at the sandbox it was 2023-11-14T22:13:20/,
        ),
      },
      {
        request: { url: `${server?.url}/_sandbox/clock`, postData: { text: '{"advanceMs":7200000}' } },
        response: { status: 200 },
        comment: expect.stringMatching(/^control call; at the sandbox/),
      },
      { comment: expect.stringContaining('at the sandbox it was 2023-11-15T00:13:20') },
    ]);
    expect(out.at(-1)).toBe(`2 calls and 1 control call are in ${file}.\n`);
  });

  test('gives a waterfall of real time, whatever the clock of the sandbox does', async () => {
    const startMs = Date.now();
    const { server } = await started();
    await fetch(`${server?.basePath('finicity')}/things`);
    await server?.close();
    const [startedMs] = (await entries()).map(({ startedDateTime }) => Date.parse(startedDateTime));
    expect(startedMs).toBeGreaterThanOrEqual(startMs);
    expect(startedMs).toBeLessThanOrEqual(Date.now());
  });

  test('has the calls that the end has cut off, too', async () => {
    const { server } = await started();
    const cutOff = fetch(`${server?.basePath('finicity')}/things`, {
      headers: { 'x-sandbox-fault': 'delay;ms=600000' },
    }).catch(() => undefined);
    while (server?.journal.calls().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await server?.close();
    await cutOff;
    expect(await entries()).toMatchObject([
      { comment: expect.stringContaining('The response began 600000 ms late;') },
    ]);
  });

  test.each([
    [
      'a folder that is not there',
      ['none', 'calls.har'],
      /^The folder \S+none does not exist or is not writable\.\n$/,
    ],
    ['a folder in the place of the file', [], /^\S+ is a folder: name a file, such as calls\.har\.\n$/],
  ])(
    'with %s ends with one sentence and exit code 1, before anything is recorded',
    async (_, path, message) => {
      const { exitCode, server, err } = await started(join(folder, ...path));
      expect([exitCode, server]).toEqual([1, undefined]);
      expect(err.join('')).toMatch(message);
    },
  );

  test('leaves no draft when the server cannot start', async () => {
    const { port } = await listening();
    await expect(listening({ port, record: file })).rejects.toMatchObject({ code: 'port_taken' });
    await expect(listening({ faults: 'rude', record: file })).rejects.toThrow('rude');
    expect(await readdir(folder)).toEqual([]);
  });
});

test('nothing is recorded without --record', async () => {
  expect((await listening()).recording).toBeUndefined();
});
