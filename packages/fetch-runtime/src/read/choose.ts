import { essence, inRange, isJson } from '../media-type.js';
import type { Operation, Read } from '../operation.js';
import { none } from './none.js';
import { text } from './text.js';

/**
 * The reader for an answer: by its status, then by its media type. `undefined` when the description knows the
 * status, but not this media type.
 */
export function chooseRead(
  operation: Pick<Operation, 'method' | 'responses'>,
  status: number,
  contentType: string | null,
): Read | undefined {
  if (operation.method === 'HEAD' || [204, 205, 304].includes(status)) return none;
  const contents = Object.entries(contentsFor(operation.responses, status));
  const first = contents[0]?.[1];
  if (first === undefined) return none;
  if (contentType === null) return first;
  return readByType(contents, essence(contentType));
}

/** Whether a 2xx answer of the operation has no body: then any may come without. */
export function mayBeEmpty(responses: Operation['responses']): boolean {
  return Object.entries(responses).some(
    ([status, contents]) => status.startsWith('2') && Object.keys(contents).length === 0,
  );
}

/** Exact status, `4XX`, for an undeclared success the lowest declared one, `default`. */
function contentsFor(responses: Operation['responses'], status: number): Readonly<Record<string, Read>> {
  const digit = String(status).charAt(0);
  const success = status >= 200 && status <= 299 ? Object.keys(responses).sort() : [];
  const key = [String(status), `${digit}XX`, success.find((name) => name.startsWith('2')), 'default'].find(
    (name) => name !== undefined && Object.hasOwn(responses, name),
  );
  return (key === undefined ? undefined : responses[key]) ?? {};
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
