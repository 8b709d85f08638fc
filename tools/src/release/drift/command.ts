import { buildTrees, clients, type Stages } from '../../generate/build.js';
import { describe, withSession } from '../../generate/command.js';
import { identifyTool, readTree } from '../../generate/manifest.js';
import { houseJob, recoveredProviders, select } from '../../generate/run.js';
import { type Command, defineCommand, UsageError } from '../../shared/command.js';
import { compareTrees, describeDrift } from './compare.js';

const help = `Usage: npm run check-drift [-- [provider…] [--verbose]]

Makes all clients, or the named ones, in a temporary folder and compares them with the committed
packages/<provider>-client/{src/generated,docs}, in both directions. Writes nothing there. Exit code 1 when they differ.

  --verbose  show warnings, and the generator's log
  --help     show this
`;

/** `npm run check-drift`. @param stages of the pipeline: replaced in tests. */
export function driftCommand(stages: Stages): Command<{ verbose: { type: 'boolean'; default: false } }> {
  return defineCommand({
    name: 'npm run check-drift',
    help,
    options: { verbose: { type: 'boolean', default: false } },
    allowPositionals: true,
    run: ({ verbose }, names, run) =>
      withSession({ ...run, stages }, verbose, async (session) => {
        const providers = select(await recoveredProviders(session), names);
        const tool = await identifyTool(session.root);
        const jobs = providers.map((provider) => houseJob(provider, tool));
        // Not compiled: `npm run typecheck` compiles what is committed, and this tells what differs from it.
        const builds = await buildTrees(jobs, session, stages, false);
        let exitCode = 0;
        for (const [index, { name, tree, docs }] of builds.entries()) {
          const provider = providers[index]!;
          const drift = describeDrift(name, {
            'src/generated': compareTrees(tree, await readTree(provider.generated)),
            docs: compareTrees(docs, await readTree(provider.docs)),
          });
          if (drift === undefined) continue;
          exitCode = 1;
          run.err(`${drift}\n`);
        }
        if (exitCode === 0) run.out(`no drift: ${clients(builds.length)} are what their specs give\n`);
        return exitCode;
      }).catch((error: unknown): never => {
        throw error instanceof UsageError ? error : new Error(describe(error, verbose));
      }),
  });
}
