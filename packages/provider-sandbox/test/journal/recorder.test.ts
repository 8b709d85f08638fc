import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal, type RedactedCall } from '../../src/journal/journal.js';
import { openRecorder } from '../../src/journal/recorder.js';
import { entry, redactedCall } from './support.js';

const origin = () => 'http://127.0.0.1:1';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-recorder-'));
  file = join(folder, 'calls.har');
});
afterEach(() => rm(folder, { recursive: true }));

async function recordedPaths(): Promise<string[]> {
  const { log } = JSON.parse(await readFile(file, 'utf8'));
  return log.entries.map(({ request }: { request: { url: string } }) => new URL(request.url).pathname);
}

/** A call that can be read when `release` has been called. */
function heldBack(path: string): RedactedCall & { release: () => void } {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const call = redactedCall({ path });
  return { ...call, release, messages: () => released.then(() => call.messages()) };
}

describe('a recording', () => {
  test('has all calls, and not the last thousand only', async () => {
    const recorder = await openRecorder(file, origin);
    const journal = createJournal({ recorder });
    for (let call = 1; call <= 2_500; call += 1) await journal.add(redactedCall({ path: `/${call}` }));
    await recorder.close();
    const paths = await recordedPaths();
    expect([recorder.calls, paths.length, paths[0], paths.at(-1)]).toEqual([
      2_500,
      2_500,
      '/finicity/1',
      '/finicity/2500',
    ]);
    expect(journal.calls()).toHaveLength(1_000);
  });

  test('has the calls in the order they were added, one a line, however long it takes to read each', async () => {
    const recorder = await openRecorder(file, origin);
    const slow = heldBack('/slow');
    recorder.add(slow);
    recorder.add(redactedCall({ path: '/quick' }));
    const closing = recorder.close();
    slow.release();
    await closing;
    expect(await recordedPaths()).toEqual(['/finicity/slow', '/finicity/quick']);
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(5);
  });

  test('of nothing is an archive without entries', async () => {
    await (await openRecorder(file, origin)).close();
    expect(await recordedPaths()).toEqual([]);
  });

  test('holds up answers when too many calls wait to be written, so that it cannot fill the memory', async () => {
    const recorder = await openRecorder(file, origin);
    const slow = heldBack('/slow');
    recorder.add(slow);
    const waits = Array.from({ length: 64 }, () => recorder.add(redactedCall()));
    expect(waits.map((wait) => wait !== undefined)).toEqual([...Array(63).fill(false), true]);
    slow.release();
    await waits.at(-1);
    expect(recorder.add(redactedCall())).toBeUndefined();
    await recorder.close();
  });

  test('of bodies larger than the buffer of its file is whole', async () => {
    const recorder = await openRecorder(file, origin);
    const response = { ...entry().response, body: 'x'.repeat(65_536), bodyBytes: 65_536 };
    for (let call = 0; call < 200; call += 1) await recorder.add(redactedCall({ response }));
    await recorder.close();
    expect(await recordedPaths()).toHaveLength(200);
  });

  test('counts control calls apart', async () => {
    const recorder = await openRecorder(file, origin);
    const call = redactedCall({ path: '/clock' });
    recorder.add({ ...call, summary: () => ({ ...call.summary(), provider: '_sandbox' }) });
    await recorder.close();
    expect([recorder.calls, recorder.controlCalls]).toEqual([0, 1]);
    expect(await recordedPaths()).toEqual(['/_sandbox/clock']);
  });
});

describe('the file of a recording', () => {
  test('is as it was until the end; what is written is in a draft beside it', async () => {
    await writeFile(file, 'of the last time');
    const recorder = await openRecorder(file, origin);
    await recorder.add(redactedCall());
    expect(await readFile(file, 'utf8')).toBe('of the last time');
    expect(await readdir(folder)).toEqual([
      'calls.har',
      expect.stringMatching(/^calls\.har\.unfinished-[\da-f]{8}$/),
    ]);
    await recorder.close();
    expect(await recordedPaths()).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['calls.har']);
  });

  test('is written once, however often the end is asked for', async () => {
    const recorder = await openRecorder(file, origin);
    await Promise.all([recorder.close(), recorder.close()]);
    await recorder.close();
    expect(await readdir(folder)).toEqual(['calls.har']);
  });

  test('that cannot be replaced in the end is an error that says where the calls are', async () => {
    const recorder = await openRecorder(file, origin);
    recorder.add(redactedCall());
    await mkdir(join(file, 'in-the-way'), { recursive: true });
    const draft = (await readdir(folder)).find((name) => name.includes('unfinished'))!;
    await expect(recorder.close()).rejects.toMatchObject({
      ...{ name: 'RecordError', code: 'record_failed' },
      message: `The calls cannot be written to ${file}. They are in ${join(folder, draft)}.`,
    });
    expect(JSON.parse(await readFile(join(folder, draft), 'utf8')).log.entries).toHaveLength(1);
  });

  test('and a call that cannot be read is an error at the end, and holds up nothing', async () => {
    const recorder = await openRecorder(file, origin);
    recorder.add({ ...redactedCall(), messages: () => Promise.reject(new Error('a mistake of ours')) });
    await recorder.add(redactedCall());
    await expect(recorder.close()).rejects.toMatchObject({
      code: 'record_failed',
      message: expect.stringContaining('without the end of the archive'),
    });
  });

  test('is not touched by a recording that is discarded', async () => {
    await writeFile(file, 'of the last time');
    await (await openRecorder(file, origin)).discard();
    expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual([
      'of the last time',
      ['calls.har'],
    ]);
  });
});
