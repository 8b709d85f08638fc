import { child, isObject, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Responses are keyed by a status (`200`), a range (`4XX`) or `default`, and there is one at least. */
export function responseStatus(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('Responses')) {
    const keys = Object.keys(value).filter((key) => !key.startsWith('x-'));
    for (const key of keys) {
      if (/^([1-5]\d\d|[1-5]XX|default)$/.test(key)) continue;
      report(
        child(pointer, key),
        `${shown(key)} is no status: write three digits, a range such as 4XX, or default.`,
      );
    }
    if (keys.length === 0) report(pointer, 'Add the response of a call that succeeds.');
  }
  // In 3.0 the field is required, and its absence reported as such.
  if (document.version === '3.0') return;
  for (const { value, pointer } of document.operations) {
    if (!isObject(value.responses))
      report(pointer, 'Add `responses` with the response of a call that succeeds.');
  }
}
