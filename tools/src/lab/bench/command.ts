import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../../generate/failure.js';
import { type Figure, type Measure, printFigures } from './figures.js';

/** The world around the command: replaced in tests. */
export interface Surroundings {
  readonly root: string;
  /** The path of `--json` starts here. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly sections: Readonly<
    Record<string, { readonly about: string; readonly load: () => Promise<Measure> }>
  >;
}

/**
 * Runs `npm run bench`: measures, prints a table and, if asked to, writes `{ "figures": [{ name, value, unit, aim }] }`.
 *
 * @returns the exit code: 0 when everything was measured, also when an aim was missed; 1 when a section could not be
 *   measured (the others are); 2 for a wrong command line.
 */
export async function benchCommand(args: readonly string[], around: Surroundings): Promise<number> {
  const { out, err, cwd } = around;
  try {
    const { names, json, help } = parse(args, Object.keys(around.sections));
    if (help) {
      out(helpText(around.sections));
      return 0;
    }
    const { figures, failed } = await measure(names, around);
    out(`\n${printFigures(figures)}`);
    if (json !== undefined)
      writeFileSync(resolve(cwd, json), `${JSON.stringify({ figures }, undefined, 2)}\n`);
    return failed ? 1 : 0;
  } catch (error) {
    err(`${(error as Error).message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function measure(
  names: readonly string[],
  { root, env, err, sections }: Surroundings,
): Promise<{ figures: Figure[]; failed: boolean }> {
  const figures: Figure[] = [];
  let failed = false;
  const folder = join(root, 'node_modules', '.cache', 'bench', `work-${process.pid}`);
  // Progress goes to standard error: standard output holds the table alone.
  const say = (line: string): void => err(`${line}\n`);
  const busy = loadavg()[0]!;
  if (busy > availableParallelism())
    say(`This machine is busy (load ${busy.toFixed(1)}): trust ratios and bytes, not seconds.`);
  try {
    for (const name of names) {
      const { about, load } = sections[name]!;
      say(`${name}: ${about}`);
      const work = join(folder, name);
      mkdirSync(work, { recursive: true });
      try {
        figures.push(...(await (await load())({ root, work, env, say })));
      } catch (error) {
        failed = true;
        say(`${name} could not be measured: ${(error as Error).message}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
  return { figures, failed };
}

function parse(
  args: readonly string[],
  known: readonly string[],
): { names: readonly string[]; json: string | undefined; help: boolean } {
  let parsed: ReturnType<typeof parseOptions>;
  try {
    parsed = parseOptions(args);
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\`npm run bench -- --help\` shows how it is used.`);
  }
  const { values, positionals } = parsed;
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`No such section: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  const names = known.filter((name) => positionals.length === 0 || positionals.includes(name));
  return { names, json: values.json, help: values.help };
}

function parseOptions(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false }, json: { type: 'string' } },
  });
}

function helpText(sections: Surroundings['sections']): string {
  const width = Math.max(...Object.keys(sections).map((name) => name.length));
  const lines = Object.entries(sections).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`);
  return `Usage: npm run bench [-- [section…] [--json FILE]]

Measures, and prints each value beside the one wanted at most. A missed aim is no failure: the exit code is 1 only
when something could not be measured. All ratios come from one run, its variants by turns. Sections:

${lines.join('\n')}

  --json FILE  write the figures there, too
  --help       show this
`;
}
