import * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SetupError } from '../../shared/failure.js';
import type { Tree } from '../../shared/tree.js';

/** The calls that change what a reader of the packages sees; replaced in tests, which end the run at each of them. */
export type SwapFs = Pick<
  typeof nodeFs,
  'renameSync' | 'rmSync' | 'existsSync' | 'mkdirSync' | 'writeFileSync'
>;

/*
 * Replacing a folder takes two renames: the old tree steps aside, the new one takes its name. Between the two a reader finds no folder
 * at all, never a mixture; node:fs has no call to exchange two folders at once. The names are fixed, so they are the journal: whatever
 * a killed run leaves behind, `recover` can tell from the names alone how far it had come.
 */
const newFolder = (target: string): string => join(dirname(target), `.${basename(target)}.generate-new`);
const oldFolder = (target: string): string => join(dirname(target), `.${basename(target)}.generate-old`);

/**
 * Makes folders whole again after a run that was killed: all of them as they were before, or all as that run made
 * them. Call it under the lock, before anything reads them.
 *
 * @param targets at least those that a run replaces together.
 * @returns the folders whose previous content had to be put back.
 */
export function recover(targets: readonly string[], fs: SwapFs = nodeFs): string[] {
  // An old tree is deleted only when every new one is in place: as long as one waits, they all step back.
  const isWaiting = targets.some((target) => fs.existsSync(newFolder(target)));
  const interrupted = targets.filter(
    (target) => fs.existsSync(oldFolder(target)) && (isWaiting || !fs.existsSync(target)),
  );
  for (const target of interrupted) {
    if (fs.existsSync(target)) rename(target, newFolder(target), fs);
    rename(oldFolder(target), target, fs);
  }
  for (const target of targets) {
    remove(newFolder(target), fs);
    remove(oldFolder(target), fs);
  }
  return interrupted;
}

/**
 * Puts new trees in place of old ones: all of them, or none. The new trees are written beside the old ones first, on the same file
 * system, so that only renames are left. There is no `await` here: a signal cannot come between the renames.
 *
 * @param trees target folder → its new content; or target file → its text.
 * @throws SetupError when a tree cannot be written or a folder not renamed; then the previous trees are back.
 */
export function replaceTrees(trees: ReadonlyMap<string, Tree | string>, fs: SwapFs = nodeFs): void {
  const undo: (() => void)[] = [];
  try {
    for (const [target, tree] of trees) stage(target, tree, fs);
    for (const target of trees.keys()) {
      if (fs.existsSync(target)) {
        rename(target, oldFolder(target), fs);
        undo.unshift(() => rename(oldFolder(target), target, fs));
      }
      rename(newFolder(target), target, fs);
      undo.unshift(() => rename(target, newFolder(target), fs));
    }
  } catch (error) {
    // Should a step back fail as well, `recover` makes it good at the next start.
    for (const step of [...undo, ...[...trees.keys()].map((target) => () => remove(newFolder(target), fs))])
      attempt(step);
    throw new SetupError(
      'swap_failed',
      `The new sources could not be put in place (${(error as NodeJS.ErrnoException).code ?? (error as Error).message}); the previous ones stay. ` +
        'Close programs that have files of these folders open, and try again.',
      { cause: error },
    );
  }
  for (const target of trees.keys()) attempt(() => remove(oldFolder(target), fs));
}

function stage(target: string, tree: Tree | string, fs: SwapFs): void {
  remove(newFolder(target), fs);
  if (typeof tree === 'string') {
    fs.mkdirSync(dirname(target), { recursive: true });
    fs.writeFileSync(newFolder(target), tree);
    return;
  }
  for (const [path, text] of Object.entries(tree)) {
    const file = join(newFolder(target), path);
    fs.mkdirSync(dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // What stays behind is removed by `recover`.
  }
}

/** On Windows a scanner or an editor may hold a file for a moment. */
function rename(from: string, to: string, fs: SwapFs): void {
  for (let tries = 1; ; tries++) {
    try {
      fs.renameSync(from, to);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (process.platform !== 'win32' || tries === 10 || !['EPERM', 'EACCES', 'EBUSY'].includes(code ?? ''))
        throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50 * tries);
    }
  }
}

function remove(folder: string, fs: SwapFs): void {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
