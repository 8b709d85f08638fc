import { type Code, distinct, isSame, join, ts } from '../../print/code.js';
import type { ContentModel } from '../model/body.js';
import type { PaginationModel } from '../model/pagination.js';
import type { ParameterModel } from '../model/parameters.js';
import type { ReadModel, StatusModel } from '../model/responses.js';
import type { Schema } from '../openapi/document.js';
import type { PrintType } from './printer.js';
import { runtime } from './runtime.js';

const undefinedType = ts`undefined`;

/** The type of a request body in one media type. */
export function bodyType({ encode, schema, refusesNull }: ContentModel, print: PrintType): Code {
  switch (encode) {
    case 'urlencodedBody':
    case 'urlencodedPrimitiveBody':
      return formType(schema, refusesNull, ts`URLSearchParams`, print);
    case 'multipartBody':
      return formType(schema, refusesNull, ts`FormData`, print);
    case 'binaryBody':
      return runtime('BinaryBody');
    case 'textBody':
      return schema === undefined ? ts`string` : sentType(schema, refusesNull, print);
    default:
      return schemaOr(schema, print);
  }
}

/** A form can also be given ready to be sent. */
function formType(schema: Schema | undefined, refusesNull: boolean, ready: Code, print: PrintType): Code {
  return schema === undefined ? ready : ts`${sentType(schema, refusesNull, print)} | ${ready}`;
}

/** The type of a parameter. */
export function parameterType({ schema, refusesNull }: ParameterModel, print: PrintType): Code {
  return schema === undefined ? ts`unknown` : sentType(schema, refusesNull, print);
}

function sentType(schema: Schema, refusesNull: boolean, print: PrintType): Code {
  return refusesNull ? ts`NonNullable<${print(schema)}>` : print(schema);
}

/** The type of what may have no schema. */
export function schemaOr(schema: Schema | undefined, print: PrintType): Code {
  return schema === undefined ? ts`unknown` : print(schema);
}

/** What the bodies of the given successes are; `void` where none has one. */
export function resultType(results: readonly StatusModel[], print: PrintType): Code {
  return union(
    results.flatMap((status) => resultTypes(status, print)),
    ts`void`,
  );
}

/** What the body of a status is as an error; `unknown` where the description does not say. */
export function errorType({ contents, hasContent, errorWhen }: StatusModel, print: PrintType): Code {
  if (errorWhen?.schema !== undefined) return print(errorWhen.schema);
  return union(readTypes(contents, print), hasContent ? ts`unknown` : undefinedType);
}

/** What an item of a list is that comes in pages. */
export function itemType({ itemSchemas }: PaginationModel, print: PrintType): Code {
  const types = itemSchemas.map((schema) => schemaOr(schema, print));
  return types.length === 0 ? ts`unknown` : join(distinct(types), ts` | `);
}

/** Without the errors that are a type of their own. */
function resultTypes({ contents, errorWhen }: StatusModel, print: PrintType): Code[] {
  const all = readTypes(contents, print);
  if (errorWhen?.schema === undefined) return all;
  const error = print(errorWhen.schema);
  return all.map((type) => ts`Exclude<${type}, ${error}>`);
}

/** A response without content is `undefined`. */
function readTypes(contents: readonly ReadModel[], print: PrintType): Code[] {
  return contents.length === 0 ? [undefinedType] : contents.map((content) => readType(content, print));
}

function readType({ read, schema }: ReadModel, print: PrintType): Code {
  if (read === 'blob') return ts`Blob`;
  if (read === 'text') return schema === undefined ? ts`string` : print(schema);
  return schemaOr(schema, print);
}

function union(types: readonly Code[], none: Code): Code {
  if (types.every((type) => isSame(type, undefinedType))) return none;
  return join(distinct(types), ts` | `);
}
