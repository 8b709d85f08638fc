import * as fc from 'fast-check';
import {
  deepObject,
  type Encode,
  type FormEncoding,
  query,
  queryJoined,
  queryPiped,
  querySpaced,
  urlencodedBody,
} from '../../src/index.js';
import { rejection } from '../support.js';
import {
  brokenText,
  expectedOf,
  givenOf,
  jsonExpected,
  jsonSample,
  leafOf,
  readAs,
  sampleOf,
  text,
} from './arbitraries.js';
import { parseJson, parseUrlencoded, rawUrlencoded } from './body-decoder.js';
import {
  type Decoded,
  decodeDeepObject,
  decodeForm,
  decodeJoined,
  type Kind,
  type Pair,
} from './style-decoder.js';
import { holds, wire } from './support.js';

const type = 'application/x-www-form-urlencoded';

async function form(value: object, encoding: Record<string, FormEncoding> = {}): Promise<string> {
  const { body, headers } = await wire(
    { params: [], body: { type, encode: urlencodedBody, encoding } },
    { body: value },
  );
  expect(headers).toEqual({ 'content-type': type });
  return body as string;
}

/** A form of that member between two others, which are checked and taken off. */
async function member(name: string, value: unknown, encoding?: FormEncoding): Promise<string> {
  const given = Object.fromEntries([
    ['«', '1'],
    [name, value],
    ['»', '2'],
  ]);
  const sent = await form(given, encoding === undefined ? {} : Object.fromEntries([[name, encoding]]));
  const match = /^%C2%AB=1(?:&(.*))?&%C2%BB=2$/s.exec(sent);
  expect(match).not.toBeNull();
  return match![1] ?? '';
}

/** Names that integers do not put in front of the markers. */
const names = text.filter((it) => !/^\d+$/.test(it) && it !== '«' && it !== '»');

test('a server reads every member that was given, under any name', async () => {
  await holds(sampleOf('object', leafOf(text)), async (sample) => {
    const pairs = parseUrlencoded(await form(givenOf(sample) as object));
    expect(readAs(sample, pairs.length === 0 ? undefined : pairs)).toEqual(expectedOf(sample));
  });
});

test('what is sent is what the URL standard itself reads and writes', async () => {
  await holds(fc.dictionary(text, text), async (value) => {
    expect([...new URLSearchParams(await form(value))]).toEqual(parseUrlencoded(await form(value)));
  });
});

test('a list repeats its name, a null within it left out', async () => {
  await holds(fc.tuple(names, sampleOf('array', leafOf(text))), async ([name, sample]) => {
    const pairs = parseUrlencoded(await member(name, givenOf(sample)));
    expect(pairs.filter(([key]) => key !== name)).toEqual([]);
    const items = pairs.map(([, item]) => item);
    expect(readAs(sample, items.length === 0 ? undefined : items)).toEqual(expectedOf(sample));
  });
});

test('an object, and what the description says is JSON, is JSON', async () => {
  await holds(fc.tuple(names, jsonSample), async ([name, value]) => {
    for (const [given, encoding] of [
      [{ value }, undefined],
      [value, { contentType: 'application/json' }],
    ] as const) {
      const [pair, ...more] = parseUrlencoded(await member(name, given, encoding));
      expect([pair![0], more]).toEqual([name, []]);
      expect(parseJson(pair![1])).toEqual(jsonExpected(given));
    }
  });
});

describe.each<
  [string, Encode, (pairs: readonly Pair[], kind: Kind, name: string) => Decoded, readonly Kind[], string]
>([
  [
    'form explode',
    query,
    (pairs, kind, name) => decodeForm(pairs, { kind, name, explode: true }),
    ['primitive', 'array', 'object'],
    '',
  ],
  [
    'form',
    queryJoined,
    (pairs, kind, name) => decodeForm(pairs, { kind, name, explode: false }),
    ['primitive', 'array', 'object'],
    '',
  ],
  [
    'spaceDelimited',
    querySpaced,
    (pairs, kind, name) => decodeJoined(pairs, { kind, name, explode: false }, '%20'),
    ['array', 'object'],
    ' ',
  ],
  [
    'pipeDelimited',
    queryPiped,
    (pairs, kind, name) => decodeJoined(pairs, { kind, name, explode: false }, '%7C'),
    ['array', 'object'],
    '|',
  ],
  ['deepObject', deepObject, (pairs, _kind, name) => decodeDeepObject(pairs, name), ['object'], ''],
])('encoding: %s', (_title, encode, decode, kinds, delimiter) => {
  test.each(kinds)('a server reads the %s that was given', async (kind) => {
    const texts = delimiter === '' ? text : text.filter((it) => !it.includes(delimiter));
    await holds(fc.tuple(names, sampleOf(kind, leafOf(texts), texts)), async ([name, sample]) => {
      const pairs = rawUrlencoded(await member(name, givenOf(sample), { encode }));
      expect(readAs(sample, decode(pairs, kind, name))).toEqual(expectedOf(sample));
    });
  });
});

test('encoding: allowReserved: a server reads the text that was given, unless it holds percent-encoded triplets', async () => {
  const noTriplet = text.filter((it) => !/%[0-9a-f]{2}/i.test(it));
  await holds(fc.tuple(names, noTriplet), async ([name, value]) => {
    const sent = await member(name, value, { encode: query, allowReserved: true });
    expect(parseUrlencoded(sent)).toEqual([[name, value]]);
  });
});

test('half of a surrogate pair is refused, as text, item and name', async () => {
  await holds(brokenText, async (broken) => {
    for (const value of [{ a: broken }, { a: ['a', broken] }, { [broken]: 'a' }]) {
      expect(await rejection(form(value))).toMatchObject({ name: 'RequestError' });
    }
  });
});
