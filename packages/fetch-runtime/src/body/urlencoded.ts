import { percentEncode } from '../encode/percent.js';
import { isObject, isPresent, primitive, refuse } from '../encode/value.js';
import { jsonText } from '../json/json-text.js';
import { isJson } from '../media-type.js';
import type { BodyContent, Encode, FormEncoding, Param, RequestDraft } from '../operation.js';
import { isA } from '../platform/globals.js';
import { shownKey } from '../shown-key.js';
import { bodyParam } from './body-param.js';
import { contentType } from './content-type.js';

/**
 * Writes `application/x-www-form-urlencoded`: primitives as `name=value`, arrays repeat the name, objects as JSON
 * (OpenAPI 3.0.4 Encoding Object, defaults). `encoding` may ask for JSON or a query style instead.
 * A `URLSearchParams` is sent as it is.
 */
export function urlencodedBody(draft: RequestDraft, content: BodyContent, value: unknown): void {
  writeForm(draft, content, value, formMember);
}

/**
 * As `urlencodedBody`, for a form whose members are primitives or lists of them. Without the part that writes JSON, a
 * bundle is smaller.
 *
 * @throws RequestError for an object, as a query does.
 */
export function urlencodedPrimitiveBody(draft: RequestDraft, content: BodyContent, value: unknown): void {
  writeForm(draft, content, value, primitiveMember);
}

function writeForm(draft: RequestDraft, content: BodyContent, value: unknown, member: Encode): void {
  contentType(draft, content, 'application/x-www-form-urlencoded');
  draft.body = isA(value, 'URLSearchParams') ? value : formText(draft, content, value, member);
}

function formText(draft: RequestDraft, content: BodyContent, value: unknown, encode: Encode): string {
  if (!isObject(value)) throw refuse(draft, bodyParam, 'is no form: give an object or URLSearchParams');
  const query: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (!isPresent(member)) continue;
    const param: Param = { encode, ...formEncoding(content, name), key: `body.${shownKey(name)}`, name };
    param.encode({ ...draft, query }, param, member);
  }
  // Strict percent-encoding but for the space: WHATWG URL, application/x-www-form-urlencoded.
  return query.join('&').replaceAll('%20', '+');
}

/** The encoding of a member, if the description gives it one; never something inherited. */
export function formEncoding(content: BodyContent, name: string): FormEncoding {
  const encoding = content.encoding ?? {};
  return Object.hasOwn(encoding, name) ? encoding[name]! : {};
}

function formMember(draft: RequestDraft, param: Param & FormEncoding, value: unknown): void {
  const isWhole = isJson(param.contentType ?? '');
  for (const item of isWhole ? [value] : itemsOf(value)) {
    const isStructure = isWhole || Array.isArray(item) || isObject(item);
    push(
      draft,
      param,
      isStructure ? jsonText(draft.operation, param.key, item) : primitive(draft, param, item),
    );
  }
}

function primitiveMember(draft: RequestDraft, param: Param, value: unknown): void {
  for (const item of itemsOf(value)) push(draft, param, primitive(draft, param, item));
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.filter(isPresent) : [value];
}

function push(draft: RequestDraft, param: Param, text: string): void {
  draft.query.push(`${percentEncode(draft, param, param.name)}=${percentEncode(draft, param, text)}`);
}
