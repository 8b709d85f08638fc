import type { OpenApiDocument, Schema } from '../openapi.js';
import { comment } from './comment.js';
import { schemaType } from './schema-type.js';
import { broken, plain, type TypeText } from './type-text.js';

export interface PrintedTypes {
  /** The text of `models/index.ts`, without a header. */
  readonly models: string;
  /** How many types it exports. */
  readonly count: number;
  /**
   * The type of a schema that has no name. References get the prefix, such as `models.`; the text may also name
   * `Int64` of `@acme/fetch-runtime`, which the caller imports.
   */
  print(schema: Schema, prefix?: string): string;
}

const width = 110;

/**
 * Prints every component schema of a prepared document as an exported type: an interface where it is an object,
 * else an alias. Types only, nothing for run time. Component names must be identifiers (`name-schemas`).
 */
export function printTypes(document: OpenApiDocument): PrintedTypes {
  let usesInt64 = false;
  const print = (schema: Schema, prefix = ''): TypeText => schemaType(document, schema, prefix);
  const schemas = Object.entries(document.components?.schemas ?? {});
  const declarations = schemas.map(([name, schema]) => {
    const type = print(schema);
    usesInt64 ||= /\bInt64\b/.test(withoutTexts(plain(type)));
    return comment(schema) + declaration(name, type);
  });
  const start = usesInt64 ? ["import type { Int64 } from '@acme/fetch-runtime';\n"] : [];
  return {
    models: [...start, ...(declarations.length === 0 ? ['export {};\n'] : declarations)].join('\n'),
    count: declarations.length,
    print: (schema, prefix) => plain(print(schema, prefix)),
  };
}

function declaration(name: string, type: TypeText): string {
  const text = plain(type);
  if (type.parts.length === 1 && text.startsWith('{\n')) return `export interface ${name} ${text}\n`;
  const aliased = broken(type, width - `export type ${name} = ;`.length);
  return `export type ${name} =${aliased.startsWith('\n') ? '' : ' '}${aliased};\n`;
}

/** Without comments and string literals: a description that mentions a type is not a use of it. */
function withoutTexts(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?(?:\*\/|$)|'(?:[^'\\]|\\.)*'?/g, '');
}
