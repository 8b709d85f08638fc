import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rehearse } from './rehearse.js';
import { linkInstalled } from './repository.js';
import { scenarios } from './scenarios.js';

/**
 * `npm run rehearse:regenerate [-- scenario…]`: runs the workflow that regenerates the clients for each kind of change,
 * with all of its tests, and then `npm test` on what it has pushed. Takes about 15 minutes for each.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const names = process.argv.slice(2);
for (const scenario of scenarios.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-'));
  try {
    const say = (line: string): void => console.log(`${scenario.name}: ${line}`);
    const { commits, files, tree, expectedTree, asked, clone } = rehearse(scenario, {
      ...{ root, folder, hasChangeset: true, say },
    });
    say(`${commits.length} commit of ${files.length} files; asked: ${asked.join('; ')}`);
    if (commits.length !== 1 || tree !== expectedTree)
      throw new Error('The commit is not what the commands make.');
    linkInstalled(root, clone);
    const env = { ...process.env, ACME_REHEARSAL: '1' };
    const { status } = spawnSync('npm', ['test'], { cwd: clone, env, stdio: 'inherit' });
    say(status === 0 ? 'npm test passes' : 'npm test FAILS');
    if (status !== 0) process.exitCode = 1;
  } catch (error) {
    console.error(`${scenario.name}: ${String(error)}`);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
