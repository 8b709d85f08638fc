import { printableLines } from '../../shared/text.js';

/** Where a run tells how it goes. Plain lines: they read the same on a terminal, in a CI log and in a file. */
export interface Progress {
  /** A line for everybody. */
  say(line: string): void;
  /** A line for those who asked for `--verbose`. */
  detail(line: string): void;
}

export function lineProgress(write: (text: string) => void, verbose: boolean): Progress {
  // Lines repeat texts of descriptions, which must not steer the terminal.
  const say = (line: string): void => write(`${printableLines(line)}\n`);
  return { say, detail: verbose ? say : () => {} };
}
