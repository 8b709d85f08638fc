import { constants } from 'node:fs';
import { access, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { harOf } from './har.js';
import type { Journal } from './journal.js';

/** The calls cannot be written to the file; the message says why. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
  readonly code = 'record_failed';
}

/**
 * To be asked at the start: who records for an hour is not to hear of a mistyped folder at the end.
 *
 * @throws RecordError when `file` is a folder, or its folder is not there or cannot be written to.
 */
export async function assertRecordable(file: string): Promise<void> {
  const folder = dirname(file);
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new RecordError(`The folder ${folder} is not there or cannot be written to.`, { cause });
  });
  const isFolder = await stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) throw new RecordError(`${file} is a folder: name a file, such as calls.har.`);
}

/**
 * Writes the calls as HAR 1.2. The file is the whole archive or what it was before, whatever happens meanwhile.
 *
 * @param origin Where the sandbox listened, without a slash at its end.
 * @throws RecordError when that is not possible.
 */
export async function record(journal: Journal, file: string, origin: string): Promise<void> {
  // In the same folder: a file can be renamed within one file system only.
  const draft = `${file}.${process.pid}.tmp`;
  try {
    const har = harOf(await journal.entries(), origin);
    await writeFile(draft, `${JSON.stringify(har, undefined, 2)}\n`);
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new RecordError(`The calls cannot be written to ${file}.`, { cause });
  }
}
