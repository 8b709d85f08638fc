import { RequestError } from '../errors/errors.js';
import { jsonText } from '../json/json-text.js';
import type { Param, RequestDraft } from '../operation.js';
import { percentEncode } from './percent.js';
import { explode, type Flat, flatten, isEmpty, join } from './value.js';

/**
 * form, explode: `color=blue` · `color=blue; color=black` · `R=100; G=200`.
 *
 * RFC 6570 would put `&` between the pairs, which separates no cookies (OpenAPI 3.1.1 Appendix D); they become
 * cookies of their own. Values are percent-encoded. Browsers do not let scripts set the `Cookie` header:
 * there a cookie parameter is silently left out of the request.
 */
export function cookie(draft: RequestDraft, param: Param, value: unknown): void {
  const pairs = explode(cookieName(draft, param), escaped(draft, param, value));
  for (const [key, text] of pairs) push(draft, param, key, text);
}

/** form, explode=false: `color=blue` · `color=blue,black` · `color=R,100,G,200`; otherwise as `cookie`. */
export function cookieJoined(draft: RequestDraft, param: Param, value: unknown): void {
  const flat = escaped(draft, param, value);
  if (!isEmpty(flat)) push(draft, param, cookieName(draft, param), join(flat, ',', false));
}

/** The JSON text, percent-encoded (a parameter with `content`); otherwise as `cookie`. */
export function cookieJson(draft: RequestDraft, param: Param, value: unknown): void {
  const text = percentEncode(draft, param, jsonText(draft.operation, param.key, value));
  push(draft, param, cookieName(draft, param), text);
}

function escaped(draft: RequestDraft, param: Param, value: unknown): Flat {
  return flatten(draft, param, value, (text) => percentEncode(draft, param, text));
}

/**
 * @throws RequestError for an empty name, which no cookie has (RFC 6265 §4.1.1).
 */
function push({ headers, operation }: RequestDraft, param: Param, name: string, text: string): void {
  if (name === '') throw new RequestError(operation, param.key, 'holds an empty name');
  const { cookie: earlier } = headers;
  Object.assign(headers, { cookie: `${earlier === undefined ? '' : `${earlier}; `}${name}=${text}` });
}

/** A name that is an RFC 6265 token stays as it is; servers do not decode cookie names. */
function cookieName(draft: RequestDraft, param: Param): string {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(param.name) ? param.name : percentEncode(draft, param, param.name);
}
