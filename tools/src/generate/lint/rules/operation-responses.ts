import { child } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Each operation says what answers a call that succeeds and one that fails. */
export function operationResponses(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.operations) {
    const keys = Object.keys(value.responses ?? {});
    const at = child(pointer, 'responses');
    if (!keys.some((key) => key.startsWith('2')))
      report(at, 'Add the response of a call that succeeds (2xx).');
    if (!keys.some((key) => /^[45]|^default$/.test(key))) {
      report(at, 'Add the response of a call that fails: 4xx, 5xx or default.');
    }
  }
}
