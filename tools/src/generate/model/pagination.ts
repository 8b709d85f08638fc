import { type Code, distinct, join, ts } from '../../print/code.js';
import { commentLines, type Paragraph, Tag } from '../../print/comment.js';
import { identifier, literal, literals, objectLiteral, textLiteral } from '../../print/literal.js';
import { prose } from '../../print/prose.js';
import { functionOf } from '../normalise/name-operations.js';
import { declaredProperties, deref } from '../openapi/declared.js';
import type { OpenApiDocument, Operation, Pagination, Schema } from '../openapi/document.js';
import { keysOf } from '../openapi/json.js';
import { isJson } from '../openapi/media-type.js';
import type { TypeOf } from './body.js';
import type { CarriedParameter } from './parameters.js';

/** What the template prints for an operation whose answers are pages of a list. */
export interface CarriedPagination {
  /** The type of an item. */
  readonly item: Code;
  /** The runtime's PaginationRule. */
  readonly rule: Code;
  /** The documentation of the function that reads all pages. */
  readonly text: Code[];
}

export function carryPagination(
  document: OpenApiDocument,
  operation: Operation,
  parameters: readonly CarriedParameter[],
  types: TypeOf,
): CarriedPagination | undefined {
  const pagination = operation['x-pagination'];
  if (pagination === undefined) return undefined;
  const keysIn = (name: string): string[] => requestKeys(parameters, name);
  const items = bodiesOf(operation).flatMap((schema) =>
    itemTypes(document, schemasAt(document, schema, keysOf(pagination.items)), types),
  );
  return {
    item: items.length === 0 ? ts`unknown` : join(distinct(items), ts` | `),
    rule: objectLiteral(printRule(pagination, keysIn)),
    text: commentLines(...textOf(operation, pagination, keysIn)),
  };
}

function printRule(pagination: Pagination, keysIn: (name: string) => string[]): Code[] {
  const { record, page, cursor, first = 1, next, nextUrl } = pagination;
  const by = record !== undefined ? 'record' : page !== undefined ? 'page' : 'cursor';
  const at = keysIn(record ?? page ?? cursor ?? '');
  const places = (['items', 'more', 'total', 'pages'] as const).flatMap((name) => {
    const pointer = pagination[name];
    return pointer === undefined ? [] : [ts`${identifier(name)}: ${literals(keysOf(pointer))}`];
  });
  const link = next ?? nextUrl;
  return [
    ts`by: ${literal(by)}`,
    ts`at: ${literals(at)}`,
    ...(first === 1 ? [] : [ts`first: ${literal(first)}`]),
    ...(link === undefined ? [] : [ts`next: ${literals(keysOf(link))}`]),
    ...(nextUrl === undefined ? [] : [ts`inUrl: ${textLiteral(cursor ?? '')}`]),
    ...places,
  ];
}

function textOf(
  operation: Operation,
  { record, page, cursor, limit }: Pagination,
  keysIn: (name: string) => string[],
): Paragraph[] {
  const member = (name: string): string => prose`\`${keysIn(name).join('.')}\``;
  const beginning = member(record ?? page ?? cursor ?? '');
  const size = limit === undefined ? '' : prose`, and ${member(limit)} how many come per page`;
  return [
    prose`All that \`${functionOf(operation)}\` answers, item by item; \`pages()\` of it goes page by page.`,
    prose`Nothing is sent before the first is asked for, and each page when it is needed. ${beginning} says where to begin${size}.`,
    Tag.throws(
      'PaginationError, from the loop, when an answer leads nowhere; each call throws what it throws alone.',
    ),
  ];
}

/** The members of the request object that a parameter, or a place in the body, is given by. */
function requestKeys(parameters: readonly CarriedParameter[], name: string): string[] {
  if (name.startsWith('/')) return ['body', ...keysOf(name)];
  const found = parameters.find(({ parameter }) => parameter.in === 'query' && parameter.name === name);
  return [found?.key ?? name];
}

/** The JSON bodies of all successes. */
function bodiesOf({ responses = {} }: Operation): Schema[] {
  const statuses = Object.keys(responses).filter((status) => /^2/.test(status));
  return (statuses.length > 0 ? statuses : ['default']).flatMap((status) =>
    Object.entries(responses[status]?.content ?? {}).flatMap(([type, { schema }]) =>
      isJson(type) && schema !== undefined ? [schema] : [],
    ),
  );
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
function itemTypes(document: OpenApiDocument, schemas: readonly Schema[], types: TypeOf): Code[] {
  return schemas.flatMap((schema): Code[] => {
    const target = deref(document, schema) ?? {};
    const { allOf = [], oneOf = [], anyOf = [], items, type } = target;
    if (items !== undefined) return [typeof items === 'object' ? types.print(items) : ts`unknown`];
    const parts = [...oneOf, ...anyOf];
    if (parts.length > 0) return itemTypes(document, parts, types);
    if (allOf.length === 1) return itemTypes(document, allOf, types);
    return type === 'null' ? [] : [types.print(schema)];
  });
}
