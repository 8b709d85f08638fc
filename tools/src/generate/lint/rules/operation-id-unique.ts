import { child, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Operation ids differ by more than case: they become functions, and files on disks that fold case. */
export function operationIdUnique(document: LintDocument, report: Report): void {
  const seen = new Map<string, string>();
  for (const { value, pointer, path, method } of document.operations) {
    const id = value.operationId;
    if (typeof id !== 'string') continue;
    const first = seen.get(id.toLowerCase());
    if (first === undefined) {
      seen.set(id.toLowerCase(), `${method.toUpperCase()} ${path}`);
    } else {
      const message = `The operationId ${shown(id)} is that of ${shown(first)} (case does not count): rename one.`;
      report(child(pointer, 'operationId'), message);
    }
  }
}
