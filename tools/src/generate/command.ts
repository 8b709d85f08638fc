import { resolve } from 'node:path';
import { type Command, type CommandContext, defineCommand, describe, UsageError } from '../shared/command.js';
import { generateFromSpec } from './from-spec.js';
import { generateClients, type Outcome } from './generate.js';
import { openSession } from './run/session.js';
import type { Steps } from './steps.js';
import { printNotes, printSummary } from './summary.js';

const help = `Usage: npm run generate [-- [provider…] [options]]
       npm run generate -- --spec FILE --out FOLDER [--root FOLDER] [--strict]

Makes all that follows from specs/<provider>.yaml: src/generated and docs of packages/<provider>-client, what the sandbox
carries, and the table of clients in README.md; for all providers or the named ones, where something has changed. When
one cannot be made, nothing is written.

  --force       make them even if nothing has changed
  --spec FILE   make a client from any OpenAPI 3 file instead …
  --out FOLDER  … in this folder, which must be empty or not exist; its pages go into docs/ there
  --root FOLDER files in this folder may be referred to, and not only those in the folder of FILE
  --strict      refuse what OpenAPI forbids; without it, what has one right reading is repaired, and counted
  --verbose     show warnings, what the transforms did, and the generator's log
  --help        show this

The generator needs Java 11 or newer. Environment: JAVA_HOME; OPENAPI_GENERATOR_JAR names a local copy of the
pinned openapi-generator, OPENAPI_GENERATOR_JAR_URL a mirror (of the file, or of a Maven repository).
`;

const options = {
  force: { type: 'boolean', default: false },
  out: { type: 'string' },
  root: { type: 'string' },
  spec: { type: 'string' },
  strict: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
} as const;

/** `npm run generate`. @param steps of the pipeline: replaced in tests. */
export function generateCommand(steps: Steps): Command<typeof options> {
  return defineCommand({
    name: 'npm run generate',
    help,
    options,
    allowPositionals: true,
    async run({ force, out, root, spec, strict, verbose }, names, run) {
      if ((spec === undefined) !== (out === undefined)) throw new UsageError('--spec and --out go together.');
      if (spec !== undefined && (names.length > 0 || force))
        throw new UsageError('--spec FILE --out FOLDER takes neither providers nor --force.');
      if (spec === undefined && (root !== undefined || strict))
        throw new UsageError('--root and --strict go with --spec.');
      const start = performance.now();
      const session = await openSession(run, verbose);
      const outcome =
        spec !== undefined && out !== undefined
          ? await generateFromSpec(
              {
                spec: resolve(run.cwd, spec),
                out: resolve(run.cwd, out),
                root: root === undefined ? undefined : resolve(run.cwd, root),
                strict,
              },
              session,
              steps,
            )
          : await generateClients(names, force, session, steps);
      conclude(outcome, (performance.now() - start) / 1000, verbose, run);
      return outcome.error === undefined ? 0 : 1;
    },
  });
}

function conclude(
  { rows, error }: Outcome,
  seconds: number,
  verbose: boolean,
  { out, err }: CommandContext,
): void {
  if (error !== undefined) err(`${describe(error, verbose)}\n`);
  out(`\n${printSummary(rows)}\n`);
  const notes = printNotes(rows);
  if (notes !== undefined) out(`${notes}${verbose ? '' : '; --verbose shows them'}\n`);
  out(error === undefined ? `done in ${seconds.toFixed(1)} s\n` : 'Nothing was written.\n');
}
