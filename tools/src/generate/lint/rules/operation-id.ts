import { child } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Each operation has an id in camelCase: the name of its function. */
export function operationId(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.operations) {
    const { operationId: id } = value;
    if (id === undefined)
      report(pointer, 'Add an `operationId` in camelCase: it becomes the name of the function.');
    else if (typeof id === 'string' && !/^[a-z][A-Za-z0-9]*$/.test(id)) {
      report(child(pointer, 'operationId'), 'Write the operationId in camelCase.');
    }
  }
}
