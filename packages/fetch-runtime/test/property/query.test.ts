import * as fc from 'fast-check';
import {
  deepObject,
  type Encode,
  type Param,
  query,
  queryJoined,
  queryJson,
  queryPiped,
  queryPrimitive,
  querySpaced,
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
import { parseJson } from './body-decoder.js';
import {
  type Decoded,
  decodeDeepObject,
  decodeForm,
  decodeJoined,
  decodeNested,
  type Kind,
  type Pair,
  percentDecode,
  type Target,
} from './style-decoder.js';
import { holds, param, wire } from './support.js';

type Decode = (pairs: readonly Pair[], target: Target) => Decoded;

async function pairsFor(encode: Encode, value: unknown, more: Partial<Param> = {}): Promise<readonly Pair[]> {
  return (await wire({ params: [param(encode, more.name, more)] }, { value })).pairs;
}

const kinds: readonly Kind[] = ['primitive', 'array', 'object'];
const spaced: Decode = (pairs, target) => decodeJoined(pairs, target, '%20');
const piped: Decode = (pairs, target) => decodeJoined(pairs, target, '%7C');
const without = (delimiter: string): fc.Arbitrary<string> => text.filter((it) => !it.includes(delimiter));

describe.each<[string, Encode, boolean, Decode]>([
  ['form explode', query, true, decodeForm],
  ['form', queryJoined, false, decodeForm],
])('%s', (_title, encode, explode, decode) => {
  test.each(kinds)(
    'a server reads the %s that was given, under any name, delimiters and all',
    async (kind) => {
      await holds(fc.tuple(text, sampleOf(kind, leafOf(text))), async ([name, sample]) => {
        const pairs = await pairsFor(encode, givenOf(sample), { name });
        expect(readAs(sample, decode(pairs, { kind, name, explode }))).toEqual(expectedOf(sample));
      });
    },
  );
});

test('a primitive by itself: a server reads the value that was given, under any name', async () => {
  await holds(fc.tuple(text, sampleOf('primitive', leafOf(text))), async ([name, sample]) => {
    const pairs = await pairsFor(queryPrimitive, givenOf(sample), { name });
    const decoded = decodeForm(pairs, { kind: 'primitive', name, explode: true });
    expect(readAs(sample, decoded)).toEqual(expectedOf(sample));
  });
});

describe.each<[string, Encode, string, Decode]>([
  ['spaceDelimited', querySpaced, ' ', spaced],
  ['pipeDelimited', queryPiped, '|', piped],
])('%s', (_title, encode, delimiter, decode) => {
  const target = { name: 'color', explode: false };
  const clean = without(delimiter);

  test('a server reads the primitive that was given, which may hold the delimiter', async () => {
    await holds(sampleOf('primitive', leafOf(text)), async (sample) => {
      const pairs = await pairsFor(encode, givenOf(sample));
      expect(readAs(sample, decode(pairs, { ...target, kind: 'primitive' }))).toEqual(expectedOf(sample));
    });
  });

  test.each<Kind>(['array', 'object'])('a server reads the %s that was given', async (kind) => {
    await holds(sampleOf(kind, leafOf(clean), clean), async (sample) => {
      const pairs = await pairsFor(encode, givenOf(sample));
      expect(readAs(sample, decode(pairs, { ...target, kind }))).toEqual(expectedOf(sample));
    });
  });

  test('an item or key that holds the delimiter is refused: escaped or not, a server reads two', async () => {
    await holds(fc.tuple(text, text), async ([head, tail]) => {
      const value = head + delimiter + tail;
      for (const given of [['a', value], { a: value }, { [value]: 'a' }]) {
        expect(await rejection(pairsFor(encode, given))).toMatchObject({
          name: 'RequestError',
          field: 'value',
        });
      }
    });
  });
});

describe('deepObject', () => {
  test('a server reads the flat object that was given, under any name, by the key between the outer brackets', async () => {
    await holds(fc.tuple(text, sampleOf('object', leafOf(text))), async ([name, sample]) => {
      const pairs = await pairsFor(deepObject, givenOf(sample), { name });
      expect(readAs(sample, decodeDeepObject(pairs, name))).toEqual(expectedOf(sample));
    });
  });

  // Beyond the standard. A key with brackets is left out: nothing tells `{ 'a][b': 1 }` from `{ a: { b: 1 } }`.
  const key = text.filter((it) => !/[[\]]/.test(it));
  const nested = fc.letrec<{ object: object; value: unknown }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, text, fc.array(tie('value'), { maxLength: 3 }), tie('object')),
    object: fc
      .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 3, selector: ([it]) => it })
      .map((members) => Object.fromEntries(members)),
  })).object;

  test('nested objects and lists come back by their path of keys, where no key holds a bracket', async () => {
    await holds(nested, async (value) => {
      expect(decodeNested(await pairsFor(deepObject, value), 'color')).toEqual(leavesOf(value, []));
    });
  });
});

