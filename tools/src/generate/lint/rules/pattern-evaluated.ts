import { child, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Tells of each pattern that no example was held to. Runs after the rule that holds examples to their schemas. */
export function patternEvaluated(document: LintDocument, report: Report): void {
  const { unevaluated } = document.patterns;
  if (unevaluated.size === 0) return;
  for (const { value, pointer } of document.all('Schema')) {
    const reason = typeof value.pattern === 'string' ? unevaluated.get(value.pattern) : undefined;
    if (reason === undefined) continue;
    report(child(pointer, 'pattern'), `No example was held to ${shown(value.pattern as string)}: ${reason}.`);
  }
}
