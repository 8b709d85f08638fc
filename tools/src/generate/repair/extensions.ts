import { child, isObject, type JsonValue, keysOf, member, valueAt } from '../openapi/json.js';
import { eachFinding, type Repair } from './repair.js';

/**
 * An extension by the name of one of ours that has another shape is somebody else's, and left out. One of our shape with a
 * mistake in it stays refused: without it a client would take errors for successes, or offer no pages.
 */
export const foreignExtensions: readonly Repair[] = ['error-when', 'outcome-check', 'pagination'].map(
  (rule) =>
    eachFinding(rule, ({ pointer }, document, changes) => {
      const keys = keysOf(pointer);
      const end = keys.findIndex((key) => Object.hasOwn(isOurs, key));
      const at = child('', ...keys.slice(0, end + 1));
      const value = valueAt(document.root, at);
      const name = keys[end];
      if (name === undefined || value === undefined || isOurs[name]!(value)) return;
      changes.remove(at);
      changes.did(pointer, `${name} is not our extension of that name: it is left out.`);
    }),
);

/** Whether an extension is meant as ours, by its shape. */
const isOurs: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  'x-error-when': (value) => isObject(value) && member(value, 'pointer') !== undefined,
  'x-outcome-check': (value) => typeof value === 'string',
  'x-idempotent': () => false,
  'x-pagination': (value) => isObject(value) && member(value, 'items') !== undefined,
};
