import { type Clock, systemClock } from './clock.js';

/** The number is another one whenever the form of what is kept changes, so that no version gets what it cannot use. */
const MEMORY = '@acme/auth-helpers/process-memory/1';

/** Where the global object is frozen, each copy has its own. */
const own: Map<string, unknown> = new Map();

/**
 * What all copies of this package in the process have in common: each entry is one file, ES modules and CommonJS have
 * theirs, frameworks put one into each bundle, and load it again when code changes. A provider counts the failed logins
 * of all of them together.
 *
 * @param make Makes it, where nobody has asked for it before.
 */
export function ofProcess<Value>(name: string, make: () => Value): Value {
  const all = memory();
  if (!all.has(name)) all.set(name, make());
  return all.get(name) as Value;
}

/** By the clock that they count with: who brings one of their own, such as a test, has a process of their own. */
export function ofClock<Value>(name: string, clock: Clock, make: (clock: Clock) => Value): Value {
  // Each copy has an object for the platform's.
  const one = clock === systemClock ? ofProcess('clock', () => systemClock) : clock;
  const values = ofProcess(name, () => new WeakMap<Clock, Value>());
  const value = values.get(one) ?? make(one);
  values.set(one, value);
  return value;
}

function memory(): Map<string, unknown> {
  const name = Symbol.for(MEMORY);
  const known: unknown = Reflect.get(globalThis, name);
  if (known instanceof Map) return known;
  Reflect.defineProperty(globalThis, name, { value: own });
  return own;
}
