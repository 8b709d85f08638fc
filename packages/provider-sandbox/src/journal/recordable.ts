import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

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
  if (file === '') throw new RecordError('The file for the calls has no name: name one, such as calls.har.');
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
