import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { schemaFacts } from '../../src/generate/model/facts.js';
import { discriminatorMapping } from '../../src/generate/normalise/discriminator-mapping.js';
import { hoistInlineSchemas } from '../../src/generate/normalise/hoist-inline-schemas.js';
import { nameSchemas } from '../../src/generate/normalise/name-schemas.js';
import { resolveSchemaRefs } from '../../src/generate/normalise/resolve-schema-refs.js';
import type { OpenApiDocument } from '../../src/generate/openapi/document.js';
import { allSchemas } from '../../src/generate/openapi/roots.js';
import { printModels } from '../../src/generate/types/models.js';
import { sourceOf } from '../../src/print/code.js';

export function textOf(file: string): string {
  return readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
}

/** A document of triggers as it is printed. */
export function normalised(file: string): OpenApiDocument {
  const document = parse(textOf(file)) as OpenApiDocument;
  for (const transform of [
    resolveSchemaRefs,
    discriminatorMapping,
    hoistInlineSchemas(new Map()),
    nameSchemas(new Set()),
  ]) {
    transform.apply(document, () => {});
  }
  return document;
}

/** `models/index.ts` of a document; `x-open-enum` there says which enums a response holds. */
export function modelsOf(document: OpenApiDocument): string {
  const open = [...allSchemas(document)].filter((schema) => schema['x-open-enum'] === true);
  const facts = { ...schemaFacts(document), openEnums: new Set(open) };
  return sourceOf(printModels({ document, schemas: document.components?.schemas ?? {}, facts }));
}
