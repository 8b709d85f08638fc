import * as fc from 'fast-check';
import { type Encode, header, headerExplode, headerJson, headerPrimitive } from '../../src/index.js';
import { rejection } from '../support.js';
import {
  expectedOf,
  givenOf,
  headerText,
  jsonExpected,
  jsonSample,
  leafOf,
  readAs,
  sampleOf,
  text,
} from './arbitraries.js';
import { parseJson } from './body-decoder.js';
import { decodeHeader, type Kind } from './style-decoder.js';
import { holds, param, wire } from './support.js';

/** The header, once it is known to be the only one that was added; `undefined` where there is none. */
async function headerFor(encode: Encode, value: unknown): Promise<string | undefined> {
  const { headers } = await wire({ params: [param(encode, 'X-Color')] }, { value });
  const { 'x-color': found, ...others } = headers;
  expect(others).toEqual({});
  return found;
}

const item = headerText.filter((it) => !it.includes(','));
const key = item.filter((it) => !it.includes('='));

describe.each<[string, Encode, boolean]>([
  ['simple', header, false],
  ['simple explode', headerExplode, true],
])('%s', (_title, encode, explode) => {
  test.each<Kind>(['array', 'object'])(
    'a server reads the %s that was given, of texts without comma: it is the delimiter, and never escaped',
    async (kind) => {
      await holds(sampleOf(kind, leafOf(item), explode ? key : item), async (sample) => {
        const decoded = decodeHeader(await headerFor(encode, givenOf(sample)), target(kind, explode));
        expect(readAs(sample, decoded)).toEqual(expectedOf(sample));
      });
    },
  );

  test('a comma within an item is refused, or sent as it is: the server reads two items', async () => {
    await holds(fc.tuple(headerText, headerText), async ([head, tail]) => {
      const value = `a${head},${tail}a`;
      const sent = await headerFor(encode, ['b', value]).catch((error: Error) => error.name);
      expect(['RequestError', `b,${value}`]).toContain(sent);
    });
  });
});

describe.each<[string, Encode]>([
  ['primitive', headerPrimitive],
  ['simple', header],
  ['simple explode', headerExplode],
])('%s', (_title, encode) => {
  test('a server reads the primitive that was given, of any Latin-1 but control characters (RFC 9110 §5.5)', async () => {
    await holds(sampleOf('primitive', leafOf(headerText)), async (sample) => {
      expect(readAs(sample, await headerFor(encode, givenOf(sample)))).toEqual(expectedOf(sample));
    });
  });

  test('a text that no header may hold is refused, as text, item, member and key', async () => {
    await holds(fc.tuple(headerText, forbidden, headerText), async (parts) => {
      const value = parts.join('');
      for (const given of [value, ['a', value], { a: value }, { [value]: 'a' }]) {
        const error = await rejection(headerFor(encode, given));
        expect(error).toMatchObject({ name: 'RequestError', field: 'value' });
      }
    });
  });

  test('any text at all arrives as it is, but for white space at its ends, or is refused', async () => {
    await holds(text, async (value) => {
      const sent = await headerFor(encode, value).catch((error: Error) => error.name);
      const trimmed = value.replace(/^[\t ]+|[\t ]+$/g, '');
      if (/[^\t -~\x80-\xff]/.test(value)) expect(sent).toBe('RequestError');
      else if (value === trimmed) expect(sent).toBe(value);
      else expect(['RequestError', trimmed]).toContain(sent);
    });
  });
});

function target(kind: Kind, explode: boolean): { kind: Kind; name: string; explode: boolean } {
  return { kind, name: 'X-Color', explode };
}

/** Controls but for the tab, and whatever lies outside Latin-1, half of a surrogate pair included. */
const forbidden = fc
  .oneof(
    fc.integer({ min: 0, max: 0x1f }).filter((code) => code !== 0x09),
    fc.constant(0x7f),
    fc.integer({ min: 0x100, max: 0xffff }),
    fc.integer({ min: 0x10000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

test('JSON content: a server reads the value that was given, of any Unicode, from a header of ASCII', async () => {
  await holds(jsonSample, async (value) => {
    const sent = await headerFor(headerJson, value);
    expect(sent).toMatch(/^[ -~]+$/);
    expect(parseJson(sent!)).toEqual(jsonExpected(value));
  });
});
