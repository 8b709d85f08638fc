import { child, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

const types = ['object', 'array', 'string', 'number', 'integer', 'boolean'];

/** `type` is one of the types of the OpenAPI version; 3.1 knows `null` and lists as well. */
export function schemaType(document: LintDocument, report: Report): void {
  const known = document.version === '3.0' ? types : [...types, 'null'];
  for (const { value, pointer } of document.all('Schema')) {
    const { type } = value;
    if (type === undefined) continue;
    const listed = document.version === '3.1' && Array.isArray(type);
    const wrong = (listed ? type : [type]).find((name) => typeof name !== 'string' || !known.includes(name));
    if (wrong === undefined && !(listed && type.length === 0)) continue;
    const what = wrong === undefined ? 'An empty list' : shown(JSON.stringify(wrong));
    const hint = wrong === 'null' ? ', and `nullable: true` for null' : '';
    report(
      child(pointer, 'type'),
      `${what} is no type of OpenAPI ${document.version}: use ${known.join(', ')}${hint}.`,
    );
  }
}
