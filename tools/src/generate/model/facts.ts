import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { int64Holder, int64Schemas } from './int64.js';
import { openEnums } from './open-enums.js';

/** What is known of the schemas of a description beyond what they say. */
export interface SchemaFacts {
  /** Integers that may not fit a JavaScript number. */
  readonly int64: ReadonlySet<Schema>;
  /** Enums of which a server may know more values. */
  readonly openEnums: ReadonlySet<Schema>;
  /** Whether a value of the schema can hold one of the integers of `int64`. */
  holdsInt64(schema: Schema): boolean;
}

export function schemaFacts(document: OpenApiDocument): SchemaFacts {
  const int64 = int64Schemas(document);
  return { int64, openEnums: openEnums(document), holdsInt64: int64Holder(document, int64) };
}
