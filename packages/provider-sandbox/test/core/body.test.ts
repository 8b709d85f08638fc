import { hasNullBody, isJson, jsonObject } from '../../src/core/body.js';

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'Application/JSON',
  'text/json',
  'application/x-json',
  'application/problem+json',
  'image/vnd.example+json',
])('%s is JSON', (type) => {
  expect(isJson(type)).toBe(true);
});

test.each([
  '',
  'text/plain',
  'application/x-ndjson',
  'application/jsonl',
  'application/json-seq',
  'text/html; json',
])('%j is not one text of JSON', (type) => {
  expect(isJson(type)).toBe(false);
});

test('the statuses without a body are those that the platform takes none for', () => {
  const refused = Array.from({ length: 400 }, (_, index) => 200 + index).filter((status) => {
    try {
      return new Response('', { status }) === undefined;
    } catch {
      return true;
    }
  });
  expect(refused.filter(hasNullBody)).toEqual(refused);
  expect([200, 201, 302, 404, 500].some(hasNullBody)).toBe(false);
});

test('the JSON of an object is read', () => {
  expect(jsonObject(' {"a":[1]} ')).toEqual({ a: [1] });
});

test.each(['', '[]', 'null', '1', '"a"', '{', 'a=1'])('there is no object in %j', (text) => {
  expect(jsonObject(text)).toBeUndefined();
});
