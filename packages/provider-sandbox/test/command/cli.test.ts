import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder = '';
let file = '';
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-cli-'));
  file = join(folder, 'calls.har');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** The command as it is run, recording, with one call made. */
async function recordingCommand() {
  const args = ['--import', 'tsx', 'src/cli.ts', '--port', '0', '--record', file];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let out = '';
  const url = await new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const [, base] = /watch +(\S+)\/\n/.exec(out) ?? [];
      if (base !== undefined) resolve(base);
    });
  });
  await fetch(`${url}/finicity/nothing`);
  return { child, ended, output: () => out };
}

describe('the command in a process of its own', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends it in order, with the recording',
    async (signal) => {
      const { child, ended, output } = await recordingCommand();
      child.kill(signal);
      expect(await ended).toBe(0);
      expect(JSON.parse(await readFile(file, 'utf8')).log.entries).toHaveLength(1);
      expect(output()).toMatch(/\n1 call is in .*calls\.har\.\n$/);
    },
  );

  test('a closed terminal, which takes no text any more, does not keep it from writing', async () => {
    const { child, ended } = await recordingCommand();
    child.stdout?.destroy();
    child.kill('SIGHUP');
    expect(await ended).toBe(0);
    expect(await readdir(folder)).toEqual(['calls.har']);
  });

  test('killed, it leaves the file as it was, and a draft with the calls beside it', async () => {
    await writeFile(file, 'of the last time');
    const { child, ended } = await recordingCommand();
    const [kept, draft = ''] = (await readdir(folder)).sort();
    expect([kept, draft]).toEqual(['calls.har', expect.stringContaining('calls.har.unfinished-')]);
    const drafted = () => readFile(join(folder, draft), 'utf8');
    while (!(await drafted()).includes('/finicity/%5Bredacted%5D'))
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    await ended;
    expect(await readFile(file, 'utf8')).toBe('of the last time');
    expect(JSON.parse(`${await drafted()}]}}`).log.entries).toHaveLength(1);
  });
});
