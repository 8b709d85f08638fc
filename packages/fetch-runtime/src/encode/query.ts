import { jsonText } from '../json/json-text.js';
import type { Param, RequestDraft } from '../operation.js';
import { percentEncode, percentEncodeReserved } from './percent.js';
import { explode, type Flat, flatten, isEmpty, isObject, join, primitive, refuse } from './value.js';

/** A primitive: `color=blue`. What every style but deepObject makes of one. */
export function queryPrimitive(draft: RequestDraft, param: Param, value: unknown): void {
  const text = percentEncode(draft, param, primitive(draft, param, value));
  draft.query.push(`${percentEncode(draft, param, param.name)}=${text}`);
}

/** form, explode: `color=blue` · `color=blue&color=black` · `R=100&G=200` (RFC 6570 §3.2.8). */
export function query(draft: RequestDraft, param: Param, value: unknown): void {
  for (const [key, text] of explode(escapedKey(draft, param, param.name), escaped(draft, param, value))) {
    push(draft, key, text);
  }
}

/** form, explode=false: `color=blue` · `color=blue,black` · `color=R,100,G,200` (RFC 6570 §3.2.8). */
export function queryJoined(draft: RequestDraft, param: Param, value: unknown): void {
  pushJoined(draft, param, escaped(draft, param, value), ',');
}

/**
 * spaceDelimited: `color=blue%20black` · `color=R%20100%20G%20200` (OpenAPI 3.1.1 Style Examples).
 *
 * @throws RequestError for a value that holds a space: the server would read it as two.
 */
export function querySpaced(draft: RequestDraft, param: Param, value: unknown): void {
  pushDelimited(draft, param, value, '%20');
}

/**
 * pipeDelimited: `color=blue%7Cblack` · `color=R%7C100%7CG%7C200` (OpenAPI 3.1.1 Style Examples).
 *
 * @throws RequestError for a value that holds a `|`: the server would read it as two.
 */
export function queryPiped(draft: RequestDraft, param: Param, value: unknown): void {
  pushDelimited(draft, param, value, '%7C');
}

/** The JSON text, percent-encoded (a parameter with `content`). */
export function queryJson(draft: RequestDraft, param: Param, value: unknown): void {
  const text = escapedText(draft, param, jsonText(draft.operation, param.key, value));
  push(draft, escapedKey(draft, param, param.name), text);
}

function pushDelimited(draft: RequestDraft, param: Param, value: unknown, delimiter: string): void {
  const plain = decodeURIComponent(delimiter);
  const flat = flatten(draft, param, value, (text) => {
    const isSingle = !Array.isArray(value) && !isObject(value);
    const isIn =
      text.includes(plain) || (param.allowReserved === true && text.toUpperCase().includes(delimiter));
    if (!isSingle && isIn) throw refuse(draft, param, `holds its own delimiter, "${plain}"`);
    return escapedText(draft, param, text);
  });
  pushJoined(draft, param, flat, delimiter);
}

function pushJoined(draft: RequestDraft, param: Param, flat: Flat, separator: string): void {
  if (!isEmpty(flat)) push(draft, escapedKey(draft, param, param.name), join(flat, separator, false));
}

function push(draft: RequestDraft, key: string, text: string): void {
  draft.query.push(`${key}=${text}`);
}

function escaped(draft: RequestDraft, param: Param, value: unknown): Flat {
  return flatten(
    draft,
    param,
    value,
    (text) => escapedText(draft, param, text),
    (key) => escapedKey(draft, param, key),
  );
}

function escapedText(draft: RequestDraft, param: Param, text: string): string {
  return (param.allowReserved === true ? percentEncodeReserved : percentEncode)(draft, param, text);
}

/** Names stay strict: in reserved expansion an `=` in one would end it early. */
function escapedKey(draft: RequestDraft, param: Param, key: string): string {
  return percentEncode(draft, param, key);
}
