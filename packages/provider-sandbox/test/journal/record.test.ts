import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal } from '../../src/journal/journal.js';
import { record } from '../../src/journal/record.js';
import { type CommandResult, sandboxCommand } from '../../src/server/command.js';
import { tinyProvider } from '../manners/tiny-provider.js';
import { stillClock } from '../server/support.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-record-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function started(file: string): Promise<CommandResult & { readonly err: string }> {
  const err: string[] = [];
  const result = await sandboxCommand(['--port', '0', '--record', file], {
    out: () => {},
    err: (text) => err.push(text),
    providers: () => ({ providers: [tinyProvider()], clock: stillClock() }),
  });
  return { ...result, err: err.join('') };
}

describe('--record', () => {
  test('writes the calls when the server is closed, in place of what was there, and leaves nothing else', async () => {
    const file = join(folder, 'calls.har');
    await writeFile(file, 'of the last time');
    const { server } = await started(file);
    await fetch(`${server?.baseUrl('finicity')}/things?token=hush`, {
      headers: { authorization: 'Basic hush' },
    });
    expect(await readFile(file, 'utf8')).toBe('of the last time');
    await server?.close();
    const text = await readFile(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      log: {
        version: '1.2',
        entries: [{ request: { url: `${server?.url}/finicity/things?token=%5Bredacted%5D` } }],
      },
    });
    expect(text).not.toContain('hush');
    expect(await readdir(folder)).toEqual(['calls.har']);
  });

  test('a folder that is not there is one sentence and exit code 1, before anything is recorded', async () => {
    const { exitCode, server, err } = await started(join(folder, 'none', 'calls.har'));
    expect([exitCode, server]).toEqual([1, undefined]);
    expect(err).toBe(`The folder ${join(folder, 'none')} is not there or cannot be written to.\n`);
  });

  test('a folder in the place of the file is one sentence and exit code 1', async () => {
    const { exitCode, server, err } = await started(folder);
    expect([exitCode, server]).toEqual([1, undefined]);
    expect(err).toBe(`${folder} is a folder: name a file, such as calls.har.\n`);
  });

  test('what cannot be written in the end is an error with a code, and leaves no draft', async () => {
    const file = join(folder, 'calls.har');
    await mkdir(join(file, 'in-the-way'), { recursive: true });
    await expect(record(createJournal(), file, 'http://127.0.0.1:1')).rejects.toMatchObject({
      code: 'record_failed',
      message: `The calls cannot be written to ${file}.`,
    });
    expect(await readdir(folder)).toEqual(['calls.har']);
  });
});
