import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { chapterOf } from './chapter.js';

export interface Tour {
  /** The repository: programs run here, and their places are told from here. */
  readonly root: string;
  /** The folder with the programs: an absolute path. */
  readonly folder: string;
  /** Accepts text with its line ends. */
  readonly out: (text: string) => void;
  /** Called with what ends the program that runs, for when the tour is interrupted. */
  readonly atEnd?: (stop: () => void) => void;
}

/**
 * Runs each program of a folder as a process of its own, by name. Prints the code of each step and, once the program
 * has taken it, what the program says of it.
 *
 * @returns the number of steps.
 * @throws Error that names the step and its place, when a program fails before it has said something of each step.
 */
export async function takeTour({ root, folder, out, atEnd }: Tour): Promise<number> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  let count = 0;
  for (const name of names.sort()) {
    const file = join(folder, name);
    const { title, setUp, steps } = chapterOf(readFileSync(file, 'utf8'));
    out(`\n${title}\n${indented(setUp)}`);
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file], {
      ...{ cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    });
    atEnd?.(() => child.kill());
    const ended = once(child, 'close');
    const complaints = text(child.stderr!);
    const waiting = [...steps];
    for await (const line of createInterface(child.stdout!)) {
      const step = waiting.shift();
      if (step === undefined) {
        child.kill();
        throw new Error(`${relative(root, file)} prints more lines than it has steps.`);
      }
      out(
        `\n${step.headline}\n${indented(step.code)}     (${relative(root, file)}:${step.line})\n   ${line}\n`,
      );
    }
    const [exitCode] = await ended;
    if (exitCode !== 0 || waiting.length > 0) {
      const [step] = waiting;
      const place = `${relative(root, file)}${step === undefined ? '' : `:${step.line}`}`;
      const what = step === undefined ? 'The end' : `"${step.headline}"`;
      throw new Error(`${what} did not behave: ${reasonIn(await complaints)} See ${place}.`);
    }
    count += steps.length;
  }
  return count;
}

/** The line of an uncaught error, without its stack. */
function reasonIn(complaints: string): string {
  const line =
    complaints.split('\n').find((one) => /^\w*Error\b/.test(one)) ?? 'the program printed no line for it';
  return line.endsWith('.') ? line : `${line}.`;
}

function indented(code: readonly string[]): string {
  return code.map((line) => `${line === '' ? '' : `     ${line}`}\n`).join('');
}
