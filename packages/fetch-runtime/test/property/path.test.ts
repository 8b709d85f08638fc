import * as fc from 'fast-check';
import {
  type Encode,
  pathJson,
  pathLabel,
  pathLabelExplode,
  pathMatrix,
  pathMatrixExplode,
  pathPrimitive,
  pathSimple,
  pathSimpleExplode,
} from '../../src/index.js';
import { rejection } from '../support.js';
import {
  brokenText,
  expectedOf,
  givenOf,
  jsonExpected,
  jsonSample,
  type Leaf,
  leafOf,
  readAs,
  sampleOf,
  text,
} from './arbitraries.js';
import { parseJson } from './body-decoder.js';
import {
  type Decoded,
  decodeLabel,
  decodeMatrix,
  decodeSimple,
  type Kind,
  percentDecode,
  type Target,
} from './style-decoder.js';
import { holds, param, wire } from './support.js';

type Decode = (raw: string, target: Target) => Decoded;

/** The letter keeps a segment from being empty or a dot, which are refused in a segment that is all value. */
async function segmentFor(encode: Encode, value: unknown, name = 'color'): Promise<string> {
  const { segment } = await wire(
    { path: `/before/s{${name}}/after`, params: [param(encode, name)] },
    { value },
  );
  expect(segment[0]).toBe('s');
  return segment.slice(1);
}

function textOf({ type, value }: Leaf): string {
  return type === 'date' ? value.toISOString() : String(value);
}

const kinds: readonly Kind[] = ['primitive', 'array', 'object'];
const anyLeaf = leafOf(text);
const dotless = anyLeaf.filter((leaf) => !textOf(leaf).includes('.'));
const dotlessKey = text.filter((key) => !key.includes('.'));

describe.each<[string, Encode, Decode, boolean]>([
  ['simple', pathSimple, decodeSimple, false],
  ['simple explode', pathSimpleExplode, decodeSimple, true],
  ['label', pathLabel, decodeLabel, false],
  ['matrix', pathMatrix, decodeMatrix, false],
  ['matrix explode', pathMatrixExplode, decodeMatrix, true],
])('%s', (_title, encode, decode, explode) => {
  test.each(kinds)('a server reads the %s that was given, delimiters and all', async (kind) => {
    await holds(sampleOf(kind, anyLeaf), async (sample) => {
      // Simple style writes the same, nothing, for an empty list and for a list of one empty text.
      fc.pre(!(decode === decodeSimple && isListOfEmptyText(expectedOf(sample))));
      const raw = await segmentFor(encode, givenOf(sample));
      expect(readAs(sample, decode(raw, { kind, name: 'color', explode }))).toEqual(expectedOf(sample));
    });
  });
});

test('a primitive by itself: a server reads the value that was given', async () => {
  await holds(sampleOf('primitive', anyLeaf), async (sample) => {
    const raw = await segmentFor(pathPrimitive, givenOf(sample));
    expect(readAs(sample, percentDecode(raw))).toEqual(expectedOf(sample));
  });
});

function isListOfEmptyText(value: unknown): boolean {
  return Array.isArray(value) && value.length === 1 && value[0] === '';
}

describe('label explode', () => {
  const target = { name: 'color', explode: true };

  test('a server reads the primitive that was given', async () => {
    await holds(sampleOf('primitive', anyLeaf), async (sample) => {
      const raw = await segmentFor(pathLabelExplode, givenOf(sample));
      expect(readAs(sample, decodeLabel(raw, { ...target, kind: 'primitive' }))).toEqual(expectedOf(sample));
    });
  });

  test.each<Kind>(['array', 'object'])(
    'a server reads the %s that was given, of texts without dot: the dot is the delimiter, and never escaped',
    async (kind) => {
      await holds(sampleOf(kind, dotless, dotlessKey), async (sample) => {
        const raw = await segmentFor(pathLabelExplode, givenOf(sample));
        expect(readAs(sample, decodeLabel(raw, { ...target, kind }))).toEqual(expectedOf(sample));
      });
    },
  );
});

test('label explode: a dot within an item is refused, or sent as it is: the server reads two items', async () => {
  await holds(fc.tuple(dotlessKey, dotlessKey), async ([head, tail]) => {
    const sent = await segmentFor(pathLabelExplode, ['b', `${head}.${tail}`]).catch(
      (error: Error) => error.name,
    );
    if (sent === 'RequestError') return;
    expect(decodeLabel(sent, { kind: 'array', name: 'color', explode: true })).toEqual(['b', head, tail]);
  });
});

test.each<[string, Encode]>([
  ['simple', pathSimple],
  ['simple explode', pathSimpleExplode],
])('%s: a list of one empty text is refused, or written as a list of none', async (_title, encode) => {
  const sent = await segmentFor(encode, ['']).catch((error: Error) => error.name);
  expect(['RequestError', await segmentFor(encode, [])]).toContain(sent);
});

test.each<[string, Encode]>([
  ['matrix', pathMatrix],
  ['matrix explode', pathMatrixExplode],
])('%s: the name on the wire is the one of the description, whatever it holds', async (_title, encode) => {
  const names = text.filter((name) => !/[{}/?#]/.test(name) && name !== '');
  await holds(fc.tuple(names, text), async ([name, value]) => {
    const raw = await segmentFor(encode, value, name);
    expect(decodeMatrix(raw, { kind: 'primitive', name, explode: false })).toBe(value);
  });
});

test('JSON content: a server reads the value that was given, half of a surrogate pair as its JSON escape', async () => {
  await holds(jsonSample, async (value) => {
    expect(parseJson(percentDecode(await segmentFor(pathJson, value)))).toEqual(jsonExpected(value));
  });
});

test.each<[string, Encode]>([
  ['primitive', pathPrimitive],
  ['simple', pathSimple],
])(
  '%s: a segment that is all value is that value, or refused where it would be another route',
  async (_title, encode) => {
    const texts = fc.oneof(
      { weight: 9, arbitrary: text },
      { weight: 1, arbitrary: fc.constantFrom('', '.', '..') },
    );
    await holds(texts, async (value) => {
      const sent = wire({ path: '/before/{color}/after', params: [param(encode)] }, { value });
      if (['', '.', '..'].includes(value)) expect(await rejection(sent)).toMatchObject({ field: 'value' });
      else expect(percentDecode((await sent).segment)).toBe(value);
    });
  },
);

test('two values in a segment stay on their side of what is between them', async () => {
  await holds(fc.tuple(text, text), async ([value, other]) => {
    const params = [param(pathSimple, 'a'), { ...param(pathSimple, 'b'), key: 'other' }];
    const { segment } = await wire({ path: '/before/{a}@{b}/after', params }, { value, other });
    expect(segment.split('@').map(percentDecode)).toEqual([value, other]);
  });
});

test.each<[string, Encode]>([
  ['primitive', pathPrimitive],
  ['simple', pathSimple],
  ['simple explode', pathSimpleExplode],
  ['label', pathLabel],
  ['label explode', pathLabelExplode],
  ['matrix', pathMatrix],
  ['matrix explode', pathMatrixExplode],
])('%s: half of a surrogate pair is refused, as text, item, member and key', async (_title, encode) => {
  await holds(brokenText, async (broken) => {
    for (const value of [broken, ['a', broken], { a: broken }, { [broken]: 'a' }]) {
      expect(await rejection(segmentFor(encode, value))).toMatchObject({
        name: 'RequestError',
        field: 'value',
      });
    }
  });
});
