import { json, jsonInt64, none, text } from '../../src/index.js';
import { operation, received, rejection } from '../support.js';

const declared = { responses: { 200: { 'application/json': json } } };
const type = { 'content-type': 'application/json' };

function answer(body: BodyInit | null): Promise<unknown> {
  return received(declared, new Response(body, { headers: type }));
}

test.each<[string, unknown]>([
  ['{"a":[1,null]}', { a: [1, null] }],
  ['"text"', 'text'],
  ['null', null],
  ['0', 0],
  ['\ufeff{"a":1}', { a: 1 }],
])('%p is read', async (body, value) => {
  expect(await answer(body)).toEqual(value);
});

test.each<[string, BodyInit | null, string]>([
  ['an empty body', '', 'empty_body'],
  ['no body', null, 'empty_body'],
  ['HTML', '<html>secret</html>', 'invalid_json'],
  ['white space', '  ', 'invalid_json'],
  ['half a document', '{"secret":', 'invalid_json'],
  ['invalid UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'invalid_utf8'],
])('%s is a ResponseFormatError that does not quote it', async (_title, body, reason) => {
  const error = await rejection(answer(body));
  expect(error).toMatchObject({ name: 'ResponseFormatError', code: 'response_format', status: 200, reason });
  expect(error.operationId).toBe('getThing');
  expect(`${error.message}${error.cause}`).not.toContain('secret');
});

describe('an empty body where JSON is declared', () => {
  const empty = (): Response => new Response('', { headers: type });

  test('is undefined if another success has no body, so that the type allows it', async () => {
    expect(await received({ responses: { ...declared.responses, 202: {} } }, empty())).toBeUndefined();
  });

  test('is an error if only a failure has no body', async () => {
    const promise = received({ responses: { ...declared.responses, 404: {} } }, empty());
    expect(await rejection(promise)).toMatchObject({ reason: 'empty_body' });
  });
});

test('__proto__ is a member like any other', async () => {
  const value = (await answer('{"__proto__":{"admin":true}}')) as Record<string, unknown>;
  expect(Object.keys(value)).toEqual(['__proto__']);
  expect(value.admin).toBeUndefined();
});

test('text and none read anything', async () => {
  expect(await text(new Response(''))).toBe('');
  const response = new Response('unread');
  expect(await none(response)).toBeUndefined();
  expect(response.bodyUsed).toBe(true);
});

test('jsonInt64 fails as json does', async () => {
  expect(await rejection(jsonInt64(new Response('[9007199254740993'), operation()))).toMatchObject({
    reason: 'invalid_json',
  });
  expect(await rejection(jsonInt64(new Response(''), operation()))).toMatchObject({ reason: 'empty_body' });
});
