import { inspect } from 'node:util';
import * as fc from 'fast-check';
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

test.each<[string, string | null, unknown]>([
  ['{"a":1}', 'application/json', { a: 1 }],
  ['{"a":1}', 'Application/Problem+JSON; charset=utf-8', { a: 1 }],
  ['{"a":1}', 'text/html', { a: 1 }],
  [' [1]', null, [1]],
  ['5', 'application/json', 5],
  ['5', 'text/plain', undefined],
  ['"words"', null, undefined],
  ['null', 'text/html', undefined],
])(
  'of an error that says %p, by %p, the body is %p: what does not say that it is JSON must look like it',
  async (text, contentType, body) => {
    const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType };
    const response = new Response(new TextEncoder().encode(text), { status: 400, headers });
    const error = await rejection(received({ responses: { 400: json } }, response));
    expect(error).toMatchObject({ name: 'ResponseError', status: 400 });
    expect(error.body).toEqual(body);
    expect(error.bodyProblem).toBe(body === undefined ? 'unexpected_content_type' : undefined);
  },
);

describe('JSON is UTF-8 (RFC 8259); only what is none is read in the charset that it names', () => {
  const latin1 = Uint8Array.from('{"a":"é"}', (character) => character.charCodeAt(0));
  const utf16 = new Uint8Array(Buffer.from('{"a":"é"}', 'utf16le'));
  test.each<[string, BodyInit, string]>([
    ['UTF-8 that says Latin-1', '{"a":"é"}', 'application/json; charset=iso-8859-1'],
    ['UTF-8 that says what nobody knows', '{"a":"é"}', 'application/json; charset=klingon'],
    ['Latin-1 that says so', latin1, 'application/json; charset=ISO-8859-1'],
    ['UTF-16 that says so', utf16, 'application/json; charset=utf-16le'],
  ])('%s is read', async (_title, body, contentType) => {
    const response = new Response(body, { headers: { 'content-type': contentType } });
    expect(await received(declared, response)).toEqual({ a: 'é' });
  });

  test.each<[string, BodyInit, string, string]>([
    ['Latin-1 that says nothing', latin1, 'application/json', 'invalid_utf8'],
    ['Latin-1 that says UTF-8', latin1, 'application/json; charset=utf-8', 'invalid_utf8'],
    ['Latin-1 that says what nobody knows', latin1, 'application/json; charset=klingon', 'invalid_utf8'],
    ['UTF-16 that says nothing', utf16, 'application/json', 'invalid_utf8'],
  ])('%s is refused', async (_title, body, contentType, reason) => {
    const response = new Response(body, { headers: { 'content-type': contentType } });
    expect(await rejection(received(declared, response))).toMatchObject({ reason });
  });
});

test('what is not JSON is there to be read beside the error, and printed by nothing', async () => {
  const error = await rejection(answer('<html>secret</html>'));
  expect(error.rawBody).toBe('<html>secret</html>');
  expect(`${inspect(error)}${JSON.stringify(error)}`).not.toContain('secret');
});

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

test('any value is given as it was sent, with members that no description knows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ stringUnit: 'binary' }), async (sent) => {
      const read = await answer(JSON.stringify({ sent, unknown: sent }));
      expect(JSON.stringify(read)).toBe(JSON.stringify({ sent, unknown: sent }));
    }),
  );
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

describe('what no parser should try is a ResponseFormatError', () => {
  const bodies: [string, string][] = [
    ['a million open brackets', '['.repeat(1_000_000)],
    ['200 000 objects in each other, cut off', '{"a":'.repeat(200_000)],
  ];
  test.each(bodies)('%s', async (_title, body) => {
    expect(await rejection(answer(body))).toMatchObject({ reason: 'invalid_json', status: 200 });
    const response = new Response(body, { status: 500, headers: type });
    const error = await rejection(received({ responses: { 500: jsonInt64 } }, response));
    expect(error).toMatchObject({ name: 'ResponseError', bodyProblem: 'invalid_json' });
  });

  test('an integer of a million digits, where integers are exact', async () => {
    const response = new Response(`{"id":${'9'.repeat(1_000_000)}}`, { headers: type });
    expect(await rejection(received({ responses: { 200: jsonInt64 } }, response))).toMatchObject({
      reason: 'invalid_json',
    });
  });
});
