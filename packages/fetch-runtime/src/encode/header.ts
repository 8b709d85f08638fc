import { setHeader } from '../headers.js';
import { jsonText } from '../json/json-text.js';
import type { Param, RequestDraft } from '../operation.js';
import { flatten, isEmpty, join, primitive } from './value.js';

/**
 * A primitive: `blue`. What the style makes of one.
 *
 * @throws RequestError for control characters and characters outside Latin-1.
 */
export function headerPrimitive(draft: RequestDraft, param: Param, value: unknown): void {
  setHeader(draft.headers, draft.operation, param.name, primitive(draft, param, value), param.key);
}

/**
 * simple: `blue` · `blue,black` · `R,100,G,200`. Header values are not percent-encoded (OpenAPI 3.1.1 Appendix D).
 *
 * @throws RequestError for control characters and characters outside Latin-1.
 */
export function header(draft: RequestDraft, param: Param, value: unknown): void {
  set(draft, param, value, false);
}

/** simple, explode: as `header`, but objects are `R=100,G=200`. */
export function headerExplode(draft: RequestDraft, param: Param, value: unknown): void {
  set(draft, param, value, true);
}

/** The JSON text (a parameter with `content`); what lies outside ASCII is escaped as `\uXXXX`. */
export function headerJson(draft: RequestDraft, param: Param, value: unknown): void {
  const text = jsonText(draft.operation, param.key, value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  setHeader(draft.headers, draft.operation, param.name, text, param.key);
}

function set(draft: RequestDraft, param: Param, value: unknown, explode: boolean): void {
  const flat = flatten(draft, param, value, (text) => text);
  if (isEmpty(flat)) return;
  setHeader(draft.headers, draft.operation, param.name, join(flat, ',', explode), param.key);
}
