import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { aligned } from '../../shared/aligned.js';
import { type Command, chosen, defineCommand, type Run } from '../../shared/command.js';
import { type Figure, type Measure, printFigures } from './figures.js';

export interface Section {
  readonly name: string;
  /** What it measures, in a line of the help. */
  readonly about: string;
  readonly load: () => Promise<Measure>;
}

/** What `npm run bench` can measure. To add a section, write its function and a row here. */
export const sections: readonly Section[] = [
  {
    name: 'generate',
    about: 'npm run generate, beside the stock openapi-generator-cli and orval',
    load: async () => (await import('./generate.js')).measureGenerate,
  },
  {
    name: 'bundle',
    about: 'bytes of an operation, and of an API class, minified and gzipped',
    load: async () => (await import('./bytes.js')).measureBundles,
  },
  {
    name: 'calls',
    about: 'time of a call over a stubbed fetch, beside fetch and JSON.parse',
    load: async () => (await import('./calls.js')).measureCalls,
  },
  {
    name: 'auth',
    about: 'auth-helpers: token, hook, encryption beside the bare platform, bytes of each entry',
    load: async () => (await import('./auth.js')).measureAuth,
  },
  {
    name: 'sandbox',
    about: 'calls per second of provider-sandbox, beside a bare node:http server with the same JSON',
    load: async () => (await import('./sandbox.js')).measureSandbox,
  },
  {
    name: 'types',
    about: "tsc over a whole client, beside one of orval's",
    load: async () => (await import('./programs.js')).measureTypes,
  },
  {
    name: 'import',
    about: 'start of a Node process that imports a client, beside an empty one',
    load: async () => (await import('./programs.js')).measureImport,
  },
];

/**
 * `npm run bench`: measures, prints a table and, if asked to, writes `{ "figures": [{ name, value, unit, aim }] }`.
 * Exit code 0 when everything was measured, also when an aim was missed; 1 when a section could not be measured (the
 * others are).
 *
 * @param known the sections: replaced in tests.
 */
export function benchCommand(known: readonly Section[]): Command<{ json: { type: 'string' } }> {
  return defineCommand({
    name: 'npm run bench',
    help: helpOf(known),
    options: { json: { type: 'string' } },
    allowPositionals: true,
    async run({ json }, names, run) {
      const wanted = chosen(known, names, 'section');
      const { figures, failed } = await measure(wanted, run);
      run.out(`\n${printFigures(figures)}`);
      if (json !== undefined)
        writeFileSync(resolve(run.cwd, json), `${JSON.stringify({ figures }, undefined, 2)}\n`);
      return failed ? 1 : 0;
    },
  });
}

async function measure(
  wanted: readonly Section[],
  { root, env, err, temporaryFolder }: Run,
): Promise<{ figures: Figure[]; failed: boolean }> {
  // Progress goes to standard error: standard output holds the table alone.
  const say = (line: string): void => err(`${line}\n`);
  const busy = loadavg()[0]!;
  if (busy > availableParallelism())
    say(`This machine is busy (load ${busy.toFixed(1)}): trust ratios and bytes, not seconds.`);
  const cache = join(root, 'node_modules', '.cache', 'bench');
  mkdirSync(cache, { recursive: true });
  const folder = temporaryFolder(cache, 'work-');
  const figures: Figure[] = [];
  let failed = false;
  for (const { name, about, load } of wanted) {
    say(`${name}: ${about}`);
    const work = join(folder, name);
    mkdirSync(work);
    try {
      figures.push(...(await (await load())({ root, work, env, say })));
    } catch (error) {
      failed = true;
      say(`${name} could not be measured: ${(error as Error).message}`);
    }
  }
  return { figures, failed };
}

function helpOf(known: readonly Section[]): string {
  const lines = aligned(known.map(({ name, about }) => [`  ${name}`, about])).map((line) =>
    line.join('  ').trimEnd(),
  );
  return `Usage: npm run bench [-- [section…] [--json FILE]]

Measures, and prints each value beside the one wanted at most. A missed aim is no failure: the exit code is 1 only
when something could not be measured. All ratios come from one run, its variants by turns. Sections:

${lines.join('\n')}

  --json FILE  write the figures there, too
  --help       show this
`;
}
