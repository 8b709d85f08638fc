import { byMediaType, json, none, orNone, text } from '../../src/index.js';
import { received, rejection } from '../support.js';

const jsonOrNone = { read: orNone, as: json };
const type = { 'content-type': 'application/json' };

test('where another success has no body, one may come without: then it is undefined', async () => {
  const responses = { 200: jsonOrNone, 204: none };
  expect(await received({ responses }, Response.json({ a: 1 }))).toEqual({ a: 1 });
  expect(await received({ responses }, new Response('', { headers: type }))).toBeUndefined();
  expect(await received({ responses }, new Response(null))).toBeUndefined();
  expect(await received({ responses }, new Response(null, { status: 204 }))).toBeUndefined();
});

test('a body that is there must be as described all the same', async () => {
  const promise = received({ responses: { 200: jsonOrNone } }, new Response(' ', { headers: type }));
  expect(await rejection(promise)).toMatchObject({ name: 'ResponseFormatError', reason: 'invalid_json' });
});

test('of several media types too', async () => {
  const as = { read: byMediaType, contents: { 'application/json': json, 'text/csv': text } };
  const responses = { 200: { read: orNone, as } };
  expect(await received({ responses }, new Response('', { headers: type }))).toBeUndefined();
  const csv = { 'content-type': 'text/csv' };
  expect(await received({ responses }, new Response('a,b', { headers: csv }))).toBe('a,b');
});
