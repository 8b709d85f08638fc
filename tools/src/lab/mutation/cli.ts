import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../../providers.js';
import { installIsolated } from '../../shared/isolated-package.js';
import { copyPackage } from './copy.js';
import { type MutationReport, printReport } from './report.js';

const help = `Usage: npm run mutation [-- [--mutate FILES] [--concurrency N]]

Changes packages/fetch-runtime in a copy, one small thing at a time, and tells which changes no test notices. All of
it takes about an hour on two cores; the first run installs Stryker (66 MB below tools/mutation/node_modules).

  --mutate FILES   only these: 'src/call.ts,src/read/**/*.ts'
  --concurrency N  processes that run tests. Default: 1
  --help           show this

The report of Stryker itself: .cache/mutation/mutation.json. What may survive: packages/fetch-runtime/test/MUTATION.md
`;

/** Exit code 0: all was tried, whatever survived; 1: it could not be. */
function main(): void {
  const { values } = parseArgs({
    options: {
      mutate: { type: 'string' },
      concurrency: { type: 'string', default: '1' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return void process.stdout.write(help);
  const installed = installIsolated({
    root: repositoryRoot,
    name: 'mutation',
    what: 'Stryker',
    env: process.env,
    say: console.error,
  });
  const stryker = join(installed, '@stryker-mutator/core/bin/stryker.js');
  const folder = join(repositoryRoot, '.cache/mutation');
  const report = join(folder, 'mutation.json');
  rmSync(report, { force: true });
  const cwd = copyPackage(repositoryRoot, join(folder, 'tree'));
  const config = join(repositoryRoot, 'tools/mutation/stryker.config.mjs');
  const args = [stryker, 'run', config, '--concurrency', values.concurrency];
  if (values.mutate !== undefined) args.push('--mutate', values.mutate);
  const { status, error } = spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 2, 'inherit'] });
  if (status !== 0) throw error ?? new Error(`Stryker ended with exit code ${status}; it says why above.`);
  rmSync(join(folder, 'tree'), { recursive: true, force: true });
  process.stdout.write(printReport(JSON.parse(readFileSync(report, 'utf8')) as MutationReport));
}

try {
  main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
