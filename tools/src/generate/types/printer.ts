import type { Code } from '../../print/code.js';
import type { ApiModel } from '../model/model.js';
import type { Schema } from '../openapi/document.js';
import type { TypeNames } from './names.js';
import { schemaType } from './schema-type.js';
import { plain } from './type-text.js';

/** The TypeScript type of a schema. */
export type PrintType = (schema: Schema) => Code;

/** Prints types with the given names, each once, as several places ask for the same. */
export function typePrinter(
  { document, facts }: Pick<ApiModel, 'document' | 'facts'>,
  names: TypeNames,
): PrintType {
  const printed = new WeakMap<Schema, Code>();
  return (schema) => {
    // `true` and `false` are schemas of OpenAPI 3.1: what they give is not remembered.
    if (typeof schema !== 'object') return plain(schemaType(schema, { document, facts, names }));
    const found = printed.get(schema);
    if (found !== undefined) return found;
    const type = plain(schemaType(schema, { document, facts, names }));
    printed.set(schema, type);
    return type;
  };
}
