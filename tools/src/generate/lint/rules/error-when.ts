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
import type { LintDocument, Report } from '../document.js';
import { schemasAt } from '../schema-at.js';

/**
 * `x-error-when` of a 2xx response: which of its JSON bodies are errors. `pointer` finds a place in the body that is
 * there when it is one; `in` lists the values that say so; `schema` refers to the schema of an error.
 */
export function errorWhen(document: LintDocument, report: Report): void {
  for (const operation of document.operations) {
    for (const [status, written] of members(operation.value.responses)) {
      const response = document.resolve(written);
      const condition = response?.['x-error-when'];
      if (response === undefined || condition === undefined) continue;
      const at = child(operation.pointer, 'responses', status, 'x-error-when');
      if (!/^2/.test(status)) report(at, 'Remove it: only a 2xx answer needs to be told to be an error.');
      else if (!isObject(condition)) report(at, 'Write an object with `pointer`.');
      else check(document, response, condition, (keys, message) => report(child(at, ...keys), message));
    }
  }
}

const known = ['pointer', 'in', 'schema'];

function check(
  document: LintDocument,
  response: JsonObject,
  condition: JsonObject,
  report: (keys: readonly (string | number)[], message: string) => void,
): void {
  for (const key of Object.keys(condition)) {
    if (!known.includes(key)) report([key], `Remove it: there are ${known.join(', ')}.`);
  }
  const { pointer, schema } = condition;
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) {
    report(['pointer'], 'Write a JSON Pointer into the body, such as /status.');
    return;
  }
  const contents = members(response.content).filter(([type]) => isJson(type));
  const found = contents.flatMap(([, content]) =>
    isObject(content) ? schemasAt(document, content.schema, keysOf(pointer)) : [],
  );
  if (found.length === 0) report(['pointer'], `No JSON body of this answer has ${shown(pointer)}.`);
  const allowed = found.flatMap(({ enum: values }) => items(values));
  items(condition.in).forEach((value, index) => {
    if (typeof value === 'object' && value !== null) {
      report(['in', index], `Write a text, a number, true, false or null; this is ${kindOf(value)}.`);
    } else if (allowed.length > 0 && !allowed.includes(value)) {
      report(['in', index], `${shownValue(value)} is not among the values of ${shown(pointer)}.`);
    }
  });
  if (condition.in !== undefined && items(condition.in).length === 0)
    report(['in'], 'List at least one value.');
  if (schema !== undefined && schemasAt(document, schema, keysOf(pointer)).length === 0) {
    report(['schema'], `Refer to a schema that has ${shown(pointer)}.`);
  }
}
