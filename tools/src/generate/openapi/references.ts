import { isObject, type JsonObject, type JsonValue, member, valueAt } from './json.js';
import type { Kind } from './object-types.js';

export interface Reference {
  kind: Kind;
  /** The object whose `$ref` it is. */
  holder: JsonObject;
  pointer: string;
}

/** Where the components of a kind live; other kinds cannot be referred to. */
export const sections: Readonly<Record<Kind, string>> = {
  Schema: 'schemas',
  Response: 'responses',
  Parameter: 'parameters',
  Example: 'examples',
  RequestBody: 'requestBodies',
  Header: 'headers',
  SecurityScheme: 'securitySchemes',
  Link: 'links',
  Callback: 'callbacks',
  PathItem: 'pathItems',
};

/** The JSON Pointer in a local reference (`#/components/…`), or undefined when it is none. */
export function localPointer(ref: string): string | undefined {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined;
  return decoded(ref.slice(1));
}

export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export type Resolved =
  | { found: true; value: JsonValue; pointer: string }
  | { found: false; cause: 'missing' | 'cycle' | 'chain' };

/** References that may lead to references in a row. */
export const longestChain = 100;

/** Follows a chain of local references to what is no reference. */
export function follow(root: JsonValue, ref: string): Resolved {
  const seen = new Set<string>();
  for (let next = ref; ; ) {
    if (seen.has(next)) return { found: false, cause: 'cycle' };
    if (seen.size > longestChain) return { found: false, cause: 'chain' };
    seen.add(next);
    const pointer = localPointer(next);
    const value = pointer === undefined ? undefined : valueAt(root, pointer);
    if (pointer === undefined || value === undefined) return { found: false, cause: 'missing' };
    const further = isObject(value) ? member(value, '$ref') : undefined;
    if (typeof further !== 'string') return { found: true, value, pointer };
    next = further;
  }
}
