import { faultKinds } from '../faults/catalogue.js';
import { registrations } from '../generated/providers.js';
import { providerCommandLines } from './command-line.js';

const columns = 100;

type Row = readonly [name: string, text: string];

const options: readonly Row[] = [
  ['--port NUMBER', 'where to listen (default 8787; 0: any port that is free)'],
  [
    '--host ADDRESS',
    'who can reach it (default 127.0.0.1: this machine only; 0.0.0.0: everyone in your network)',
  ],
  [
    '--allow-host NAME',
    'calls may come by this name too, and not only by address or as localhost; may be repeated',
  ],
  ['--seed NUMBER', 'what is made up is the same for the same seed (default 1)'],
  ['--chaos SEED', 'something bad happens to one call in five on average, the same for the same seed'],
  ['--record FILE', 'write all calls to FILE at the end, as HAR 1.2, without secrets'],
  ...providerCommandLines.flatMap(([, { options }]) => options),
  ['--help', 'this text'],
  ['--version', 'which version this is'],
];

/** The options in short, without what they do. */
export const usage: string = wrapped(
  [
    'provider-sandbox [--port NUMBER] [--host ADDRESS] [--allow-host NAME]... [--seed NUMBER]',
    '[--chaos SEED] [--record FILE]',
    ...providerCommandLines.map(([, { usage }]) => usage),
    '[--help] [--version]',
  ],
  columns - 9,
).join(`\n${' '.repeat(9)}`);

/** What `--help` prints: the options, and all bad manners. */
export function helpText(): string {
  const titles = Object.values(registrations).map(({ page }) => page.title);
  const about = `${titles.join(', ')}: all on one port, without credentials, each at /<provider>/, with control calls at /_sandbox/; a browser has a page to watch them at /.`;
  const faults = Object.entries(faultKinds).map(([name, { does }]): Row => [name, does]);
  return `Usage: ${usage}

${wrapped(about.split(' '), columns).join('\n')}

${table(options)}
Bad manners of one call, in its header x-sandbox-manner, such as "delay;ms=250, status-503;retry-after=2":

${table(faults)}`;
}

/** Two columns; the second goes on below itself. */
function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 4;
  return rows
    .map(([name, text]) => {
      const lines = wrapped(text.split(' '), columns - width).join(`\n${' '.repeat(width)}`);
      return `  ${name.padEnd(width - 2)}${lines}\n`;
    })
    .join('');
}

/** Lines of words, each of which stays whole. */
function wrapped(words: readonly string[], atMost: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > atMost) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
