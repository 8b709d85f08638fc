import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './failure.js';
import { repositoryRoot } from './providers.js';
import { fullMessage, SpecError } from './spec-error.js';

export { UsageError };

type Options = NonNullable<ParseArgsConfig['options']>;

/** What the options of a command line say; see `parseArgs` of node:util. */
export type Values<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O }>
>['values'];

/** The world around a command. Tests replace it. */
export interface CommandContext {
  /** The repository: an absolute path. */
  readonly root: string;
  /** Relative paths on the command line start here. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Prints the result. */
  readonly out: (text: string) => void;
  /** Prints progress and failures. */
  readonly err: (text: string) => void;
}

/** What lasts as long as one run of a command. */
export interface Run extends CommandContext {
  /** Calls `cleanUp` when the run ends: by itself, by an error, or by Ctrl+C. The last one added goes first. */
  atEnd(cleanUp: () => void): void;
  /** Makes an empty folder in `parent`, which is removed when the run ends. */
  temporaryFolder(parent: string, prefix: string): string;
}

/** One command of `npm run`. */
export interface Command<O extends Options = Options> {
  /** How people call it: `npm run bench`. */
  readonly name: string;
  /** What `--help` prints. The first line begins with `Usage: `. */
  readonly help: string;
  /** Its options, without `--help`. */
  readonly options?: O;
  /** Whether it accepts names beside options. Default: false. */
  readonly allowPositionals?: boolean;
  /** @returns the exit code; nothing stands for 0. @throws UsageError or Error; see {@link runCommand}. */
  run(
    values: Values<O>,
    names: readonly string[],
    run: Run,
  ): Promise<number | undefined> | number | undefined;
}

/** Infers the types of the options. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}

/** Those of `known` that were named; all, where none was. @param what one of them is, for the message. */
export function chosen<T extends { readonly name: string }>(
  known: readonly T[],
  names: readonly string[],
  what: string,
): T[] {
  const unknown = names.filter((name) => !known.some((one) => one.name === name));
  if (unknown.length > 0) {
    const all = known.map(({ name }) => name).join(', ');
    throw new UsageError(`No such ${what}: ${unknown.join(', ')}. There are: ${all}.`);
  }
  return known.filter(({ name }) => names.length === 0 || names.includes(name));
}

/**
 * Runs a command. Failures are printed as sentences, never as a stack.
 *
 * @returns the exit code: what the command returned, 1 for a failure, 2 for a wrong command line.
 */
export async function runCommand<O extends Options>(
  command: Command<O>,
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { run, end } = startRun(context);
  let isVerbose: boolean | undefined;
  try {
    const { values, positionals } = parse(command, args);
    isVerbose = (values as { verbose?: boolean }).verbose;
    if ((values as { help?: boolean }).help === true) {
      context.out(command.help);
      return 0;
    }
    return (await command.run(values, positionals, run)) ?? 0;
  } catch (error) {
    context.err(`${describe(error, isVerbose)}\n`);
    return error instanceof UsageError ? 2 : 1;
  } finally {
    end();
  }
}

/** Runs a command as this process: what a `cli.ts` calls. */
export async function main<O extends Options>(command: Command<O>): Promise<void> {
  const { env } = process;
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  process.exitCode = await runCommand(command, process.argv.slice(2), {
    root: repositoryRoot,
    // npm changes to the root of the repository, and tells where it was called.
    cwd:
      `npm run ${env.npm_lifecycle_event}` === command.name ? (env.INIT_CWD ?? process.cwd()) : process.cwd(),
    env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
}

/** Who reads may have seen enough, as `| head` has: the work goes on. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function parse<O extends Options>(
  { name, options, allowPositionals = false }: Command<O>,
  args: readonly string[],
): { values: Values<O>; positionals: readonly string[] } {
  const help = { type: 'boolean', short: 'h' } as const;
  try {
    const parsed = parseArgs({ args: [...args], options: { ...options, help }, allowPositionals });
    return parsed as unknown as { values: Values<O>; positionals: string[] };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\`${name} -- --help\` shows all options.`);
  }
}

/** Errors that nobody throws on purpose. */
const faults: readonly unknown[] = [TypeError, ReferenceError, RangeError, SyntaxError];

/**
 * A failure as a person is told of it.
 *
 * @param isVerbose what the option `--verbose` of the command says: whether to show the stack of a fault of the tools.
 *   A command with this option throws an `Error` of a class of its own for all that is no fault of the tools.
 */
export function describe(error: unknown, isVerbose?: boolean): string {
  if (error instanceof AggregateError)
    return error.errors.map((each) => describe(each, isVerbose)).join('\n\n');
  if (!(error instanceof Error)) return `internal error: ${String(error)}`;
  if (isVerbose === true && error instanceof SpecError) return fullMessage(error);
  const { constructor: kind, message, stack } = error;
  if (!faults.includes(kind) && (isVerbose === undefined || kind !== Error)) return message;
  if (isVerbose === true) return `internal error: ${stack ?? message}`;
  const more = isVerbose === undefined ? ', not of what you did.' : '; --verbose shows where.';
  return `internal error: ${message}\nThis is a fault of the tools${more}`;
}

/** Exit codes of a process that a signal ends, as shells count them. */
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

function startRun(context: CommandContext): { run: Run; end: () => void } {
  const cleanUps: (() => void)[] = [];
  const listeners = Object.entries(signals).map(([signal, exitCode]) => {
    const listener = (): void => {
      end();
      process.exit(exitCode);
    };
    return [signal as keyof typeof signals, listener] as const;
  });
  const end = (): void => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
    const cleanUp = cleanUps.pop();
    // One that fails keeps no other from its work.
    try {
      cleanUp?.();
    } finally {
      if (cleanUps.length > 0) end();
    }
  };
  const atEnd = (cleanUp: () => void): void => {
    // Only now: with nothing to clean up, Node's own handling of signals is right.
    if (cleanUps.length === 0) for (const [signal, listener] of listeners) process.on(signal, listener);
    cleanUps.push(cleanUp);
  };
  const temporaryFolder = (parent: string, prefix: string): string => {
    const folder = mkdtempSync(join(parent, prefix));
    atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));
    return folder;
  };
  return { run: { ...context, atEnd, temporaryFolder }, end };
}
