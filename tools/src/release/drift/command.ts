import { relative } from 'node:path';
import { makeClients } from '../../generate/generate.js';
import { clients } from '../../generate/output/client.js';
import { identifyTool } from '../../generate/output/manifest.js';
import { readmeTarget, recoveredProviders, strictJob } from '../../generate/providers.js';
import { openSession } from '../../generate/run/session.js';
import { staleRegistry } from '../../generate/sandbox/registry.js';
import type { Steps } from '../../generate/steps.js';
import { type Command, chosen, defineCommand } from '../../shared/command.js';
import { readTree } from '../../shared/tree.js';
import { compareFile, compareTrees, describeDrift } from './compare.js';

const help = `Usage: npm run check-drift [-- [provider…] [--verbose]]

Makes all clients, or the named ones, in a temporary folder and compares them with the committed
packages/<provider>-client/{src/generated,docs} and with what the sandbox carries, in both directions. Writes nothing.
Exit code 1 when they differ.

  --verbose  show warnings, and the generator's log
  --help     show this
`;

/** `npm run check-drift`. @param steps of the pipeline: replaced in tests. */
export function driftCommand(steps: Steps): Command<{ verbose: { type: 'boolean'; default: false } }> {
  return defineCommand({
    name: 'npm run check-drift',
    help,
    options: { verbose: { type: 'boolean', default: false } },
    allowPositionals: true,
    async run({ verbose }, names, run) {
      const session = await openSession(run, verbose);
      const providers = chosen(await recoveredProviders(session), names, 'provider');
      const tool = await identifyTool(session.root);
      const jobs = providers.map((provider) => strictJob(provider, tool));
      // Not compiled: `npm run typecheck` compiles what is committed, and this tells what differs from it.
      const made = await makeClients(jobs, session, steps, false);
      let exitCode = 0;
      const say = (drift: string): void => {
        exitCode = 1;
        run.err(`${drift}\n`);
      };
      for (const [index, { name, sources, pages, embedded }] of made.entries()) {
        const provider = providers[index]!;
        const drift = describeDrift(name, {
          [`packages/${name}-client/src/generated`]: compareTrees(
            sources,
            await readTree(provider.generated),
          ),
          [`packages/${name}-client/docs`]: compareTrees(pages, await readTree(provider.docs)),
          ...(provider.embedded !== undefined && {
            'packages/provider-sandbox/src/generated': await compareFile(provider.embedded, embedded!),
          }),
        });
        if (drift !== undefined) say(drift);
      }
      // What lists all providers is compared when all are.
      if (names.length === 0) {
        const [readme] = await readmeTarget(session.root, providers, made, steps);
        if (readme !== undefined)
          say('README.md does not list the clients as specs/ has them:\n  → npm run generate -- --force');
        for (const [file] of await staleRegistry(session.root))
          say(
            `${relative(session.root, file)} does not list the folders of the providers:\n  → npm run generate`,
          );
      }
      if (exitCode === 0) run.out(`no drift: ${clients(made.length)} are what their specs give\n`);
      return exitCode;
    },
  });
}
