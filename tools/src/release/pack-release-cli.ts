import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packRelease } from './pack-release.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** `npm run pack-release -- FOLDER`: exit code 0 also when there is nothing to publish. */
async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined)
    throw new Error('Name the folder for the release: npm run pack-release -- FOLDER');
  const released = await packRelease({ root, folder: resolve(folder), isPublished });
  for (const { spec } of released) console.log(spec);
  if (released.length === 0) console.log('The registry has every version: there is nothing to publish.');
}

/** @throws Error when npm does not answer, or answers anything but "there is none". */
async function isPublished(spec: string): Promise<boolean> {
  try {
    const { stdout } = await run('npm', ['view', spec, 'version', '--json']);
    // For a version that a known package lacks, npm prints nothing and exits with 0.
    return stdout.trim() !== '';
  } catch (error) {
    const { stdout = '' } = error as { stdout?: string };
    if (/"code":\s*"E404"/.test(stdout)) return false;
    throw new Error(`npm cannot tell whether ${spec} is published: try again`);
  }
}

await main(process.argv[2]).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
