import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A regular expression as the checker gets it. */
export type Checked = readonly [source: string, flags: string];

/** What the checker has said before: hashes of expressions that it found linear, and which checker it was. */
interface Known {
  readonly checker: string;
  readonly linear: readonly string[];
}

const file = path.join(import.meta.dirname, 'linear-verdicts.json');

/** With `LINEAR_ALL=1` the checker is asked about every expression, and what it says is written down. */
export const asksAll: boolean = process.env.LINEAR_ALL === '1';

/** `recheck 4.5.0`: what another one says may differ. */
export function checkerName(root: string): string {
  const manifest = path.join(root, 'node_modules/recheck/package.json');
  return `recheck ${JSON.parse(readFileSync(manifest, 'utf8')).version}`;
}

export function hashOf([source, flags]: Checked): string {
  return createHash('sha256').update(`${flags}/${source}`).digest('base64url').slice(0, 22);
}

/** Those that the checker has found linear before; none where it was another checker, or all are to be asked about. */
export function knownLinear(root: string): Set<string> {
  if (asksAll || !existsSync(file)) return new Set();
  const { checker, linear } = JSON.parse(readFileSync(file, 'utf8')) as Known;
  return new Set(checker === checkerName(root) ? linear : []);
}

/** Writes down which are linear, for the runs to come. */
export function keep(root: string, linear: readonly Checked[]): void {
  const known: Known = { checker: checkerName(root), linear: [...new Set(linear.map(hashOf))].sort() };
  writeFileSync(file, `${JSON.stringify(known, undefined, 2)}\n`);
}

/** What the checker says of each: whether it takes time in proportion to the text. It needs seconds for some. */
export function ask(expressions: readonly Checked[]): boolean[] {
  if (expressions.length === 0) return [];
  const checked = execFileSync(process.execPath, [path.join(import.meta.dirname, 'checker.mjs')], {
    input: JSON.stringify(expressions),
    encoding: 'utf8',
  });
  return JSON.parse(checked) as boolean[];
}
