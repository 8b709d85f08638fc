import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { chosen, defineCommand, main } from '../../shared/command.js';
import { rehearse } from './rehearse.js';
import { linkInstalled } from './repository.js';
import { scenarios } from './scenarios.js';

const help = `Usage: npm run rehearse:regenerate [-- ${scenarios.map(({ name }) => `[${name}]`).join(' ')}]

Runs the workflow that regenerates the clients in a copy, for each kind of change or the named ones, and then \`npm test\`
on what it has pushed. Takes about 15 minutes for each.

  --help  show this
`;

await main(
  defineCommand({
    name: 'npm run rehearse:regenerate',
    help,
    allowPositionals: true,
    run(_values, names, { root, env, out, err, temporaryFolder }) {
      let exitCode = 0;
      for (const scenario of chosen(scenarios, names, 'change')) {
        const say = (line: string): void => out(`${scenario.name}: ${line}\n`);
        try {
          const folder = temporaryFolder(tmpdir(), 'rehearse-');
          const done = rehearse(scenario, { root, folder, hasChangeset: true, say });
          say(`${done.commits.length} commit of ${done.files.length} files; asked: ${done.asked.join('; ')}`);
          if (done.commits.length !== 1 || done.tree !== done.expectedTree)
            throw new Error('The commit is not what the commands make.');
          linkInstalled(root, done.clone);
          const rehearsing = { ...env, ACME_REHEARSAL: '1' };
          const test = spawnSync('npm', ['test'], { cwd: done.clone, env: rehearsing, stdio: 'inherit' });
          if (test.status !== 0) throw new Error('npm test FAILS');
          say('npm test passes');
        } catch (error) {
          err(`${scenario.name}: ${(error as Error).message}\n`);
          exitCode = 1;
        }
      }
      return exitCode;
    },
  }),
);
