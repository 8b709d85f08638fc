import type { OpenApiDocument, Schema } from '../openapi.js';
import { bounds } from '../types/comment.js';
import { code, listed } from './markdown.js';
import { keyword, type Shape, shapeOf } from './shape.js';

const shownValues = 24;
const shownLength = 80;

const limits: typeof bounds = [
  ...bounds,
  ['minProperties', 'minimum properties'],
  ['maxProperties', 'maximum properties'],
];

/** What a schema says of its values beside their type, each as Markdown of one line. */
export function factsOf(document: OpenApiDocument, schema: Schema): string[] {
  const shape = shapeOf(document, schema);
  const item = shape.types.has('array') ? keyword(shape, 'items') : undefined;
  const ofItems = typeof item === 'object' ? valueFacts(shapeOf(document, item)) : [];
  return [
    ...(shape.nullable ? ['nullable'] : []),
    ...(keyword(shape, 'readOnly') === true ? ['read-only'] : []),
    ...(keyword(shape, 'writeOnly') === true ? ['write-only'] : []),
    ...(schema.deprecated === true || keyword(shape, 'deprecated') === true ? ['**deprecated**'] : []),
    ...valueFacts(shape),
    ...ofItems.map((fact) => `each: ${fact}`),
    ...valueFact('default', keyword(shape, 'default')),
    ...exampleFact(keyword(shape, 'example') ?? keyword(shape, 'examples')?.[0]),
  ];
}

/** A value that is short enough to be shown on a line. */
export function valueFact(word: string, value: unknown): string[] {
  const shown = value === undefined ? '' : JSON.stringify(value);
  return shown === '' || shown.length > shownLength ? [] : [`${word} ${code(plainValue(value))}`];
}

/** An object has its example on the page of its model. */
function exampleFact(value: unknown): string[] {
  return typeof value === 'object' && !Array.isArray(value) ? [] : valueFact('example', value);
}

function valueFacts(shape: Shape): string[] {
  const format = keyword(shape, 'format');
  const constant = keyword(shape, 'const');
  const values = keyword(shape, 'enum')?.filter((value) => value !== null) ?? [];
  const isInt64 = keyword(shape, 'x-int64') === true;
  return [
    ...(typeof format === 'string'
      ? [`format ${code(format)}${isInt64 ? ', a `bigint` beyond 2^53' : ''}`]
      : []),
    ...(constant === undefined ? [] : [`always ${code(plainValue(constant))}`]),
    ...enumFact(values, keyword(shape, 'x-open-enum') === true),
    ...limits.flatMap(([key, words]) => limitFact(key, words, keyword(shape, key))),
    ...(keyword(shape, 'uniqueItems') === true ? ['no item twice'] : []),
  ];
}

function enumFact(values: readonly unknown[], isOpen: boolean): string[] {
  if (values.length === 0) return [];
  if (values.length === 1) return [`always ${code(plainValue(values[0]))}`];
  const shown = values.slice(0, shownValues).map((value) => code(plainValue(value)));
  const rest = values.length - shown.length;
  if (rest > 0) return [`one of ${shown.join(', ')} and ${rest} more`];
  return [`one of ${listed(shown, 'or')}${isOpen ? '; a server may add others' : ''}`];
}

function limitFact(key: keyof Schema, words: string, limit: unknown): string[] {
  if (limit === true) return [`${words} the ${key === 'exclusiveMinimum' ? 'minimum' : 'maximum'}`];
  if (typeof limit === 'number') return [`${words} ${limit}`];
  return typeof limit === 'string' ? [`${words} ${code(limit)}`] : [];
}

/** A text as it is, anything else as JSON. */
export function plainValue(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : (JSON.stringify(value) ?? '');
}