test('deepObject: a key with brackets within is refused, or written as the nested object that it looks like', async () => {
  await holds(fc.tuple(text, text), async ([outer, inner]) => {
    const sent = await pairsFor(deepObject, { [`${outer}][${inner}`]: 1 }).catch(
      (error: Error) => error.name,
    );
    if (sent === 'RequestError') return;
    expect(sent).toEqual(await pairsFor(deepObject, { [outer]: { [inner]: 1 } }));
  });
});

function leavesOf(value: unknown, path: string[]): [string[], unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]));
}

test('JSON content: a server reads the value that was given, half of a surrogate pair as its JSON escape', async () => {
  await holds(fc.tuple(text, jsonSample), async ([name, value]) => {
    const [pair, ...more] = await pairsFor(queryJson, value, { name });
    expect(more).toEqual([]);
    expect(percentDecode(pair![0])).toBe(name);
    expect(parseJson(percentDecode(pair![1]))).toEqual(jsonExpected(value));
  });
});

describe('allowReserved', () => {
  const allowReserved = true;
  // RFC 6570 §3.2.3 passes a triplet on, so that the server reads `A` for `%41`.
  const noTriplet = text.filter((it) => !/%[0-9a-f]{2}/i.test(it));
  const noComma = noTriplet.filter((it) => !it.includes(','));

  test('a server reads the primitive that was given, unless it holds percent-encoded triplets', async () => {
    await holds(fc.tuple(text, sampleOf('primitive', leafOf(noTriplet))), async ([name, sample]) => {
      const pairs = await pairsFor(query, givenOf(sample), { name, allowReserved });
      const decoded = decodeForm(pairs, { kind: 'primitive', name, explode: true });
      expect(readAs(sample, decoded)).toEqual(expectedOf(sample));
    });
  });

  test.each<[string, Encode, boolean, Kind, fc.Arbitrary<string>]>([
    ['form explode, list', query, true, 'array', noTriplet],
    ['form explode, object', query, true, 'object', noTriplet],
    ['form, list of texts without comma, which passes', queryJoined, false, 'array', noComma],
    ['form, object of texts without comma, which passes', queryJoined, false, 'object', noComma],
  ])('%s: a server reads the value that was given', async (_title, encode, explode, kind, texts) => {
    await holds(sampleOf(kind, leafOf(texts)), async (sample) => {
      const pairs = await pairsFor(encode, givenOf(sample), { allowReserved });
      const decoded = decodeForm(pairs, { kind, name: 'color', explode });
      expect(readAs(sample, decoded)).toEqual(expectedOf(sample));
    });
  });

  test('deepObject: a server reads the flat object that was given', async () => {
    await holds(sampleOf('object', leafOf(noTriplet)), async (sample) => {
      const pairs = await pairsFor(deepObject, givenOf(sample), { allowReserved });
      expect(readAs(sample, decodeDeepObject(pairs, 'color'))).toEqual(expectedOf(sample));
    });
  });

  // Known: the text is looked through for the bare delimiter only. Once it is refused, this is a `test.each`.
  test.each<[string, Encode, string]>([
    ['spaceDelimited', querySpaced, '%20'],
    ['pipeDelimited', queryPiped, '%7C'],
  ])('%s: an item that holds the delimiter as a triplet is refused', async (_title, encode, triplet) => {
    await holds(fc.tuple(text, text), async ([head, tail]) => {
      const error = await rejection(pairsFor(encode, ['a', head + triplet + tail], { allowReserved }));
      expect(error).toMatchObject({ name: 'RequestError', field: 'value' });
    });
  });

  test('any text, triplets too, stays within its pair, and its triplets arrive as they are', async () => {
    await holds(text, async (value) => {
      const [[name, raw], ...more] = (await pairsFor(query, value, { allowReserved })) as [Pair, ...Pair[]];
      expect([name, more]).toEqual(['color', []]);
      const triplets = /%[0-9a-f]{2}/gi;
      for (const triplet of value.match(triplets) ?? []) expect(raw).toContain(triplet);
    });
  });
});

test.each<[string, Encode, boolean]>([
  ['primitive', queryPrimitive, false],
  ['form explode', query, false],
  ['form', queryJoined, false],
  ['spaceDelimited', querySpaced, false],
  ['pipeDelimited', queryPiped, false],
  ['deepObject', deepObject, false],
  ['form explode, reserved', query, true],
  ['form, reserved', queryJoined, true],
])(
  '%s: half of a surrogate pair is refused, as text, item, member and key',
  async (_title, encode, allowReserved) => {
    await holds(brokenText, async (broken) => {
      for (const value of [broken, ['a', broken], { a: broken }, { [broken]: 'a' }]) {
        const error = await rejection(pairsFor(encode, value, { allowReserved }));
        expect(error).toMatchObject({ name: 'RequestError', field: 'value' });
      }
    });
  },
);
