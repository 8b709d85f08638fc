import { NameSet } from '../../print/free-names.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { addHolders } from '../openapi/holders.js';
import { own, renameRefs } from '../openapi/refs.js';
import { allSchemas, type Direction, roots } from '../openapi/roots.js';
import { within } from '../openapi/slots.js';
import { filter, losesMember, refsWithin } from './left-out.js';
import type { Transform } from './transform.js';

/**
 * Leaves `readOnly` members out of requests and `writeOnly` members out of responses (OpenAPI 3.0.3, Schema Object).
 * A schema that differs between the two becomes `X` (as it is read) and `XInput` (as it is written); a schema used
 * in one direction only is filtered; one that no operation uses stays.
 */
export const splitReadWrite: Transform = {
  name: 'split-read-write',
  apply(document, report) {
    const marked = [...allSchemas(document)].some(
      (schema) => schema.readOnly === true || schema.writeOnly === true,
    );
    if (!marked) return;
    const schemas = document.components?.schemas ?? {};
    const original: OpenApiDocument = { ...document, components: { schemas: structuredClone(schemas) } };
    const written = usedBy(original, 'request');
    const read = usedBy(original, 'response');
    const inputs = inputNames(original, written, read);
    const write = (schema: Schema): void => {
      filter(original, schema, 'request');
      for (const inner of within(schema)) renameRefs(original, inner, (name) => inputs.get(name) ?? name);
    };
    const result: [string, Schema][] = [];
    for (const [name, schema] of Object.entries(schemas)) {
      result.push([name, schema]);
      const input = inputs.get(name);
      if (input !== undefined) {
        const copy = structuredClone(schema);
        write(copy);
        result.push([input, copy]);
        report(`${name} is read, ${input} is written`);
      } else if (written.has(name)) {
        write(schema);
      }
      if (read.has(name)) filter(original, schema, 'response');
    }
    for (const root of roots(document)) {
      if (root.direction === 'request') write(root.schema);
      else filter(original, root.schema, 'response');
    }
    document.components = { ...document.components, schemas: Object.fromEntries(result) };
  },
};

/** Components that one direction can hold; what lies behind a left-out member does not count. */
function usedBy(document: OpenApiDocument, direction: Direction): Set<string> {
  const used = new Set<string>();
  for (const root of roots(document)) {
    if (root.direction !== direction) continue;
    for (const name of refsWithin(document, root.schema, direction)) used.add(name);
  }
  // Grows while it is read; a recursion could be as deep as the document is long.
  for (const name of used) {
    const schema = own(document.components?.schemas, name);
    if (schema === undefined) continue;
    for (const next of refsWithin(document, schema, direction)) used.add(next);
  }
  return used;
}

/** The components that need a second shape: those that lose a member, and those whose request holds such a one. */
function inputNames(document: OpenApiDocument, written: Set<string>, read: Set<string>): Map<string, string> {
  const schemas = document.components?.schemas ?? {};
  const both = Object.entries(schemas).filter(([name]) => written.has(name) && read.has(name));
  const split = new Set(both.filter(([, schema]) => losesMember(document, schema)).map(([name]) => name));
  const refs = new Map(both.map(([name, schema]) => [name, [...refsWithin(document, schema, 'request')]]));
  addHolders(split, refs);
  const names = new NameSet(Object.keys(schemas));
  return new Map(
    [...refs.keys()].filter((name) => split.has(name)).map((name) => [name, names.take(`${name}Input`)]),
  );
}
