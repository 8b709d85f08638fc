import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A turn of phrase that readers stumble over. */
export interface WordListEntry {
  /** A regular expression. A space stands for any white space, because a line may end there. */
  readonly pattern: string;
  /** Whether capital letters matter. Default: they do not. */
  readonly case?: 'exact';
  /** What to write instead. */
  readonly write: string;
  /** A sentence that the pattern finds. */
  readonly found: string;
  /** The same sentence in plain English. */
  readonly better: string;
}

/** What `npm run lint-prose` finds; the list is in `word-list.yml`. */
export function readWordList(): readonly WordListEntry[] {
  return parse(readFileSync(new URL('word-list.yml', import.meta.url), 'utf8'));
}
