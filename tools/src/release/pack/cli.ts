import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { defineCommand, main, UsageError } from '../../shared/command.js';
import { packRelease } from './pack-release.js';

const help = `Usage: npm run pack-release -- FOLDER

Packs every package whose version the registry does not have into FOLDER, which must be new or empty, with what the
publishing job needs. Prints what it packed, and succeeds when there is nothing to publish.

  --help  show this
`;

await main(
  defineCommand({
    name: 'npm run pack-release',
    help,
    allowPositionals: true,
    async run(_values, [folder, ...more], { root, cwd, out }) {
      if (folder === undefined || more.length > 0)
        throw new UsageError('Name the folder for the release: npm run pack-release -- FOLDER');
      const released = await packRelease({ root, folder: resolve(cwd, folder), isPublished });
      for (const { spec } of released) out(`${spec}\n`);
      if (released.length === 0) out('The registry has every version: there is nothing to publish.\n');
      return 0;
    },
  }),
);

/** @throws Error when npm cannot tell. */
async function isPublished(spec: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('npm', ['view', spec, 'version', '--json']);
    // For a version that a known package lacks, npm prints nothing and exits with 0.
    return stdout.trim() !== '';
  } catch (error) {
    const { stdout = '' } = error as { stdout?: string };
    if (/"code":\s*"E404"/.test(stdout)) return false;
    throw new Error(`npm cannot tell whether ${spec} is published: try again`);
  }
}
