import manifest from '../../package.json' with { type: 'json' };
import { type HarEntry, harEntry } from './har-entry.js';
import type { JournalEntry } from './journal.js';

export type { HarEntry } from './har-entry.js';

/** An HTTP archive (http://www.softwareishard.com/blog/har-12-spec/). */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly HarEntry[];
  };
}

/** Who has made an archive. Member by member: a bundler then leaves out the rest of package.json. */
export const harCreator: Har['log']['creator'] = { name: manifest.name, version: manifest.version };

/**
 * The calls of a journal as an HTTP archive, which the developer tools of a browser can open.
 *
 * @param origin Where the sandbox listens, without a slash at its end.
 */
export function harOf(entries: readonly JournalEntry[], origin: string): Har {
  return {
    log: { version: '1.2', creator: harCreator, entries: entries.map((call) => harEntry(call, origin)) },
  };
}
