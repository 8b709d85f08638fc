import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { discriminatorMapping } from '../../src/generate/normalise/discriminator-mapping.js';
import { hoistInlineSchemas } from '../../src/generate/normalise/hoist-inline-schemas.js';
import { int64 } from '../../src/generate/normalise/int64.js';
import { nameSchemas } from '../../src/generate/normalise/name-schemas.js';
import { resolveSchemaRefs } from '../../src/generate/normalise/resolve-schema-refs.js';
import type { OpenApiDocument } from '../../src/generate/openapi/document.js';

export function textOf(file: string): string {
  return readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
}

/** A document of triggers as the preparation hands it to the printer. */
export function prepared(file: string): OpenApiDocument {
  const document = parse(textOf(file)) as OpenApiDocument;
  for (const transform of [
    resolveSchemaRefs,
    discriminatorMapping,
    hoistInlineSchemas,
    nameSchemas(new Set()),
    int64,
  ]) {
    transform.apply(document, () => {});
  }
  return document;
}
