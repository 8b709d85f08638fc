import type { LintDocument, Report } from '../document.js';

const typing = ['type', 'allOf', 'oneOf', 'anyOf', 'not', 'const', '$ref'];

/** A schema says its type, or is composed; otherwise any value fits, and the generated type is `unknown`. */
export function schemaTyped(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('Schema')) {
    if (typing.some((keyword) => value[keyword] !== undefined)) continue;
    const what =
      value.enum === undefined ? 'Any value fits this schema' : 'The type of these values is not stated';
    report(pointer, `${what}: add the \`type\`, unless the provider promises none.`);
  }
}
