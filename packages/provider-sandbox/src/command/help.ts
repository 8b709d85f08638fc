import { faultKinds } from '../faults/catalogue.js';
import { registrations } from '../generated/providers.js';
import { providerCommandLines } from './command-line.js';

const columns = 100;

type Row = readonly [name: string, text: string];

const options: readonly Row[] = [
  ['--port NUMBER', 'listen on this port (default 8787; 0 means any free port)'],
  [
    '--host ADDRESS',
    'listen on this address (default 127.0.0.1, which only this machine can reach; everyone in your network can reach 0.0.0.0)',
  ],
  [
    '--allow-host NAME',
    'accept calls to this host name, not only to an IP address or localhost; you can repeat it',
  ],
  ['--seed NUMBER', 'the same seed gives the same made-up data (default 1)'],
  [
    '--chaos SEED',
    'give a fault to one call in five on average; the same seed gives the same faults to the same calls',
  ],
  ['--fixtures FILE', 'start with your own customers, offers, accounts and payments, from a JSON file'],
  ['--record FILE', 'write all calls to FILE at the end, as HAR 1.2, without secrets'],
  ...providerCommandLines.flatMap(([, { options }]) => options),
  ['--help', 'print this text'],
  ['--version', 'print the version'],
];

/** The options in short, without what they do. */
export const usage: string = wrapped(
  [
    'provider-sandbox [--port NUMBER] [--host ADDRESS] [--allow-host NAME]... [--seed NUMBER]',
    '[--chaos SEED] [--fixtures FILE] [--record FILE]',
    ...providerCommandLines.map(([, { usage }]) => usage),
    '[--help] [--version]',
  ],
  columns - 9,
).join(`\n${' '.repeat(9)}`);

/** What `--help` prints: the options and all faults. */
export function helpText(): string {
  const titles = Object.values(registrations).map(({ page }) => page.title);
  const about = `${titles.join(', ')}: all on one port, each at /<provider>/. You need no credentials of your own. Open / in a browser to watch the calls; control calls are at /_sandbox/.`;
  const faults = Object.entries(faultKinds).map(([name, { does }]): Row => [name, does]);
  return `Usage: ${usage}

${wrapped(about.split(' '), columns).join('\n')}

${table(options)}
Faults of one call, in its header x-sandbox-fault, such as "delay;ms=250, status-503;retry-after=2":

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
