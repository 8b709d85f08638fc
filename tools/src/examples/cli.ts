import { join } from 'node:path';
import { defineCommand, main } from '../shared/command.js';
import { turboBuild } from '../shared/turbo-build.js';
import { takeTour } from './tour.js';

const help = `Usage: npm run quickstart

Runs the programs in examples/, one for each provider, against the sandbox on this machine, and shows their code beside
what happened. \`npx tsx examples/NAME.ts\` runs one alone.

  --help  show this
`;

const introduction = `The sandbox stands in for the vendors. Credentials and money are made up.
Of each step you see the code, where it is, and what happened. Write it like that in your own program, without
\`clock.advance\` and \`actions\`: they let time pass, and make the vendor misbehave.
`;

await main(
  defineCommand({
    name: 'npm run quickstart',
    help,
    async run(_values, _names, { root, env, out, err, atEnd }) {
      err('Building the packages where they have changed: half a minute the first time.\n');
      try {
        turboBuild(root, env);
      } catch {
        throw new Error('The packages do not build. Run `npm run build`, which says why, then this again.');
      }
      out(introduction);
      const steps = await takeTour({ root, folder: join(root, 'examples'), out, atEnd });
      out(`\nAll ${steps} steps behaved as they must. Nothing left this machine.
Next: \`npm run sandbox\`, then open http://127.0.0.1:8787 to watch it and to make it misbehave.\n`);
      return 0;
    },
  }),
);
