import * as fc from 'fast-check';
import type { Decoded, Kind, Pair } from './style-decoder.js';

export type Leaf =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'bigint'; readonly value: bigint }
  | { readonly type: 'date'; readonly value: Date };

/** A value with its schema: what a server needs to know to read it back. */
export type Sample =
  | { readonly kind: 'primitive'; readonly leaf: Leaf }
  | { readonly kind: 'array'; readonly leaves: readonly (Leaf | undefined)[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Leaf | undefined])[] };

const delimiters = [...' ,.;=&|+%/?#[]{}"\'\\<>:@!$()*~^`-_\0\t\n\r\x7f'];
const awkward = [
  ...['%2C', '%25', '%zz', '%7C', '%20', '..', '{color}', '{b}', '__proto__', 'constructor', 'a', 'Z', '0'],
  ...['é', 'e\u0301', 'ß', '\u05d0', '\u202e', '\u2028', '\u2029', '\u200d', '\ufeff', '\ufffd', '\uffff'],
  ...['€', '漢', '😀', '👨‍👩‍👧', '\u{10ffff}'],
];

/** Any code point but half a surrogate pair. `unit: 'binary'` does the same, after building a map of 1.6 s. */
export const codePoint: fc.Arbitrary<string> = fc
  .oneof(fc.integer({ min: 0, max: 0xf7ff }), fc.integer({ min: 0, max: 0x10f7ff }))
  .map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));

/** Any Unicode text, rich in what has a meaning in a URL, header or form. Never half of a surrogate pair. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...delimiters, ...awkward) }),
  fc.string({ unit: codePoint }),
  fc.string({ unit: 'grapheme' }),
);

/** Half of a surrogate pair, somewhere in a text. */
export const brokenText: fc.Arbitrary<string> = fc
  .tuple(text, fc.integer({ min: 0xd800, max: 0xdfff }), text)
  .map(([before, unit, after]) => before + String.fromCharCode(unit) + after);

/** What an RFC 9110 §5.5 field value may hold, in the Latin-1 of `fetch`; no white space at the ends. */
export const headerText: fc.Arbitrary<string> = fc
  .string({ unit: fc.oneof(latin1(0x20, 0x7e), latin1(0x80, 0xff), fc.constantFrom(...',=";%\t')) })
  .map((value) => value.replace(/^[\t ]+|[\t ]+$/g, ''));

function latin1(min: number, max: number): fc.Arbitrary<string> {
  return fc.integer({ min, max }).map((code) => String.fromCharCode(code));
}

/** Any primitive. `-0` is left out, as it arrives as 0; so are years that RFC 3339 cannot write. */
export function leafOf(texts: fc.Arbitrary<string>): fc.Arbitrary<Leaf> {
  const number = fc.oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  return fc.oneof(
    { weight: 4, arbitrary: texts.map((value): Leaf => ({ type: 'text', value })) },
    { weight: 1, arbitrary: number.map((value): Leaf => ({ type: 'number', value: value + 0 })) },
    { weight: 1, arbitrary: fc.boolean().map((value): Leaf => ({ type: 'boolean', value })) },
    {
      weight: 1,
      arbitrary: fc
        .bigInt({ min: -(2n ** 80n), max: 2n ** 80n })
        .map((value): Leaf => ({ type: 'bigint', value })),
    },
    { weight: 1, arbitrary: rfc3339Date.map((value): Leaf => ({ type: 'date', value })) },
  );
}

export const rfc3339Date: fc.Arbitrary<Date> = fc.date({
  min: new Date('0000-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

/** Samples of one kind; lists and objects also hold members that are missing. */
export function sampleOf(
  kind: Kind,
  leaf: fc.Arbitrary<Leaf>,
  keys: fc.Arbitrary<string> = text,
): fc.Arbitrary<Sample> {
  if (kind === 'primitive') return leaf.map((it): Sample => ({ kind, leaf: it }));
  const member = fc.option(leaf, { freq: 10, nil: undefined });
  if (kind === 'array') {
    return fc.array(member, { maxLength: 5 }).map((leaves): Sample => ({ kind, leaves }));
  }
  return fc
    .uniqueArray(fc.tuple(keys, member), { maxLength: 5, selector: ([key]) => key })
    .map((members): Sample => ({ kind, members }));
}

/** What the caller of a client gives. */
export function givenOf(sample: Sample): unknown {
  if (sample.kind === 'primitive') return sample.leaf.value;
  if (sample.kind === 'array') return sample.leaves.map((leaf) => leaf?.value ?? null);
  return Object.fromEntries(sample.members.map(([key, leaf]) => [key, leaf?.value]));
}

/** What went in, in the form of `readAs`: missing members are not sent, and of nothing, nothing. */
export function expectedOf(sample: Sample): unknown {
  if (sample.kind === 'primitive') return sample.leaf.value;
  if (sample.kind === 'array') {
    const values = sample.leaves.flatMap((leaf) => (leaf === undefined ? [] : [leaf.value]));
    return values.length === 0 ? undefined : values;
  }
  const members = sample.members.flatMap(([key, leaf]) =>
    leaf === undefined ? [] : [[key, leaf.value] as const],
  );
  return members.length === 0 ? undefined : new Map(members);
}

/** The texts of a decoder, each read by the type that the schema gives it. */
export function readAs(sample: Sample, decoded: Decoded): unknown {
  if (decoded === undefined) return undefined;
  if (sample.kind === 'primitive') return readLeaf(sample.leaf, decoded as string);
  if (sample.kind === 'array') {
    const leaves = sample.leaves.filter((leaf) => leaf !== undefined);
    return (decoded as readonly string[]).map((item, index) => readLeaf(leaves[index], item));
  }
  const leaves = new Map(sample.members);
  const pairs = decoded as readonly Pair[];
  const read = new Map(pairs.map(([key, item]) => [key, readLeaf(leaves.get(key), item)]));
  if (read.size !== pairs.length) throw new Error('a member came twice');
  return read;
}

/** JSON numbers, `true` and `false`, RFC 3339 dates in UTC: the formats of OpenAPI. */
function readLeaf(leaf: Leaf | undefined, item: string): unknown {
  switch (leaf?.type) {
    case 'text':
      return item;
    case 'number':
      return JSON.parse(item);
    case 'bigint':
      return BigInt(/^-?\d+$/.exec(item)![0]);
    case 'boolean':
      return item === 'true' || (item === 'false' ? false : item);
    case 'date':
      return new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.exec(item)![0]);
  }
  throw new Error('a member that was not given');
}

const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leafOf(
      fc.oneof(
        text,
        brokenText,
        text.map((it) => `#${it}`),
      ),
    ).map((leaf) => leaf.value),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(text, tie('value')), { maxLength: 4, selector: ([key]) => key })
      .map(Object.fromEntries),
  ),
})).value;

/** Values for JSON content, bigints, dates and half surrogate pairs among them; `null` itself is no value. */
export const jsonSample: fc.Arbitrary<unknown> = anyJson.filter((value) => value !== null);

/** What a JSON reader makes of it: dates are text, small bigints are numbers. */
export function jsonExpected(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value === 'number') return wide(value);
  if (Array.isArray(value)) return value.map(jsonExpected);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, jsonExpected(member)]));
}

/** A number above 2^53 - 1 that is written without exponent is, to the reader, an integer like any other. */
function wide(value: number): unknown {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(String(value))
    ? BigInt(String(value))
    : value;
}
