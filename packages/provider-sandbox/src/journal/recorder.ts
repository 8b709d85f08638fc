import { once } from 'node:events';
import { constants, createWriteStream } from 'node:fs';
import { access, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import type { ProviderName } from '../core/provider.js';
import { harCreator, harEntry } from './har.js';
import type { RedactedCall } from './journal.js';

/** The calls cannot be written to the file; the message says why. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
  readonly code = 'record_failed';
}

/**
 * To be asked at the start: who records for an hour is not to hear of a mistyped folder at the end.
 *
 * @throws RecordError when `file` is a folder, or its folder does not exist or is not writable.
 */
async function assertRecordable(file: string): Promise<void> {
  if (file === '') throw new RecordError('The file for the calls needs a name, such as calls.har.');
  const folder = dirname(file);
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new RecordError(`The folder ${folder} does not exist or is not writable.`, { cause });
  });
  const isFolder = await stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) throw new RecordError(`${file} is a folder: name a file, such as calls.har.`);
}

/** What is being recorded. */
export interface Recording {
  /** It is whole when the sandbox has been closed; until then it is as it was. */
  readonly file: string;
  /** How many calls of providers there are until now. */
  readonly calls: number;
  /** How many control calls there are beside them. */
  readonly controlCalls: number;
}

export interface Recorder extends Recording {
  /** @returns what the answer of the call has to wait for, where too many wait to be written. */
  add(call: RedactedCall<ProviderName | '_sandbox'>): Promise<void> | undefined;
  /** @throws RecordError when not all calls could be written; what could be is in the draft that it names. */
  close(): Promise<void>;
  /** For a sandbox that does not start: nothing is left. */
  discard(): Promise<void>;
}

/** So many calls may wait to be written: above it the disk sets the pace, and not the memory the end. */
const waitingAtMost = 64;

/**
 * Begins to record: each call is read, without its secrets, and written behind those before it into a draft beside
 * `file`, which takes the place of `file` at the end. A draft lacks the end of an archive only, `]}}`: what is left of
 * a program that was killed can be mended.
 *
 * @param origin Where the sandbox listens, without a slash at its end; asked for with the first call.
 * @throws RecordError when the file cannot be written: who records for an hour is not to hear of it at the end.
 */
export async function openRecorder(file: string, origin: () => string): Promise<Recorder> {
  await assertRecordable(file);
  // In the same folder: a file can be renamed within one file system only.
  const draft = `${file}.unfinished-${crypto.randomUUID().slice(0, 8)}`;
  const stream = createWriteStream(draft, { flags: 'wx', highWaterMark: 1024 * 1024 });
  await once(stream, 'open').catch((cause: unknown) => {
    throw new RecordError(`${draft} cannot be written.`, { cause });
  });
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
  };
  stream.on('error', fail);
  stream.write(`{"log":{"version":"1.2","creator":${JSON.stringify(harCreator)},"entries":[`);

  const counts = { calls: 0, controlCalls: 0 };
  let waiting = 0;
  let written: Promise<void> = Promise.resolve();
  let closing: Promise<void> | undefined;

  async function write(call: RedactedCall<ProviderName | '_sandbox'>): Promise<void> {
    if (failure !== undefined) return;
    const entry = harEntry({ ...call.summary(), ...(await call.messages()) }, origin());
    const isFirst = counts.calls + counts.controlCalls === 0;
    const hasRoom = stream.write(`${isFirst ? '' : ','}\n${JSON.stringify(entry)}`);
    if (call.summary().provider === '_sandbox') counts.controlCalls += 1;
    else counts.calls += 1;
    if (!hasRoom && failure === undefined) await once(stream, 'drain');
  }

  async function finish(): Promise<void> {
    await written;
    stream.end('\n]}}\n');
    await finished(stream).catch(fail);
    if (failure !== undefined) {
      const rest = `What could be written is in ${draft}, without the end of the archive.`;
      throw new RecordError(`The calls cannot be written to ${file}. ${rest}`, { cause: failure });
    }
    await rename(draft, file).catch((cause: unknown) => {
      throw new RecordError(`The calls cannot be written to ${file}. They are in ${draft}.`, { cause });
    });
  }

  return {
    file,
    get calls() {
      return counts.calls;
    },
    get controlCalls() {
      return counts.controlCalls;
    },
    add(call) {
      waiting += 1;
      written = written
        .then(() => write(call))
        .catch(fail)
        .finally(() => {
          waiting -= 1;
        });
      return waiting > waitingAtMost ? written : undefined;
    },
    close() {
      closing ??= finish();
      return closing;
    },
    async discard() {
      stream.destroy();
      await rm(draft, { force: true });
    },
  };
}
