import { type Code, empty, imported, join, ts } from '../../print/code.js';
import { identifier } from '../../print/literal.js';
import { printedAt } from '../../print/place.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { child } from '../openapi/json.js';
import { schemaComment } from './comment.js';
import { schemaType, type TypeNames } from './schema-type.js';
import { broken, plain, type TypeText } from './type-text.js';

export interface PrintedTypes {
  /** `models/index.ts`, without a header. */
  readonly models: Code;
  /** How many types it exports. */
  readonly count: number;
  /** The type of a schema that has no name. */
  print(schema: Schema, names?: TypeNames): Code;
}

/** As the models call each other. */
const own: TypeNames = { model: identifier, int64: imported('Int64') };

/** As the API files call them. */
export const throughImports: TypeNames = {
  model: (name) => ts`${imported('models')}.${identifier(name)}`,
  int64: ts`${imported('runtime')}.Int64`,
};

const width = 110;

/**
 * Prints every component schema of a prepared document as an exported type: an interface where it is an object,
 * else an alias. Types only, nothing for run time. Component names must be identifiers (`name-schemas`).
 *
 * @throws SpecError for a value that no type can be made of, with its place.
 */
export function printTypes(document: OpenApiDocument): PrintedTypes {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const declarations = schemas.map(([name, schema]) =>
    printedAt(child('/components/schemas', name), () => {
      const type = schemaType(document, schema, own);
      return ts`${schemaComment(schema)}${declaration(name, type)}`;
    }),
  );
  const body = declarations.length === 0 ? ts`export {};\n` : join(declarations, ts`\n`);
  const start = body.uses.has('Int64') ? ts`import type { Int64 } from '@acme/fetch-runtime';\n\n` : empty;
  return {
    models: ts`${start}${body}`,
    count: declarations.length,
    print: (schema, names = own) => plain(schemaType(document, schema, names)),
  };
}

function declaration(name: string, type: TypeText): Code {
  if (type.isBody === true) return ts`export interface ${identifier(name)} ${plain(type)}\n`;
  return ts`export type ${identifier(name)} =${broken(type, width - 'export type  = ;'.length - name.length)};\n`;
}
