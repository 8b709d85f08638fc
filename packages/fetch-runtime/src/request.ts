import { RequiredError } from './errors.js';
import type { Operation } from './operation.js';

/**
 * A member of the request object: its own, or one that its class provides. What every object inherits
 * (`constructor`, `toString`, `__proto__`) is not a value the caller gave.
 */
export function member(request: object, key: string): unknown {
  for (let holder: object | null = request; holder !== null; holder = Object.getPrototypeOf(holder)) {
    const isRoot = holder !== request && Object.getPrototypeOf(holder) === null;
    const property = isRoot ? undefined : Object.getOwnPropertyDescriptor(holder, key);
    if (property === undefined) continue;
    const isMethod = holder !== request && typeof property.value === 'function';
    return isMethod ? undefined : (request as Record<string, unknown>)[key];
  }
  return undefined;
}

/** @throws RequiredError for the first required parameter that is `undefined` or `null`. */
export function requireParams(operation: Operation, request: object): void {
  for (const { key, required } of operation.params) {
    if (required !== true) continue;
    const value = member(request, key);
    if (value === undefined || value === null) throw new RequiredError(operation, key);
  }
}
