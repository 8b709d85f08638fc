import { child, items, shown } from '../../openapi/json.js';
import { control } from '../../read/plain-json.js';
import type { LintDocument, Report } from '../document.js';

/** Names, enum values and server URLs have no control characters; keys and paths are checked when they are read. */
export function controlCharacter(document: LintDocument, report: Report): void {
  const check = (value: unknown, pointer: string): void => {
    if (typeof value !== 'string' || !control.test(value)) return;
    report(pointer, `${shown(value)} has a control character or half a surrogate pair: remove it.`);
  };
  const fields: [kind: string, field: string][] = [
    ['Parameter', 'name'],
    ['SecurityScheme', 'name'],
    ['Tag', 'name'],
    ['Operation', 'operationId'],
    ['Server', 'url'],
    ['ServerVariable', 'default'],
    ['Discriminator', 'propertyName'],
  ];
  for (const [kind, field] of fields) {
    for (const { value, pointer } of document.all(kind)) check(value[field], child(pointer, field));
  }
  for (const [kind, field] of [
    ['Schema', 'enum'],
    ['Schema', 'required'],
    ['ServerVariable', 'enum'],
    ['Operation', 'tags'],
  ] as const) {
    for (const { value, pointer } of document.all(kind)) {
      for (const [index, item] of items(value[field]).entries()) check(item, child(pointer, field, index));
    }
  }
  for (const { value, pointer } of document.all('Schema')) check(value.const, child(pointer, 'const'));
}
