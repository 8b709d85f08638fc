import { isObject } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** A parameter or header is described by `schema`, or by `content` with one media type. */
export function parameterSchema(document: LintDocument, report: Report): void {
  for (const { value, pointer } of [...document.all('Parameter'), ...document.all('Header')]) {
    const { schema, content } = value;
    if (schema !== undefined && content !== undefined) {
      report(pointer, 'Write either `schema` or `content`, not both.');
    } else if (schema === undefined && content === undefined) {
      report(pointer, 'Add a `schema` that says what is sent.');
    } else if (isObject(content) && Object.keys(content).length !== 1) {
      report(pointer, '`content` names exactly one media type here.');
    }
  }
}
