import { codeSpan, codeValue, type Inline, joined, listed, markdownText, md } from '../../print/markdown.js';
import { beginningOf } from '../../shared/text.js';
import type { ApiModel } from '../model/model.js';
import type { Schema } from '../openapi/document.js';
import { bounds } from '../types/comment.js';
import { keyword, type Shape, shapeOf } from './flat-schema.js';

const shownValues = 24;
const shownLength = 80;
/** Whoever refers to a schema shows what it says: its own page has all of a longer text. */
const longestFact = 500;

const limits: typeof bounds = [
  ...bounds,
  ['minProperties', 'minimum properties'],
  ['maxProperties', 'maximum properties'],
];

/** What a parameter says itself, which goes before what its schema says. */
export interface Said {
  readonly example?: unknown;
  readonly deprecated?: boolean;
}

/** What a schema says of its values beside their type, each as Markdown of one line. */
export function factsOf(model: ApiModel, schema: Schema, said: Said = {}): Inline[] {
  const shape = shapeOf(model.document, schema);
  const item = shape.types.has('array') ? keyword(shape, 'items') : undefined;
  const ofItems = typeof item === 'object' ? valueFacts(shapeOf(model.document, item), model) : [];
  const example = said.example ?? keyword(shape, 'example') ?? keyword(shape, 'examples')?.[0];
  return [
    ...(shape.nullable ? [md`nullable`] : []),
    ...(keyword(shape, 'readOnly') === true ? [md`read-only`] : []),
    ...(keyword(shape, 'writeOnly') === true ? [md`write-only`] : []),
    ...(said.deprecated === true || keyword(shape, 'deprecated') === true ? [md`**deprecated**`] : []),
    ...valueFacts(shape, model),
    ...ofItems.map((fact) => md`each: ${fact}`),
    ...valueFact(md`default`, keyword(shape, 'default')),
    ...exampleFact(example),
  ];
}

/** A value that is short enough to be shown on a line. */
export function valueFact(word: Inline, value: unknown): Inline[] {
  return value !== undefined && isShort(value) ? [md`${word} ${codeValue(value)}`] : [];
}

const short = new WeakMap<object, boolean>();

/** Whether a value takes little room; found once for an object, which many may refer to. */
function isShort(value: unknown): boolean {
  if (typeof value === 'string' && value.length > shownLength) return false;
  const found = typeof value === 'object' && value !== null ? short.get(value) : undefined;
  if (found !== undefined) return found;
  const fits = JSON.stringify(value).length <= shownLength;
  if (typeof value === 'object' && value !== null) short.set(value, fits);
  return fits;
}

/** A value as code, the end of a long one left out. */
function shownValue(value: unknown): Inline {
  if (isShort(value)) return codeValue(value);
  return codeSpan(beginningOf(typeof value === 'string' ? value : JSON.stringify(value), longestFact));
}

/** An object has its example on the page of its model. */
function exampleFact(value: unknown): Inline[] {
  return typeof value === 'object' && !Array.isArray(value) ? [] : valueFact(md`example`, value);
}

function valueFacts(shape: Shape, { facts }: ApiModel): Inline[] {
  const format = keyword(shape, 'format');
  const constant = keyword(shape, 'const');
  const values = enumOf(keyword(shape, 'enum'));
  const isInt64 = shape.parts.some((part) => facts.int64.has(part));
  const isOpen = shape.parts.some((part) => facts.openEnums.has(part));
  return [
    ...(typeof format === 'string'
      ? [
          isInt64
            ? md`format ${codeSpan(format)}, a \`bigint\` beyond 2^53`
            : md`format ${shownValue(format)}`,
        ]
      : []),
    ...(constant === undefined ? [] : [md`always ${shownValue(constant)}`]),
    ...enumFact(values, isOpen),
    ...limits.flatMap(([key, words]) => limitFact(key, words, keyword(shape, key))),
    ...(keyword(shape, 'uniqueItems') === true ? [md`no item twice`] : []),
  ];
}

const enums = new WeakMap<readonly unknown[], readonly unknown[]>();

/** The values but `null`; found once for each enum. */
function enumOf(values: readonly unknown[] | undefined): readonly unknown[] {
  if (values === undefined) return [];
  const found = enums.get(values) ?? values.filter((value) => value !== null);
  enums.set(values, found);
  return found;
}

function enumFact(values: readonly unknown[], isOpen: boolean): Inline[] {
  if (values.length === 0) return [];
  if (values.length === 1) return [md`always ${shownValue(values[0])}`];
  const shown = values.slice(0, shownValues).map(shownValue);
  const rest = values.length - shown.length;
  if (rest > 0) return [md`one of ${joined(shown, ', ')} and ${numeral(rest)} more`];
  const oneOf = md`one of ${listed(shown, 'or')}`;
  return [isOpen ? md`${oneOf}; a server may add others` : oneOf];
}

function limitFact(key: keyof Schema, words: string, limit: unknown): Inline[] {
  const named = markdownText(words);
  if (limit === true)
    return [key === 'exclusiveMinimum' ? md`${named} the minimum` : md`${named} the maximum`];
  if (typeof limit === 'number') return [md`${named} ${numeral(limit)}`];
  return typeof limit === 'string' ? [md`${named} ${shownValue(limit)}`] : [];
}

/** A number as text. */
function numeral(value: number): Inline {
  return markdownText(JSON.stringify(value));
}
