import { child, members, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** `/a/{x}` and `/a/{y}` are one path: no server can tell them apart. */
export function pathTemplateUnique(document: LintDocument, report: Report): void {
  const seen = new Map<string, string>();
  for (const [path] of members(document.root.paths)) {
    const template = path.replaceAll(/\{[^{}]*\}/g, '{}');
    const first = seen.get(template);
    if (first === undefined) seen.set(template, path);
    else
      report(
        child('/paths', path),
        `This is the same path as ${shown(first)}: put their operations under one.`,
      );
  }
}
