import { keysOf, members } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Objects with properties are components: an inline one gets a name made from its place. */
export function schemaInline(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('Schema')) {
    if (members(value.properties).length === 0) continue;
    const keys = keysOf(pointer);
    // A part of a named schema has no name of its own.
    while (keys.length > 3 && keys.at(-2) === 'allOf') keys.splice(-2);
    if (keys.length === 3 && keys[0] === 'components' && keys[1] === 'schemas') continue;
    report(pointer, 'Move this object to components.schemas, and refer to it by $ref.');
  }
}
