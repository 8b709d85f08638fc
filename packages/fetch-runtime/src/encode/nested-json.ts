import { jsonText } from '../json/json-text.js';
import type { Param, RequestDraft } from '../operation.js';

/**
 * An object or list within a value as JSON, in place of a text: `color={"R":1}&color={"R":2}`. OpenAPI leaves it
 * undefined for every style but deepObject; this is how Swagger UI writes it. What lies outside ASCII is `\uXXXX`.
 */
export function nestedJson({ operation }: RequestDraft, { key }: Param, value: unknown): string {
  return jsonText(operation, key, value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
