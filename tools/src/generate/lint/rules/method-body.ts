import { child } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** `fetch` refuses a body with GET and HEAD. */
export function methodBody(document: LintDocument, report: Report): void {
  for (const { method, value, pointer } of document.operations) {
    if ((method !== 'get' && method !== 'head') || value.requestBody === undefined) continue;
    const message = `A ${method.toUpperCase()} has no body in fetch: use parameters, or another method.`;
    report(child(pointer, 'requestBody'), message);
  }
}
