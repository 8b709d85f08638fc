import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { type BinaryForms, binaryForms } from './binary-forms.js';
import { schemaHolder } from './holder.js';
import { int64Schemas } from './int64.js';
import { openEnums } from './open-enums.js';
import { isSecret, showsCredential } from './secrets.js';

/** What is known of the schemas of a description beyond what they say. */
export interface SchemaFacts {
  /** Integers that may not fit a JavaScript number. */
  readonly int64: ReadonlySet<Schema>;
  /** Enums of which a server may know more values. */
  readonly openEnums: ReadonlySet<Schema>;
  /** Where bytes are files, and where they are text. */
  readonly binaryForms: BinaryForms;
  /** Whether a value of the schema can hold one of the integers of `int64`: its body is read and written with care for the digits. */
  holdsInt64(schema: Schema): boolean;
  /** Whether it can hold a text of `format: password`. */
  holdsSecret(schema: Schema): boolean;
  /** Whether it can hold a credential, by its format or its name: then nothing that prints it is shown as an example. */
  holdsCredential(schema: Schema): boolean;
}

export function schemaFacts(document: OpenApiDocument): SchemaFacts {
  const int64 = int64Schemas(document);
  return {
    int64,
    openEnums: openEnums(document),
    binaryForms: binaryForms(document),
    holdsInt64: schemaHolder(document, (schema) => int64.has(schema)),
    holdsSecret: schemaHolder(document, isSecret),
    holdsCredential: schemaHolder(document, (schema) => showsCredential(document, schema)),
  };
}
