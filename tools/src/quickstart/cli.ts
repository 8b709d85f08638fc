import { repositoryRoot } from '../providers.js';
import { turboBuild } from '../shared/turbo-build.js';

const err = (text: string): void => void process.stderr.write(text);

/** @returns the exit code. */
async function main(): Promise<number> {
  err('Building the packages, where they have changed: half a minute the first time.\n');
  try {
    turboBuild(repositoryRoot, process.env);
  } catch {
    err('They cannot be built. Run `npm run build`, which says why, then this again.\n');
    return 1;
  }
  // Not above: it loads the packages.
  const { takeTour } = await import('./tour.js');
  return takeTour((text) => process.stdout.write(text), err);
}

process.exitCode = await main();
