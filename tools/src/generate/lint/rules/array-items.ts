import { child, isObject } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** An array of 3.0 says what its items are, by one schema. */
export function arrayItems(document: LintDocument, report: Report): void {
  if (document.version !== '3.0') return;
  for (const { value, pointer } of document.all('Schema')) {
    const { type, items } = value;
    if (Array.isArray(items))
      report(child(pointer, 'items'), '`items` is one schema in OpenAPI 3.0, not a list.');
    else if (type === 'array' && !isObject(items))
      report(pointer, 'Add `items`: an array says what is in it.');
  }
}
