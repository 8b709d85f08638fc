import { percentEncode } from '../encode/percent.js';
import { isObject, isPresent, primitive, refuse } from '../encode/value.js';
import { jsonText } from '../json/json-text.js';
import { isJson } from '../media-type.js';
import type { BodyContent, FormEncoding, Param, RequestDraft } from '../operation.js';
import { isA } from '../platform/globals.js';
import { bodyParam } from './body-param.js';
import { contentType } from './content-type.js';

/**
 * Writes `application/x-www-form-urlencoded`: primitives as `name=value`, arrays repeat the name, objects as JSON
 * (OpenAPI 3.0.4 Encoding Object, defaults). `encoding` may ask for JSON or a query style instead.
 * A `URLSearchParams` is sent as it is.
 */
export function urlencodedBody(draft: RequestDraft, content: BodyContent, value: unknown): void {
  contentType(draft, content, 'application/x-www-form-urlencoded');
  draft.body = isA(value, 'URLSearchParams') ? value : formText(draft, content, value);
}

function formText(draft: RequestDraft, content: BodyContent, value: unknown): string {
  if (!isObject(value)) throw refuse(draft, bodyParam, 'is no form: give an object or URLSearchParams');
  const pairs: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (!isPresent(member)) continue;
    const encoding = formEncoding(content, name);
    const param: Param = { ...encoding, encode: encoding.encode ?? formMember, key: `body.${name}`, name };
    const scratch: RequestDraft = { ...draft, query: pairs };
    if (encoding.encode === undefined && isJson(encoding.contentType ?? ''))
      push(scratch, param, member, true);
    else param.encode(scratch, param, member);
  }
  // Strict percent-encoding but for the space: WHATWG URL, application/x-www-form-urlencoded.
  return pairs.join('&').replaceAll('%20', '+');
}

/** The encoding of a member, if the description gives it one; never something inherited. */
export function formEncoding(content: BodyContent, name: string): FormEncoding {
  const encoding = content.encoding ?? {};
  return Object.hasOwn(encoding, name) ? encoding[name]! : {};
}

function formMember(draft: RequestDraft, param: Param, value: unknown): void {
  const items = Array.isArray(value) ? value.filter(isPresent) : [value];
  for (const item of items) push(draft, param, item, Array.isArray(item) || isObject(item));
}

function push(draft: RequestDraft, param: Param, value: unknown, asJson: boolean): void {
  const text = asJson ? jsonText(draft.operation, param.key, value) : primitive(draft, param, value);
  draft.query.push(`${percentEncode(draft, param, param.name)}=${percentEncode(draft, param, text)}`);
}
