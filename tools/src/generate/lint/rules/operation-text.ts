import { child } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Each operation has a summary, which is a title and so has no full stop, and a description. */
export function operationText(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.operations) {
    const { summary, description } = value;
    if (typeof summary !== 'string' || summary.trim() === '') {
      report(pointer, 'Add a `summary`: what the call does, in a few words.');
    } else if (summary.trimEnd().endsWith('.')) {
      report(child(pointer, 'summary'), 'A summary is a title: take its full stop away.');
    }
    if (typeof description !== 'string' || description.trim() === '') {
      report(pointer, 'Add a `description`: what a user has to know to call this.');
    }
  }
}
