import { faultKinds } from '../faults/catalogue.js';

const columns = 100;

export const usage = `provider-sandbox [--port NUMBER] [--host ADDRESS] [--allow-host NAME]... [--seed NUMBER]
         [--chaos SEED] [--record FILE] [--plo-public-key FILE [--plo-consumer-key KEY]]
         [--help] [--version]`;

const options: readonly (readonly [option: string, does: string])[] = [
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
  [
    '--plo-public-key FILE',
    'Personalized Offers checks that calls are signed with the other half of this key, in PEM',
  ],
  ['--plo-consumer-key KEY', 'and that they are signed in the name of this consumer key'],
  ['--help', 'this text'],
  ['--version', 'which version this is'],
];

/** What `--help` prints: the options, and all bad manners. */
export function helpText(): string {
  const manners = Object.entries(faultKinds).map(([name, { does }]) => [name, does] as const);
  return `Usage: ${usage}

Four providers on one port, without credentials: each at /<provider>/, with control calls at
/_sandbox/; a browser has a page to watch them at /.

${table(options)}
Bad manners of one call, in its header x-sandbox-manner, such as "delay;ms=250, status-503;retry-after=2":

${table(manners)}`;
}

/** Two columns; the second goes on below itself. */
function table(rows: readonly (readonly [name: string, text: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 4;
  return rows
    .map(([name, text]) => {
      const lines = wrapped(text, columns - width).join(`\n${' '.repeat(width)}`);
      return `  ${name.padEnd(width - 2)}${lines}\n`;
    })
    .join('');
}

function wrapped(text: string, atMost: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > atMost) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
