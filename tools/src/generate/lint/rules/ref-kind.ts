import { shown } from '../../openapi/json.js';
import { localPointer, sections } from '../../openapi/references.js';
import type { LintDocument, Report } from '../document.js';

/** A `$ref` stands where OpenAPI allows one, and leads to a component of the kind that is expected there. */
export function refKind(document: LintDocument, report: Report): void {
  for (const { kind, holder, pointer } of document.references) {
    const section = sections[kind];
    const at = `${pointer}/$ref`;
    if (section === undefined) {
      report(at, 'A $ref cannot stand here: write the value itself.');
      continue;
    }
    const target = localPointer(holder.$ref as string);
    if (target === '') {
      report(at, 'This leads to the whole document: refer to a part of it.');
      continue;
    }
    const [, components, found] = (target ?? '').split('/', 3);
    if (components !== 'components' || found === undefined || found === section) continue;
    report(at, `This place takes one of components.${section}, not of ${shown(found)}.`);
  }
}
