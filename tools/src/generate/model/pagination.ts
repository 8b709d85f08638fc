import { declaredProperties, deref } from '../openapi/declared.js';
import type { OpenApiDocument, Operation, Schema } from '../openapi/document.js';
import { keysOf } from '../openapi/json.js';
import { isJson } from '../openapi/media-type.js';
import type { ParameterModel } from './parameters.js';
import type { ResponsesModel } from './responses.js';

/** How the pages of a list follow each other. Places in a response are the unescaped keys that lead there. */
export interface PaginationModel {
  readonly by: 'record' | 'page' | 'cursor';
  /** The members of the request that say where a page begins. */
  readonly at: readonly string[];
  /** The members that say how many come per page. */
  readonly limit: readonly string[] | undefined;
  /** The number of the first record or page. */
  readonly first: number;
  /** Where the next cursor is, or the URL that has it. */
  readonly next: readonly string[] | undefined;
  /** The parameter of that URL which is the cursor. */
  readonly inUrl: string | undefined;
  readonly items: readonly string[];
  readonly more: readonly string[] | undefined;
  readonly total: readonly string[] | undefined;
  readonly pages: readonly string[] | undefined;
  /** What an item can be, once for each success and each part of one; `undefined` where the description does not say. */
  readonly itemSchemas: readonly (Schema | undefined)[];
}

export function paginationModel(
  document: OpenApiDocument,
  operation: Operation,
  parameters: readonly ParameterModel[],
  { results }: ResponsesModel,
): PaginationModel | undefined {
  const pagination = operation['x-pagination'];
  if (pagination === undefined) return undefined;
  const { record, page, cursor, limit, first = 1, next, nextUrl, items, more, total, pages } = pagination;
  const place = (pointer: string | undefined) => (pointer === undefined ? undefined : keysOf(pointer));
  const bodies = results.flatMap(({ contents }) =>
    contents.flatMap(({ mediaType, schema }) => (isJson(mediaType) && schema !== undefined ? [schema] : [])),
  );
  return {
    by: record !== undefined ? 'record' : page !== undefined ? 'page' : 'cursor',
    at: requestKeys(parameters, record ?? page ?? cursor ?? ''),
    limit: limit === undefined ? undefined : requestKeys(parameters, limit),
    first,
    next: place(next ?? nextUrl),
    inUrl: nextUrl === undefined ? undefined : (cursor ?? ''),
    items: keysOf(items),
    more: place(more),
    total: place(total),
    pages: place(pages),
    itemSchemas: bodies.flatMap((schema) =>
      itemSchemas(document, schemasAt(document, schema, keysOf(items))),
    ),
  };
}

/** The members of the request object that a parameter, or a place in the body, is given by. */
function requestKeys(parameters: readonly ParameterModel[], name: string): string[] {
  if (name.startsWith('/')) return ['body', ...keysOf(name)];
  const found = parameters.find(({ parameter }) => parameter.in === 'query' && parameter.name === name);
  return [found?.key ?? name];
}

function schemasAt(document: OpenApiDocument, schema: Schema, keys: readonly string[]): Schema[] {
  return keys.reduce<Schema[]>(
    // Each once: a place that two parts describe would count twice at each level.
    (schemas, key) => [
      ...new Set(
        schemas.flatMap((one) => [...declaredProperties(document, one, key)].map((found) => found.schema)),
      ),
    ],
    [schema],
  );
}

/** What the lists hold; and what may stand alone in the place of one. */
function itemSchemas(document: OpenApiDocument, schemas: readonly Schema[]): (Schema | undefined)[] {
  return schemas.flatMap((schema): (Schema | undefined)[] => {
    const { allOf = [], oneOf = [], anyOf = [], items, type } = deref(document, schema) ?? {};
    if (items !== undefined) return [typeof items === 'object' ? items : undefined];
    const parts = [...oneOf, ...anyOf];
    if (parts.length > 0) return itemSchemas(document, parts);
    if (allOf.length === 1) return itemSchemas(document, allOf);
    return type === 'null' ? [] : [schema];
  });
}
