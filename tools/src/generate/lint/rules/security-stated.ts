import type { LintDocument, Report } from '../document.js';

/** Who may call is said for each operation, or for all of them; an empty list says that anybody may. */
export function securityStated(document: LintDocument, report: Report): void {
  if (document.root.security !== undefined) return;
  for (const { value, pointer } of document.operations) {
    if (value.security !== undefined) continue;
    report(pointer, 'Add `security` here or to the document; `[]` means that no credentials are needed.');
  }
}
