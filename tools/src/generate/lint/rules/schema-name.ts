import { child, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Schemas have names in PascalCase that differ by more than case: they become types. */
export function schemaName(document: LintDocument, report: Report): void {
  const seen = new Map<string, string>();
  for (const [name] of document.components('schemas')) {
    const at = child('/components/schemas', name);
    if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) report(at, 'Write the name of a schema in PascalCase.');
    const first = seen.get(name.toLowerCase());
    if (first !== undefined) report(at, `The name differs from ${shown(first)} only by case: rename one.`);
    seen.set(name.toLowerCase(), name);
  }
}
