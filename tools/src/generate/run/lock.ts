import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../../shared/failure.js';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface LockOptions {
  /** How long to wait for a live holder. Default 60 000. */
  readonly waitMs?: number;
  readonly pollMs?: number;
  /** Is told, once, whom we wait for. */
  readonly say: (line: string) => void;
}

/**
 * Takes the lock that keeps two runs apart, and gives the function that releases it. The lock of a process that is no more
 * is taken over.
 *
 * @param file the lock; its folder is made.
 * @throws SetupError when another process still holds it after `waitMs`.
 */
export async function takeLock(
  file: string,
  { waitMs = 60_000, pollMs = 200, say }: LockOptions,
): Promise<() => void> {
  mkdirSync(dirname(file), { recursive: true });
  const mine = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
  } satisfies Holder);
  const deadline = Date.now() + waitMs;
  for (let told = false; ; told = true) {
    if (create(file, mine)) return () => release(file, mine);
    const text = read(file) ?? '';
    if (text === '' && !existsSync(file)) continue;
    const holder = parse(text);
    if (isGone(holder, file)) {
      takeAway(file, text);
      continue;
    }
    const who =
      holder === undefined
        ? 'Another process'
        : `Process ${holder.pid} on ${holder.host} (since ${holder.since})`;
    if (Date.now() >= deadline) {
      throw new SetupError(
        'locked',
        `${who} is generating in this repository. Try again when it is done; if it is no such process, delete node_modules/.cache/generate/lock.`,
      );
    }
    if (!told) say(`waiting: ${who.replace(/^A/, 'a').replace(/^P/, 'p')} is generating in this repository`);
    await sleep(pollMs);
  }
}

function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function release(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true });
}

/** Two processes may judge the same lock dead. Moving it aside first shows whether it is still the one that was judged. */
function takeAway(file: string, judged: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside) !== judged) {
    try {
      linkSync(aside, file);
    } catch {
      // A third process was quicker still; it waits for nobody, and neither may we.
    }
  }
  rmSync(aside, { force: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder>;
    return typeof holder.pid === 'number' ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function isGone(holder: Holder | undefined, file: string): boolean {
  // An empty file: its maker is between creating and writing it, or died there.
  if (holder === undefined) return ageMs(file) > 5_000;
  // Process numbers of another machine or container say nothing here.
  if (holder.host !== hostname()) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function ageMs(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 0 : Date.now() - found.mtimeMs;
}
