import { shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Each `$ref` leads to something. Those to other files are followed before this rule runs. */
export function refUnresolved(document: LintDocument, report: Report): void {
  for (const { holder, pointer } of document.references) {
    const ref = holder.$ref as string;
    const resolved = document.follow(ref);
    if (resolved.found || resolved.cause !== 'missing' || !ref.startsWith('#')) continue;
    report(`${pointer}/$ref`, `Nothing is at ${shown(ref)}: correct the $ref or add what it names.`);
  }
}
