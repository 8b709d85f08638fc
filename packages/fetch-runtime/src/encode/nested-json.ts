import { jsonText } from '../json/json-text.js';
import type { Param, RequestDraft } from '../operation.js';
import { isObject } from './value.js';

/**
 * Writes objects and lists within a value as JSON, in the style that `as` names: `color={"R":1}&color={"R":2}`. OpenAPI
 * leaves them undefined for every style but deepObject; this is how Swagger UI writes them. What lies outside ASCII is
 * `\uXXXX`, so that a header can have it.
 */
export function nestedJson(draft: RequestDraft, param: Param, value: unknown): void {
  const text = (member: unknown): unknown =>
    Array.isArray(member) || isObject(member) ? asciiJson(draft, param, member) : member;
  const members = (object: object): object =>
    Object.fromEntries(Object.entries(object).map(([key, member]) => [key, text(member)]));
  param.as!(draft, param, Array.isArray(value) ? value.map(text) : isObject(value) ? members(value) : value);
}

function asciiJson({ operation }: RequestDraft, { key }: Param, value: unknown): string {
  return jsonText(operation, key, value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
