import { cookie, cookieJoined, cookieJson, type Encode } from '../../src/index.js';
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
import { decodeForm, type Kind, type Pair, percentDecode } from './style-decoder.js';
import { holds, param, wire } from './support.js';

async function cookiesFor(encode: Encode, value: unknown): Promise<readonly Pair[]> {
  return (await wire({ params: [param(encode)] }, { value })).cookies;
}

// RFC 6265 §4.1.1: a cookie has a name.
const key = text.filter((it) => it !== '');

describe.each<[string, Encode, boolean]>([
  ['form explode', cookie, true],
  ['form', cookieJoined, false],
])('%s', (_title, encode, explode) => {
  test.each<Kind>(['primitive', 'array', 'object'])(
    'a server that decodes its cookies reads the %s that was given, delimiters and all',
    async (kind) => {
      await holds(sampleOf(kind, leafOf(text), explode ? key : text), async (sample) => {
        const pairs = await cookiesFor(encode, givenOf(sample));
        const decoded = decodeForm(pairs, { kind, name: 'color', explode });
        expect(readAs(sample, decoded)).toEqual(expectedOf(sample));
      });
    },
  );

  test('half of a surrogate pair is refused, as text, item, member and key', async () => {
    await holds(brokenText, async (broken) => {
      for (const value of [broken, ['a', broken], { a: broken }, { [broken]: 'a' }]) {
        const error = await rejection(cookiesFor(encode, value));
        expect(error).toMatchObject({ name: 'RequestError', field: 'value' });
      }
    });
  });
});

// Known: it is sent as `=1`, which no server reads. Once that is refused, this is a `test` like the others.
test('form explode: a member without a name is refused, as a cookie has one (RFC 6265 §4.1.1)', async () => {
  const error = await rejection(cookiesFor(cookie, { '': 1 }));
  expect(error).toMatchObject({ name: 'RequestError', field: 'value' });
});

test('JSON content: a server reads the value that was given, half of a surrogate pair as its JSON escape', async () => {
  await holds(jsonSample, async (value) => {
    const [pair, ...more] = await cookiesFor(cookieJson, value);
    expect([pair![0], more]).toEqual(['color', []]);
    expect(parseJson(percentDecode(pair![1]))).toEqual(jsonExpected(value));
  });
});
