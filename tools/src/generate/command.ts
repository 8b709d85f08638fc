import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError, UsageError } from '../shared/failure.js';
import { SpecError } from '../shared/spec-error.js';
import { generateFromSpec } from './from-spec.js';
import { generateClients, type Outcome } from './generate.js';
import { ClientsError } from './output/client.js';
import { lineProgress } from './run/progress.js';
import { openSession, type Session } from './run/session.js';
import type { Steps } from './steps.js';
import { printSummary } from './summary.js';

/** The world around a command: replaced in tests. */
export interface Surroundings {
  readonly root: string;
  /** Relative paths of the command line start here. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly steps: Steps;
}

const help = `Usage: npm run generate [-- [provider…] [options]]
       npm run generate -- --spec FILE --out FOLDER

Makes all that follows from specs/<provider>.yaml: src/generated and docs of packages/<provider>-client, what the sandbox
carries, and the table of clients in README.md; for all providers or the named ones, where something has changed. When
one cannot be made, nothing is written.

  --force       make them even if nothing has changed
  --spec FILE   make a client from any OpenAPI 3 file instead …
  --out FOLDER  … in this folder, which must be empty or not exist; its pages go into docs/ there
  --verbose     show warnings, what the transforms did, and the generator's log
  --help        show this

The generator needs Java 11 or newer. Environment: JAVA_HOME; OPENAPI_GENERATOR_JAR names a local copy of the
pinned openapi-generator, OPENAPI_GENERATOR_JAR_URL a mirror (of the file, or of a Maven repository).
`;

/** Runs `npm run generate`. @returns the exit code: 0, 1 for a failure, 2 for a wrong command line. */
export async function generateCommand(args: readonly string[], around: Surroundings): Promise<number> {
  return reporting(args.includes('--verbose'), around, async () => {
    const { values, positionals } = parse(args);
    if (values.help) {
      around.out(help);
      return 0;
    }
    const start = performance.now();
    return withSession(around, values.verbose, async (session) => {
      const outcome =
        values.spec !== undefined
          ? await generateFromSpec(
              resolve(around.cwd, values.spec),
              resolve(around.cwd, values.out!),
              session,
              around.steps,
            )
          : await generateClients(positionals, values.force, session, around.steps);
      conclude(outcome, (performance.now() - start) / 1000, values.verbose, around);
      return outcome.error === undefined ? 0 : 1;
    });
  });
}

/** Prints what went wrong in a command, and gives its exit code. */
export async function reporting(
  verbose: boolean,
  { err }: Pick<Surroundings, 'err'>,
  command: () => Promise<number>,
): Promise<number> {
  try {
    return await command();
  } catch (error) {
    err(`${describe(error, verbose)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

export async function withSession(
  { root, env, out }: Surroundings,
  verbose: boolean,
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const session = await openSession(root, env, lineProgress(out, verbose));
  try {
    return await work(session);
  } finally {
    session.close();
  }
}

/** A failure as a person is told of it: a stack only for faults of the tools themselves, and only when asked for. */
export function describe(error: unknown, verbose: boolean): string {
  if (error instanceof ClientsError)
    return [...error.failures.values()].map((each) => describe(each, verbose)).join('\n\n');
  if (error instanceof SpecError || error instanceof SetupError || error instanceof UsageError)
    return error.message;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (verbose) return `internal error: ${stack ?? message}`;
  return `internal error: ${message}\nThis is a fault of the tools; --verbose shows where.`;
}

function parse(args: readonly string[]) {
  let parsed: ReturnType<typeof parseOptions>;
  try {
    parsed = parseOptions(args);
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\`npm run generate -- --help\` shows how it is used.`);
  }
  const { values, positionals } = parsed;
  if ((values.spec === undefined) !== (values.out === undefined))
    throw new UsageError('--spec and --out go together.');
  if (values.spec !== undefined && (positionals.length > 0 || values.force)) {
    throw new UsageError('--spec FILE --out FOLDER takes neither providers nor --force.');
  }
  return parsed;
}

function parseOptions(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      force: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      out: { type: 'string' },
      spec: { type: 'string' },
      verbose: { type: 'boolean', default: false },
    },
  });
}

function conclude(
  { rows, error }: Outcome,
  seconds: number,
  verbose: boolean,
  { out, err }: Surroundings,
): void {
  if (error !== undefined) err(`${describe(error, verbose)}\n`);
  out(`\n${printSummary(rows)}\n`);
  const warnings = rows.reduce((sum, row) => sum + (row.warnings ?? 0), 0);
  if (warnings > 0 && !verbose)
    out(`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}; --verbose shows them\n`);
  out(error === undefined ? `done in ${seconds.toFixed(1)} s\n` : 'Nothing was written.\n');
}
