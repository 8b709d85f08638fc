import type { LintDocument, Report } from '../document.js';

/** There is something to generate. */
export function pathsPresent(document: LintDocument, report: Report): void {
  if (document.operations.length > 0) return;
  const at = document.root.paths === undefined ? '' : '/paths';
  report(at, 'There is no operation in `paths`: a client needs one at least.');
}
