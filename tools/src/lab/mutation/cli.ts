import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineCommand, main } from '../../shared/command.js';
import { copyRepository } from '../../shared/copy-repository.js';
import { installIsolated } from '../../shared/isolated-package.js';

const help = `Usage: npm run mutation [-- [--mutate FILES] [--concurrency N]]

Changes packages/fetch-runtime in a copy, one small thing at a time, and tells which changes no test notices. All of
it takes about an hour on two cores; the first run installs Stryker (66 MB below tools/isolated/mutation/node_modules).

  --mutate FILES   only these: 'src/send.ts,src/read/**/*.ts'
  --concurrency N  processes that run tests. Default: 1
  --help           show this

The report as data: .cache/mutation/mutation.json. What may survive: packages/fetch-runtime/test/MUTATION.md
`;

/** What the tests of fetch-runtime need. */
const copied = ['packages/fetch-runtime', 'tools/jest', 'docs/guides', 'package.json', 'tsconfig.base.json'];

await main(
  defineCommand({
    name: 'npm run mutation',
    help,
    options: { mutate: { type: 'string' }, concurrency: { type: 'string', default: '1' } },
    run({ mutate, concurrency }, _names, { root, env, err, temporaryFolder }) {
      const say = (line: string): void => err(`${line}\n`);
      const installed = installIsolated({ root, name: 'mutation', what: 'Stryker', env, say });
      const cache = join(root, '.cache/mutation');
      mkdirSync(cache, { recursive: true });
      // So that the sources can be changed here and edited there at the same time.
      const copy = temporaryFolder(cache, 'tree-');
      copyRepository(root, copy, copied);
      const stryker = join(installed, '@stryker-mutator/core/bin/stryker.js');
      const config = join(root, 'tools/isolated/mutation/stryker.config.mjs');
      const args = [stryker, 'run', config, '--concurrency', concurrency];
      if (mutate !== undefined) args.push('--mutate', mutate);
      const cwd = join(copy, 'packages/fetch-runtime');
      const { status, error } = spawnSync(process.execPath, args, {
        cwd,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      if (status !== 0)
        throw error ?? new Error(`Stryker ended with exit code ${status}; it says why above.`);
      return 0;
    },
  }),
);
