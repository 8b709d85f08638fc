import { parseArgs } from 'node:util';
import { buildTrees, clients } from '../../generate/build.js';
import { reporting, type Surroundings, withSession } from '../../generate/command.js';
import { UsageError } from '../../generate/failure.js';
import { identifyTool, readTree } from '../../generate/manifest.js';
import { houseJob, recoveredProviders, select } from '../../generate/run.js';
import { compareTrees, describeDrift } from './compare.js';

const help = `Usage: npm run check-drift [-- [provider…] [--verbose]]

Makes all clients, or the named ones, in a temporary folder and compares them with the committed
packages/<provider>-client/{src/generated,docs}, in both directions. Writes nothing there. Exit code 1 when they differ.
`;

/** Runs `npm run check-drift`. @returns the exit code: 0, 1 for drift or a failure, 2 for a wrong command line. */
export async function driftCommand(args: readonly string[], around: Surroundings): Promise<number> {
  return reporting(args.includes('--verbose'), around, async () => {
    const { values, positionals } = parse(args);
    if (values.help) {
      around.out(help);
      return 0;
    }
    return withSession(around, values.verbose, async (session) => {
      const providers = select(await recoveredProviders(session), positionals);
      const tool = await identifyTool(session.root);
      const jobs = providers.map((provider) => houseJob(provider, tool));
      // Not compiled: what is committed is compiled by `npm run typecheck`, and what differs is told here.
      const builds = await buildTrees(jobs, session, around.stages, false);
      let drifted = false;
      for (const [index, { name, tree, docs }] of builds.entries()) {
        const provider = providers[index]!;
        const drift = describeDrift(name, {
          'src/generated': compareTrees(tree, await readTree(provider.generated)),
          docs: compareTrees(docs, await readTree(provider.docs)),
        });
        if (drift === undefined) continue;
        drifted = true;
        around.err(`${drift}\n`);
      }
      if (!drifted) around.out(`no drift: ${clients(builds.length)} are what their specs give\n`);
      return drifted ? 1 : 0;
    });
  });
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        verbose: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(
      `${(error as Error).message}\n\`npm run check-drift -- --help\` shows how it is used.`,
    );
  }
}
