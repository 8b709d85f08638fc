import { child } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Operations marked internal are generated like the others, so whoever publishes them should know. */
export function internalOperation(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.operations) {
    if (value['x-internal'] !== true) continue;
    report(child(pointer, 'x-internal'), 'This operation is marked internal and is generated all the same.');
  }
}
