import { json, jsonInt64, none } from '../../src/index.js';
import { newCall, received, rejection } from '../support.js';

const declared = { responses: { 200: json } };
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

test.each([null, 'text/html', 'application/octet-stream'])(
  'a success that says %p is JSON where its parser takes it: servers mislabel it',
  async (contentType) => {
    const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType };
    const body = new TextEncoder().encode('{"a":1}');
    expect(await received(declared, new Response(body, { headers }))).toEqual({ a: 1 });
  },
);

test.each([
  ['application/json', { a: 1 }],
  ['Application/Problem+JSON; charset=utf-8', { a: 1 }],
  ['text/html', undefined],
  [null, undefined],
])(
  'an error that says %p has the body %p: only what says that it is JSON is read',
  async (contentType, body) => {
    const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType };
    const response = new Response(new TextEncoder().encode('{"a":1}'), { status: 400, headers });
    const error = await rejection(received({ responses: { 400: json } }, response));
    expect(error).toMatchObject({ name: 'ResponseError', status: 400 });
    expect(error.body).toEqual(body);
  },
);

test('an empty body is an error, also where only a failure has none', async () => {
  const empty = new Response('', { headers: type });
  const promise = received({ responses: { ...declared.responses, 404: none } }, empty);
  expect(await rejection(promise)).toMatchObject({ reason: 'empty_body' });
});

test('__proto__ is a member like any other', async () => {
  const value = (await answer('{"__proto__":{"admin":true}}')) as Record<string, unknown>;
  expect(Object.keys(value)).toEqual(['__proto__']);
  expect(value.admin).toBeUndefined();
});

test('none reads anything', async () => {
  const response = new Response('unread');
  expect(await none(response)).toBeUndefined();
  expect(response.bodyUsed).toBe(true);
});

test('jsonInt64 fails as json does', async () => {
  expect(await rejection(jsonInt64(new Response('[9007199254740993'), newCall()))).toMatchObject({
    reason: 'invalid_json',
  });
  expect(await rejection(jsonInt64(new Response(''), newCall()))).toMatchObject({ reason: 'empty_body' });
});
