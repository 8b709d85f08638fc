import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The files of a folder: path below it, with `/` → text. */
export type Tree = Readonly<Record<string, string>>;

/** Every file below the folder. Empty when there is no such folder. */
export async function readTree(folder: string): Promise<Record<string, string>> {
  const tree: Record<string, string> = {};
  for (const file of await filesBelow(folder)) {
    tree[relative(folder, file).split(sep).join('/')] = await readFile(file, 'utf8');
  }
  return tree;
}

/** The text of a file; empty when there is none. */
export async function readText(file: string): Promise<string> {
  return existsSync(file) ? readFile(file, 'utf8') : '';
}

/** The paths of all files below the folder, sorted. */
export async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The text as it is committed, whatever the line ends of the checkout. */
export function sameLineEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
