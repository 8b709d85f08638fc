import type { OpenApiDocument } from '../openapi.js';
import { printTypes } from '../types/print.js';
import { assignTags } from './assign-tags.js';
import { carry } from './carry/index.js';
import { printSecurityFile } from './carry/security.js';
import { printServersFile } from './carry/servers.js';
import { dropIgnoredHeaders } from './drop-ignored-headers.js';
import { flattenPathItems } from './flatten-path-items.js';
import { inlineReferences } from './inline-references.js';
import { nameOperations, typeNamesOf } from './name-operations.js';
import { discriminatorMapping } from './schemas/discriminator-mapping.js';
import { hoistInlineSchemas } from './schemas/hoist-inline-schemas.js';
import { hasInt64, int64 } from './schemas/int64.js';
import { nameSchemas } from './schemas/name-schemas.js';
import { openEnums } from './schemas/open-enums.js';
import { resolveSchemaRefs } from './schemas/resolve-schema-refs.js';
import { splitReadWrite } from './schemas/split-read-write.js';
import type { Transform } from './transform.js';
import { operationsOf } from './walk.js';

/** A description made ready: what the generator reads, and the files that we print ourselves. */
export interface Prepared {
  /** The document for the generator, as plain JSON values. */
  readonly carrier: unknown;
  /** Path below `src/generated` → text. */
  readonly files: Readonly<Record<string, string>>;
  readonly operations: number;
  readonly models: number;
  /** What the transforms did, one line each: `transform: change`. */
  readonly report: readonly string[];
}

/**
 * Normalises a linted description, step by step, and prints its types. `document` is not changed.
 *
 * @param document the description as plain JSON values, every reference within the document.
 */
export function prepare(document: OpenApiDocument): Prepared {
  const copy = structuredClone(document);
  const report: string[] = [];
  const run = (transform: Transform): void =>
    transform.apply(copy, (line) => report.push(`${transform.name}: ${line}`));

  for (const transform of [
    inlineReferences,
    flattenPathItems,
    nameOperations,
    assignTags,
    dropIgnoredHeaders,
  ])
    run(transform);
  for (const transform of [
    resolveSchemaRefs,
    discriminatorMapping,
    hoistInlineSchemas,
    nameSchemas(takenNames(copy)),
    splitReadWrite,
    openEnums,
    int64,
  ]) {
    run(transform);
  }
  const types = printTypes(copy);
  const carrier = carry(copy, {
    print: (schema) => types.print(schema, 'models.'),
    hasInt64: (schema) => hasInt64(schema, copy),
  });
  return {
    carrier,
    files: {
      'models/index.ts': types.models,
      'security.ts': printSecurityFile(copy),
      'servers.ts': printServersFile(copy),
    },
    operations: operationsOf(copy).length,
    models: types.count,
    report,
  };
}

/** The names of the generated API files, which share an index with the models. */
function takenNames(document: OpenApiDocument): ReadonlySet<string> {
  const names = new Set<string>(['servers', 'security']);
  for (const { operation } of operationsOf(document)) {
    for (const name of typeNamesOf(operation)) names.add(name);
    names.add(String(operation['x-function']));
    names.add(`${String(operation['x-function'])}Operation`);
    names.add(`${operation.tags![0]}Api`);
  }
  return names;
}
