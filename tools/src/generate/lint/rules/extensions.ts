import {
  child,
  isObject,
  items,
  type JsonObject,
  keysOf,
  kindOf,
  members,
  shown,
  shownValue,
} from '../../openapi/json.js';
import { isJson } from '../../openapi/media-type.js';
import type { LintDocument } from '../document.js';
import { schemasAt } from '../places.js';
import { type Check, eachOperation, type ReportHere } from '../rule.js';

/**
 * `x-error-when` of a 2xx response: which of its JSON bodies are errors. `pointer` finds a place in the body that is
 * there when it is one; `in` lists the values that say so; `schema` refers to the schema of an error.
 */
export const errorWhen: Check = eachOperation(({ value }, reportHere, document) => {
  for (const [status, written] of members(value.responses)) {
    const response = document.resolve(written);
    const condition = response?.['x-error-when'];
    if (response === undefined || condition === undefined) continue;
    const report: ReportHere = (message, ...keys) =>
      reportHere(message, 'responses', status, 'x-error-when', ...keys);
    if (!/^2/.test(status)) report('Remove it: only a 2xx answer needs to be told to be an error.');
    else if (!isObject(condition)) report('Write an object with `pointer`.');
    else check(document, response, condition, report);
  }
});

const known = ['pointer', 'in', 'schema'];

function check(
  document: LintDocument,
  response: JsonObject,
  condition: JsonObject,
  report: ReportHere,
): void {
  for (const key of Object.keys(condition)) {
    if (!known.includes(key)) report(`Remove it: there are ${known.join(', ')}.`, key);
  }
  const { pointer, schema } = condition;
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) {
    report('Write a JSON Pointer into the body, such as /status.', 'pointer');
    return;
  }
  const contents = members(response.content).filter(([type]) => isJson(type));
  const found = contents.flatMap(([, content]) =>
    isObject(content) ? schemasAt(document, content.schema, keysOf(pointer)) : [],
  );
  if (found.length === 0) report(`No JSON body of this answer has ${shown(pointer)}.`, 'pointer');
  const allowed = found.flatMap(({ enum: values }) => items(values));
  items(condition.in).forEach((value, index) => {
    if (typeof value === 'object' && value !== null) {
      report(`Write a text, a number, true, false or null; this is ${kindOf(value)}.`, 'in', index);
    } else if (allowed.length > 0 && !allowed.includes(value)) {
      report(`${shownValue(value)} is not among the values of ${shown(pointer)}.`, 'in', index);
    }
  });
  if (condition.in !== undefined && items(condition.in).length === 0)
    report('List at least one value.', 'in');
  if (schema !== undefined && schemasAt(document, schema, keysOf(pointer)).length === 0) {
    report(`Refer to a schema that has ${shown(pointer)}.`, 'schema');
  }
}

/**
 * `x-outcome-check` of an operation that changes something names the operation that tells what became of a call;
 * `x-idempotent: true` says of a POST or PATCH that it can simply be sent again.
 */
export const outcomeCheck: Check = (document, report) => {
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
};
