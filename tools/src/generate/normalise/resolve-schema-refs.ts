import { NameSet } from '../../print/free-names.js';
import { pascalCase } from '../../print/words.js';
import { SpecError } from '../../shared/spec-error.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { shown } from '../openapi/json.js';
import { isJsonSchema, own, refName, schemaRef, target, unescapeSegment } from '../openapi/refs.js';
import { allSchemas, roots } from '../openapi/roots.js';
import { composedOf, type Slot, slot } from '../openapi/slots.js';
import { splitParents } from './parents.js';
import { childName } from './schema-names.js';
import type { Transform } from './transform.js';

/** A schema reference that leads nowhere, outside the document, or back to itself. */
function schemaRefError(code: 'unresolved-schema-ref' | 'circular-schema-ref', ref: string): SpecError {
  return new SpecError(
    code,
    code === 'unresolved-schema-ref'
      ? `The reference ${shown(ref)} leads to no schema of this document: correct it, or put the schema into components/schemas.`
      : `The schema ${shown(ref)} is only a reference to itself: describe it by type, properties or items.`,
  );
}

/** What may stand beside a reference without changing its meaning. */
const docs = ['$ref', 'description', 'deprecated'];

/**
 * Leaves only references to `#/components/schemas/<name>`. A schema that is referenced where it stands
 * elsewhere becomes a component, named by that place.
 *
 * Siblings of `$ref`: OpenAPI 3.0 says they are ignored; description and deprecated are kept for the docs, and
 * `nullable` because authors mean it. In 3.1 (JSON Schema 2020-12) they count and become an `allOf`.
 * @throws SpecError `unresolved-schema-ref` or `circular-schema-ref`
 */
export const resolveSchemaRefs: Transform = {
  name: 'resolve-schema-refs',
  apply(document, report) {
    const names = new NameSet(Object.keys(document.components?.schemas ?? {}));
    const starts = startsOf(document);
    for (const schema of [...allSchemas(document)]) {
      if (schema.$ref === undefined) continue;
      const ref = schema.$ref;
      if (refName(ref) === undefined) {
        schema.$ref = schemaRef(hoistTarget(document, ref, names, starts));
        report(`${ref} is now ${schema.$ref}`);
      } else if (target(document, ref) === undefined) {
        throw schemaRefError('unresolved-schema-ref', ref);
      }
      settleSiblings(schema, isJsonSchema(document), report);
    }
    splitParents(document, report);
    for (const name of Object.keys(document.components?.schemas ?? {})) refuseCircle(document, name);
  },
};

/** Makes a component of what the pointer names and returns the component's name. */
function hoistTarget(document: OpenApiDocument, ref: string, names: NameSet, starts: Starts): string {
  const { found, name } = locate(document, ref, starts);
  // The place may already be a reference: to a component another odd reference made, or by its author.
  const existing = refName(found.schema.$ref);
  if (existing !== undefined && Object.keys(found.schema).every((key) => docs.includes(key))) return existing;
  const component = names.take(name);
  document.components ??= {};
  document.components.schemas ??= {};
  document.components.schemas[component] = found.schema;
  const reference = { $ref: schemaRef(component) };
  found.replace(reference);
  const start = starts.get(found.schema);
  if (start !== undefined) starts.set(reference, start);
  starts.set(found.schema, pascalCase(component));
  return component;
}

/** Schemas whose name is known: what stands within one is called after it. */
type Starts = Map<unknown, string>;

function startsOf(document: OpenApiDocument): Starts {
  const starts: Starts = new Map(Array.from(roots(document), (root) => [root.schema, root.name]));
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {}))
    starts.set(schema, pascalCase(name));
  return starts;
}

/** What a pointer (RFC 6901) names, and a name for it by the operation or component it is in. */
function locate(document: OpenApiDocument, ref: string, starts: Starts): { found: Slot; name: string } {
  const segments = ref.startsWith('#/') ? ref.slice(2).split('/').map(unescapeSegment) : [];
  let name = pascalCase(segments.at(-1) ?? '') || 'Schema';
  let found: Slot | undefined;
  let node: unknown = document;
  for (const [index, segment] of segments.entries()) {
    const holder = followed(document, node);
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, segment)) break;
    node = (holder as Record<string, unknown>)[segment];
    const start = starts.get(node);
    if (start !== undefined) name = nameWithin(start, segments.slice(index + 1));
    if (index === segments.length - 1) found = slot(holder, segment);
  }
  if (found === undefined) throw schemaRefError('unresolved-schema-ref', ref);
  return { found, name };
}

/** Where a node is itself a reference to a component, what that means. */
function followed(document: OpenApiDocument, node: unknown): unknown {
  const ref = typeof node === 'object' && node !== null ? (node as Schema).$ref : undefined;
  return typeof ref === 'string' ? (target(document, ref) ?? node) : node;
}

function nameWithin(base: string, segments: readonly string[]): string {
  let name = base;
  for (let index = 0; index < segments.length; index += 1) {
    const keyword = segments[index]!;
    const keyed = /^(properties|patternProperties|\$defs|definitions|allOf|oneOf|anyOf|prefixItems)$/.test(
      keyword,
    );
    name = childName(name, keyword, keyed ? (segments[index + 1] ?? '') : '');
    if (keyed) index += 1;
  }
  return name;
}

function settleSiblings(schema: Schema, jsonSchema: boolean, report: (line: string) => void): void {
  const ref = schema.$ref!;
  const siblings = Object.keys(schema).filter((key) => !docs.includes(key));
  const wrapped = schema.nullable === true || (jsonSchema && siblings.length > 0);
  const ignored = jsonSchema ? [] : siblings.filter((key) => key !== 'nullable');
  for (const key of ignored) delete (schema as Record<string, unknown>)[key];
  if (ignored.length > 0) report(`${ignored.join(', ')} beside ${ref}: ignored, as OpenAPI 3.0 says`);
  if (!wrapped) return;
  delete schema.$ref;
  schema.allOf = [{ $ref: ref }, ...(schema.allOf ?? [])];
  report(`siblings of ${ref}: now an allOf`);
}

/** A name that means only itself, through references and compositions, has no type. */
function refuseCircle(document: OpenApiDocument, start: string): void {
  const seen = new Set<Schema>();
  const visit = (schema: Schema): void => {
    if (seen.has(schema)) return;
    seen.add(schema);
    if (refName(schema.$ref) === start) throw schemaRefError('circular-schema-ref', schemaRef(start));
    const next = target(document, schema.$ref);
    if (next !== undefined) visit(next);
    for (const part of composedOf(schema)) visit(part);
  };
  visit(own(document.components?.schemas, start)!);
}
