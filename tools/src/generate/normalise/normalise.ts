import { prose } from '../../print/prose.js';
import type { OpenApiDocument, Operation } from '../openapi/document.js';
import { operationsOf } from '../openapi/operations.js';
import { assignTags } from './assign-tags.js';
import { discriminatorMapping } from './discriminator-mapping.js';
import { dropExtensions } from './drop-extensions.js';
import { dropIgnoredHeaders } from './drop-ignored-headers.js';
import { flattenPathItems } from './flatten-path-items.js';
import { hoistInlineSchemas } from './hoist-inline-schemas.js';
import { inlineReferences } from './inline-references.js';
import { keepPayloads } from './keep-payloads.js';
import { nameClient } from './name-client.js';
import { nameOperations, type OperationNames, typesOf, valuesOf } from './name-operations.js';
import { nameSchemas } from './name-schemas.js';
import { resolveSchemaRefs } from './resolve-schema-refs.js';
import { splitReadWrite } from './split-read-write.js';
import { indexNames } from './taken-names.js';
import type { Transform } from './transform.js';

/** A description in which everything is said in one way, and everything that gets a name in TypeScript has one. */
export interface Normalised {
  readonly document: OpenApiDocument;
  readonly names: ReadonlyMap<Operation, OperationNames>;
  /** The class that holds the API classes. */
  readonly clientName: string;
  /** What the transforms did, one line each: `transform: change`. */
  readonly report: readonly string[];
}

/**
 * Normalises a linted description, step by step. `document` is not changed.
 *
 * @param document the description as plain JSON values, every reference within the document.
 * @param name what the description is called, such as `commerce-connect`: the client's class is named after it.
 * @throws SpecError for a reference that leads to no schema, or only to itself.
 */
export function normalise(document: OpenApiDocument, name = 'client'): Normalised {
  const copy = structuredClone(document);
  const names = new Map<Operation, OperationNames>();
  const report: string[] = [];
  const run = (transform: Transform): void =>
    transform.apply(copy, (line) => report.push(prose`${transform.name}: ${line}`));

  // References to schemas come first: some point into components that the next step resolves away.
  for (const transform of [
    dropExtensions,
    keepPayloads,
    resolveSchemaRefs,
    inlineReferences,
    flattenPathItems,
  ])
    run(transform);
  for (const transform of [nameOperations(names), assignTags, dropIgnoredHeaders]) run(transform);
  // Schemas are named after the steps that make some, and after mappings are written, whose values are wire names.
  for (const transform of [discriminatorMapping, hoistInlineSchemas(names), splitReadWrite]) run(transform);
  const exported = exportsOf(copy, names);
  const clientName = nameClient(name, exported);
  run(nameSchemas(new Set([...exported, clientName])));
  return { document: copy, names, clientName, report };
}

/** What a client's index exports beside its models. */
function exportsOf(
  document: OpenApiDocument,
  names: ReadonlyMap<Operation, OperationNames>,
): ReadonlySet<string> {
  const exported = new Set<string>(indexNames);
  for (const { operation } of operationsOf(document)) {
    const named = names.get(operation)!;
    const values = valuesOf(named.function, operation['x-pagination'] !== undefined);
    for (const name of [...Object.values(typesOf(named)), ...values]) exported.add(name);
    exported.add(prose`${operation.tags![0]!}Api`);
  }
  return exported;
}
