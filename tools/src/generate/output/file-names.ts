import { fileKey } from '../../print/file-key.js';
import { SetupError } from '../../shared/failure.js';
import { hasUnseen } from '../../shared/text.js';
import type { Tree } from '../../shared/tree.js';

/** Names that mean a device on Windows, with any extension. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The last check before files of a client are written: each path stays in its folder, can be held by every file
 * system, and is no other for any of them. The steps before make such names of whatever a description
 * says, so that a failure here is a fault of theirs.
 *
 * @param name the client, for the message.
 * @throws SetupError `file_name`
 */
export function checkFileNames(name: string, tree: Tree): void {
  const seen = new Set<string>();
  for (const path of Object.keys(tree)) {
    const folded = fileKey(path);
    const isDouble = seen.has(folded);
    seen.add(folded);
    if (!isDouble && path.split('/').every(isFileName)) continue;
    throw new SetupError(
      'file_name',
      `${name}: the description leads to a file ${JSON.stringify(path)}, which ${isDouble ? 'is there already' : 'cannot be written everywhere'}. ` +
        'That is a fault of tools/src/generate: please report it, with the description.',
    );
  }
}

function isFileName(segment: string): boolean {
  const isRelative = segment === '' || segment === '.' || segment === '..';
  const fits = Buffer.byteLength(segment) <= 255 && !/[<>:"|?*\\]|[. ]$/.test(segment);
  return !isRelative && fits && !hasUnseen(segment) && !devices.test(segment);
}
