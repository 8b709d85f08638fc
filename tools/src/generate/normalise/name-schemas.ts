import { NameSet } from '../../print/free-names.js';
import { isIdentifier } from '../../print/names.js';
import { pascalCase, shortened } from '../../print/words.js';
import type { Schema } from '../openapi/document.js';
import { renameRefs } from '../openapi/refs.js';
import { allSchemas } from '../openapi/roots.js';
import { takenNames } from './taken-names.js';
import type { Transform } from './transform.js';

/**
 * Makes every component's key the name of its exported TypeScript type. A key that is a free identifier stays as
 * it is; other keys become the PascalCase of their words, taken names get the prefix `Model`, and of names that
 * differ only in case the later ones get a number. References follow. Property names never change.
 * @param reserved further names the client's index exports: operation types, API classes, descriptors.
 */
export function nameSchemas(reserved: ReadonlySet<string>): Transform {
  return {
    name: 'name-schemas',
    apply(document, report) {
      const schemas = document.components?.schemas;
      if (schemas === undefined) return;
      const names = assignNames(Object.keys(schemas), reserved);
      for (const [key, name] of names) if (key !== name) report(`${key} is now ${name}`);
      for (const schema of allSchemas(document)) renameRefs(document, schema, (key) => names.get(key) ?? key);
      const renamed = Object.entries(schemas).map(([key, schema]): [string, Schema] => [
        names.get(key)!,
        schema,
      ]);
      document.components = { ...document.components, schemas: Object.fromEntries(renamed) };
    },
  };
}

/** Bytes in UTF-8: a name of 120, with what may come before and after it. */
const longest = 200;

function assignNames(keys: readonly string[], reserved: ReadonlySet<string>): Map<string, string> {
  const isFree = (name: string) =>
    isIdentifier(name) && Buffer.byteLength(name) <= longest && !takenNames.has(name) && !reserved.has(name);
  const used = new NameSet();
  const names = new Map<string, string>();
  // First those that may keep their name: a neighbour that has to change must not take it.
  for (const key of keys) {
    if (!isFree(key) || used.has(key)) continue;
    used.add(key);
    names.set(key, key);
  }
  for (const key of keys) {
    if (names.has(key)) continue;
    const wanted = shortened(isIdentifier(key) ? key : pascalCase(key));
    const valid = isFree(wanted) ? wanted : `Model${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}`;
    let name = used.take(valid);
    while (!isFree(name)) name = used.take(valid);
    names.set(key, name);
  }
  return names;
}
