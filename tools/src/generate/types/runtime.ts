import { type Code, imported, ts } from '../../print/code.js';
import { identifier } from '../../print/literal.js';

/** A function or type of `@acme/fetch-runtime`, as the files that import it whole call it. */
export function runtime(name: string): Code {
  return ts`${imported('runtime')}.${identifier(name)}`;
}
