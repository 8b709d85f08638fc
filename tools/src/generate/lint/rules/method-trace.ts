import type { LintDocument, Report } from '../document.js';

/** `fetch` refuses TRACE (Fetch standard, forbidden methods). */
export function methodTrace(document: LintDocument, report: Report): void {
  for (const { method, pointer } of document.operations) {
    if (method === 'trace') report(pointer, 'No client can send TRACE with fetch: remove this operation.');
  }
}
