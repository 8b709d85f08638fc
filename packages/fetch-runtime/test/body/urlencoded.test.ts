import * as fc from 'fast-check';
import {
  deepObject,
  type FormEncoding,
  query,
  queryJoined,
  querySpaced,
  urlencodedBody,
  urlencodedPrimitiveBody,
} from '../../src/index.js';
import { rejection, sent } from '../support.js';

const type = 'application/x-www-form-urlencoded';

async function form(body: unknown, encoding: Record<string, FormEncoding> = {}): Promise<unknown> {
  const described = { encode: urlencodedBody, type, encoding, required: true };
  const { init, headers } = await sent({ method: 'POST', body: described }, { body });
  expect(headers.get('content-type')).toBe(type);
  return init.body;
}

test.each<[string, unknown, string]>([
  [
    'primitives as text',
    { s: 'a b', n: 0, t: true, e: '', i: 9007199254740993n },
    's=a+b&n=0&t=true&e=&i=9007199254740993',
  ],
  ['arrays repeat the name', { a: [1, null, 2] }, 'a=1&a=2'],
  ['null and undefined are left out', { a: null, b: undefined, c: [] }, ''],
  ['objects as JSON', { o: { z: '+1 x' } }, 'o=%7B%22z%22%3A%22%2B1+x%22%7D'],
  ['objects in arrays as JSON each', { o: [{ a: 1 }, { b: 2 }] }, 'o=%7B%22a%22%3A1%7D&o=%7B%22b%22%3A2%7D'],
  ['names and values cannot add a pair', { 'a&b=c': 'd&e=f+g%' }, 'a%26b%3Dc=d%26e%3Df%2Bg%25'],
])('%s', async (_title, body, text) => {
  expect(await form(body)).toBe(text);
});

test('encoding: application/json writes the whole member, text in quotes (OpenAPI 3.1.1 example)', async () => {
  const encoding = { id: { contentType: 'application/json' }, list: { contentType: 'application/json' } };
  expect(await form({ id: 'f81d', list: [1, 2] }, encoding)).toBe('id=%22f81d%22&list=%5B1%2C2%5D');
});

test('encoding: a query style', async () => {
  const encoding = {
    joined: { encode: queryJoined },
    deep: { encode: deepObject },
    spaced: { encode: querySpaced },
    open: { encode: query, allowReserved: true },
  };
  const body = { joined: ['a b', 'c'], deep: { x: { y: 1 } }, spaced: ['a', 'b'], open: '/+ &' };
  expect(await form(body, encoding)).toBe('joined=a+b,c&deep%5Bx%5D%5By%5D=1&spaced=a+b&open=/%2B+%26');
});

test('encoding: of a style and a JSON media type, the style counts (OpenAPI 3.1.1, Encoding Object)', async () => {
  const encoding = { joined: { encode: queryJoined, contentType: 'application/json' } };
  expect(await form({ joined: ['a', 'b'] }, encoding)).toBe('joined=a,b');
});

test('any text comes back as it went in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.string()), async (body) => {
      const pairs = [...new URLSearchParams((await form(body)) as string)];
      expect(pairs).toEqual(Object.entries(body));
    }),
  );
});

test('a ready URLSearchParams is sent as it is', async () => {
  const body = new URLSearchParams({ a: 'b' });
  expect(await form(body)).toBe(body);
});

test.each<[string, unknown, string]>([
  ['a file', { f: new Blob(['x']) }, 'body.f'],
  ['a lone surrogate', { f: '\udc00' }, 'body.f'],
  ['NaN', { f: Number.NaN }, 'body.f'],
  ['no form', 'a=b', 'body'],
])('%s is refused', async (_title, body, field) => {
  expect(await rejection(form(body))).toMatchObject({ name: 'RequestError', field });
});

test('a member named like an inherited one has no encoding by accident', async () => {
  expect(await form({ constructor: 'a', toString: 'b' })).toBe('constructor=a&toString=b');
});

describe('urlencodedPrimitiveBody', () => {
  const primitives = async (encode: typeof urlencodedBody, body: unknown): Promise<unknown> =>
    (await sent({ method: 'POST', body: { encode, type, required: true } }, { body })).init.body;

  test('writes what urlencodedBody writes of primitives and lists of them', async () => {
    const primitive = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.bigInt(),
      fc.boolean(),
      fc.date({ noInvalidDate: true }),
      fc.constantFrom(null, undefined),
    );
    const forms = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(primitive, fc.array(primitive)));
    await fc.assert(
      fc.asyncProperty(forms, async (body) => {
        expect(await primitives(urlencodedPrimitiveBody, body)).toBe(await primitives(urlencodedBody, body));
      }),
    );
  });

  test('refuses an object, and names the member', async () => {
    for (const body of [{ place: { a: 1 } }, { place: [{ a: 1 }] }, { place: [['a']] }]) {
      const error = await rejection(primitives(urlencodedPrimitiveBody, body));
      expect(error).toMatchObject({ name: 'RequestError', field: 'body.place' });
    }
  });

  test('sends a URLSearchParams as it is', async () => {
    const given = new URLSearchParams('a=1');
    expect(await primitives(urlencodedPrimitiveBody, given)).toBe(given);
  });
});
