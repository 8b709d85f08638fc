import { RequestError } from '../errors/errors.js';
import { jsonText } from '../json/json-text.js';
import type { Param, RequestDraft } from '../operation.js';
import { percentEncode } from './percent.js';
import { explode, type Flat, flatten, isEmpty, isObject, join, primitive, refuse } from './value.js';

/** A primitive: `blue`. What every style but label and matrix makes of one. */
export function pathPrimitive(draft: RequestDraft, param: Param, value: unknown): void {
  fill(draft, param, percentEncode(draft, param, primitive(draft, param, value)));
}

/** `blue` · `blue,black` · `R,100,G,200` (RFC 6570 §3.2.2). */
export function pathSimple(draft: RequestDraft, param: Param, value: unknown): void {
  fill(draft, param, join(escaped(draft, param, value), ',', false));
}

/** `blue` · `blue,black` · `R=100,G=200` (RFC 6570 §3.2.2). */
export function pathSimpleExplode(draft: RequestDraft, param: Param, value: unknown): void {
  fill(draft, param, join(escaped(draft, param, value), ',', true));
}

/** `.blue` · `.blue,black` · `.R,100,G,200` (OpenAPI 3.1.1 Style Examples). */
export function pathLabel(draft: RequestDraft, param: Param, value: unknown): void {
  const flat = escaped(draft, param, value);
  fill(draft, param, isEmpty(flat) ? '' : `.${join(flat, ',', false)}`);
}

/**
 * `.blue` · `.blue.black` · `.R=100.G=200` (RFC 6570 §3.2.5).
 *
 * @throws RequestError for a list or object with a dot in it: the server would read it as two.
 */
export function pathLabelExplode(draft: RequestDraft, param: Param, value: unknown): void {
  const isSingle = !Array.isArray(value) && !isObject(value);
  const flat = flatten(draft, param, value, (text) => {
    if (!isSingle && text.includes('.')) throw refuse(draft, param, 'holds its own delimiter, "."');
    return percentEncode(draft, param, text);
  });
  fill(draft, param, isEmpty(flat) ? '' : `.${join(flat, '.', true)}`);
}

/** `;color=blue` · `;color=blue,black` · `;color=R,100,G,200` (RFC 6570 §3.2.7). */
export function pathMatrix(draft: RequestDraft, param: Param, value: unknown): void {
  const flat = escaped(draft, param, value);
  fill(draft, param, isEmpty(flat) ? '' : matrixPair(escapedName(draft, param), join(flat, ',', false)));
}

/** `;color=blue` · `;color=blue;color=black` · `;R=100;G=200` (RFC 6570 §3.2.7). */
export function pathMatrixExplode(draft: RequestDraft, param: Param, value: unknown): void {
  const pairs = explode(escapedName(draft, param), escaped(draft, param, value));
  fill(draft, param, pairs.map(([key, text]) => matrixPair(key, text)).join(''));
}

/** The JSON text, percent-encoded (a parameter with `content`). */
export function pathJson(draft: RequestDraft, param: Param, value: unknown): void {
  fill(draft, param, percentEncode(draft, param, jsonText(draft.operation, param.key, value)));
}

function escaped(draft: RequestDraft, param: Param, value: unknown): Flat {
  return flatten(draft, param, value, (text) => percentEncode(draft, param, text));
}

function escapedName(draft: RequestDraft, param: Param): string {
  return percentEncode(draft, param, param.name);
}

/** RFC 6570 §3.2.7: an empty value is written without `=`. */
function matrixPair(name: string, text: string): string {
  return text === '' ? `;${name}` : `;${name}=${text}`;
}

/**
 * A value must stay a segment of its own: `fetch` would resolve `.` and `..`, and an empty segment makes another route.
 *
 * @throws RequestError when the segment it is in becomes '', '.' or '..'.
 */
function fill(draft: RequestDraft, param: Param, text: string): void {
  const [path, query] = draft.path.split(/(\?.*)/s, 2);
  const placeholder = `{${param.name}}`;
  const segments = path!.split('/').map((segment) => {
    if (!segment.includes(placeholder)) return segment;
    const filled = segment.replaceAll(placeholder, () => text);
    if (!/^(?:\.|%2e){0,2}$/i.test(filled)) return filled;
    throw new RequestError(draft.operation, param.key, 'makes a path segment that is empty, "." or ".."');
  });
  draft.path = segments.join('/') + (query ?? '');
}
