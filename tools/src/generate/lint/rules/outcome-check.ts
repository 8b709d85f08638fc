import { child, shownValue } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/**
 * `x-outcome-check` of an operation that changes something names the operation that tells what became of a call;
 * `x-idempotent: true` says of a POST or PATCH that it can simply be sent again.
 */
export function outcomeCheck(document: LintDocument, report: Report): void {
  const ids = new Set(document.operations.map(({ value }) => value.operationId));
  for (const { value, pointer, method } of document.operations) {
    const { 'x-outcome-check': check, 'x-idempotent': idempotent } = value;
    const isIdempotent = method !== 'post' && method !== 'patch';
    if (idempotent !== undefined && (isIdempotent || idempotent !== true)) {
      report(child(pointer, 'x-idempotent'), 'Write `true`, and only for POST and PATCH.');
    }
    if (check === undefined) continue;
    const at = child(pointer, 'x-outcome-check');
    if (isIdempotent || idempotent === true) {
      report(at, `Remove it: the operation can be sent again.`);
    } else if (check === value.operationId || !ids.has(check)) {
      report(at, `Write the operationId of another operation; ${shownValue(check)} is none.`);
    }
  }
}
