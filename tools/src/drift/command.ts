import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { reporting, type Surroundings, withSession } from '../generate/command.js';
import { makeClients } from '../generate/generate.js';
import { clients } from '../generate/output/client.js';
import { identifyTool } from '../generate/output/manifest.js';
import { readmeTarget, recoveredProviders, select, strictJob } from '../generate/providers.js';
import { staleRegistry } from '../generate/sandbox/registry.js';
import { UsageError } from '../shared/failure.js';
import { readTree } from '../shared/tree.js';
import { compareFile, compareTrees, describeDrift } from './compare.js';

const help = `Usage: npm run check-drift [-- [provider…] [--verbose]]

Makes all clients, or the named ones, in a temporary folder and compares them with the committed
packages/<provider>-client/{src/generated,docs} and with what the sandbox carries, in both directions. Writes nothing. Exit code 1 when they differ.
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
      const jobs = providers.map((provider) => strictJob(provider, tool));
      // Not compiled: what is committed is compiled by `npm run typecheck`, and what differs is told here.
      const made = await makeClients(jobs, session, around.steps, false);
      let drifted = false;
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
        if (drift === undefined) continue;
        drifted = true;
        around.err(`${drift}\n`);
      }
      const [readme] = await readmeTarget(session.root, providers, made, around.steps);
      if (positionals.length === 0 && readme !== undefined) {
        drifted = true;
        around.err(
          'README.md does not list the clients as specs/ has them:\n  → npm run generate -- --force\n',
        );
      }
      for (const [file] of positionals.length === 0 ? await staleRegistry(session.root) : []) {
        drifted = true;
        around.err(
          `${relative(session.root, file)} does not list the folders of the sandbox's providers:\n  → npm run generate\n`,
        );
      }
      if (!drifted) around.out(`no drift: ${clients(made.length)} are what their specs give\n`);
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
