import { child, isObject, type JsonValue, member, members } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Each property has a description, itself or by the schema it refers to. */
export function propertyDescription(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('Schema')) {
    for (const [name, property] of members(value.properties)) {
      if (!isObject(property) || described(document, property)) continue;
      report(child(pointer, 'properties', name), 'Add a `description`: what the value means.');
    }
  }
}

function described(document: LintDocument, property: JsonValue): boolean {
  const own = member(property, 'description');
  const through = document.resolve(property)?.description;
  return [own, through].some((text) => typeof text === 'string' && text.trim() !== '');
}
