import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../shared/command.js';
import { printableLines } from '../../shared/text.js';
import { type LockOptions, takeLock } from './lock.js';

/** What one run holds: the lock, a work folder and its child processes. All go with it, also when it is interrupted. */
export interface Session {
  readonly root: string;
  /** Kept from run to run; inside `node_modules`, so never committed or published. */
  readonly cache: string;
  /** Empty at first, gone at the end. */
  readonly work: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  /** Runs a program to its end; it is killed if this run ends before. @throws its error when it does not start. */
  execute(command: string, args: readonly string[], place: Place): Promise<Executed>;
}

/** Where a run tells how it goes. Plain lines: they read the same on a terminal, in a CI log and in a file. */
export interface Progress {
  /** A line for everybody. */
  say(line: string): void;
  /** A line for those who asked for `--verbose`. */
  detail(line: string): void;
}

export interface Place {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Executed {
  /** The exit code, or the name of the signal that ended it. */
  readonly exit: number | string;
  /** What it printed, errors as well. */
  readonly output: string;
}

/**
 * Opens the session of a run, which tells on its standard output how it goes.
 *
 * @throws SetupError when another run is under way and does not end in time.
 */
export async function openSession(
  { root, env, out, atEnd }: Pick<Run, 'root' | 'env' | 'out' | 'atEnd'>,
  isVerbose: boolean,
  lock: Omit<LockOptions, 'say'> = {},
): Promise<Session> {
  // Lines repeat texts of descriptions, which must not steer the terminal.
  const say = (line: string): void => out(`${printableLines(line)}\n`);
  const progress: Progress = { say, detail: isVerbose ? say : () => {} };
  const cache = join(root, 'node_modules', '.cache', 'generate');
  atEnd(await takeLock(join(cache, 'lock'), { ...lock, say }));
  // We hold the lock, so any other work folder was left by a run that was killed.
  for (const entry of readdirSync(cache)) {
    if (entry.startsWith('work-')) rmSync(join(cache, entry), { recursive: true, force: true });
  }
  const work = join(cache, `work-${process.pid}`);
  mkdirSync(work);
  atEnd(() => rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));

  const children = new Set<ChildProcess>();
  atEnd(() => {
    for (const child of children) child.kill('SIGKILL');
  });
  const execute: Session['execute'] = async (command, args, place) => {
    const child = spawn(command, [...args], {
      ...place,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    children.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    try {
      const [code, signal] = (await once(child, 'close')) as [number | null, string];
      return { exit: code ?? signal, output };
    } finally {
      children.delete(child);
    }
  };
  return { root, cache, work, env, progress, execute };
}
