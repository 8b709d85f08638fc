import type { LintDocument, Report } from '../document.js';

const typing = ['type', 'allOf', 'oneOf', 'anyOf', 'not', 'const', '$ref'];

/** A schema says its type, or is composed; otherwise any value fits, and the generated type is `unknown`. */
export function schemaTyped(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('Schema')) {
    if (typing.some((keyword) => value[keyword] !== undefined)) continue;
    report(pointer, 'Any value fits this schema: state its `type`, unless the provider promises none.');
  }
}
