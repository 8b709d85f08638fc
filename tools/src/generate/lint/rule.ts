import { child, type JsonObject } from '../openapi/json.js';
import type { Kind } from '../openapi/object-types.js';
import type { FoundOperation, LintDocument, Report } from './document.js';

/** Looks for what breaks a rule in a whole document. */
export type Check = (document: LintDocument, report: Report) => void;

/** Reports a problem of the object at hand: of the member that `keys` lead to, or of the object itself. */
export type ReportHere = (message: string, ...keys: readonly (string | number)[]) => void;

/** A check of each object of some kinds, wherever it stands. */
export function each(
  kinds: Kind | readonly Kind[],
  check: (value: JsonObject, report: ReportHere, document: LintDocument) => void,
): Check {
  return (document, report) => {
    for (const { value, pointer } of [kinds].flat().flatMap((kind) => document.all(kind))) {
      check(value, here(report, pointer), document);
    }
  };
}

/** A check of each operation. */
export function eachOperation(
  check: (operation: FoundOperation, report: ReportHere, document: LintDocument) => void,
): Check {
  return (document, report) => {
    for (const operation of document.operations) {
      check(operation, here(report, operation.pointer), document);
    }
  };
}

function here(report: Report, pointer: string): ReportHere {
  return (message, ...keys) => report(child(pointer, ...keys), message);
}

/** Whether it is a text that says something. */
export function hasText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
