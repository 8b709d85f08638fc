import type { Call } from '../call.js';
import { ResponseFormatError } from '../errors.js';
import { essence, inRange, isJson } from '../media-type.js';
import type { Read } from '../operation.js';
import { none } from './none.js';
import { text } from './text.js';

/** An answer with other than one JSON body: `{ read: byMediaType, contents: { 'text/csv': text } }`. */
export interface ByMediaType {
  readonly read: (response: Response, call: Call, options: ByMediaType) => Promise<unknown>;
  readonly contents: Readonly<Record<string, Read>>;
}

/**
 * Reads a body by its Content-Type; without one, as the first of the description.
 *
 * @throws ResponseFormatError for a media type that the description does not know.
 */
export function byMediaType(response: Response, call: Call, { contents }: ByMediaType): Promise<unknown> {
  const readers = Object.entries(contents);
  const contentType = response.headers.get('content-type');
  const read = contentType === null ? readers[0]?.[1] : readByType(readers, essence(contentType));
  if (read !== undefined) return read(response, call);
  none(response);
  throw new ResponseFormatError(call, response, 'unexpected_content_type');
}

function readByType(contents: readonly [string, Read][], type: string): Read | undefined {
  const declared = (wanted: (name: string) => boolean): Read | undefined =>
    contents.find(([name]) => wanted(name))?.[1];
  return (
    declared((name) => essence(name) === type) ??
    (type.endsWith('+json') ? declared((name) => essence(name) === 'application/json') : undefined) ??
    declared((name) => name !== '*/*' && inRange(type, name)) ??
    declared((name) => inRange(type, name)) ??
    // Servers mislabel JSON: where nothing else is expected, its parser decides.
    (contents.length === 1 ? declared(isJson) : undefined) ??
    (type.startsWith('text/') ? contents.find(([, read]) => read === text)?.[1] : undefined)
  );
}
