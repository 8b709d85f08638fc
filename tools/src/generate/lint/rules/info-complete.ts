import { isObject } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** The description says what the API is, and under which licence its description stands. */
export function infoComplete(document: LintDocument, report: Report): void {
  const { info } = document.root;
  if (!isObject(info)) return;
  if (!hasText(info.description))
    report('/info', 'Add a `description`: what the API is for, in a paragraph.');
  if (!isObject(info.license)) report('/info', 'Add the `license` of this description.');
}

function hasText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
