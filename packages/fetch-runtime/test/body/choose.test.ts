import {
  type Body,
  type BodyContent,
  binaryBody,
  chooseBody,
  jsonBody,
  jsonInt64Body,
  textBody,
  urlencodedBody,
} from '../../src/index.js';
import { rejection, sent } from '../support.js';

const contents = [
  { type: 'application/json', encode: jsonBody },
  { type: 'application/json; v=2', encode: jsonBody },
  { type: 'text/*', encode: textBody },
  { type: '*/*', encode: binaryBody },
];
const several = { method: 'POST', body: { encode: chooseBody, contents, required: true } };

test.each([
  [undefined, '{"a":1}', 'application/json'],
  ['application/json; v=2', '{"a":1}', 'application/json; v=2'],
  ['Application/JSON; v=3', '{"a":1}', 'Application/JSON; v=3'],
])('contentType %p writes JSON', async (contentType, text, type) => {
  const { init, headers } = await sent(several, { body: { a: 1 }, contentType });
  expect(init.body).toBe(text);
  expect(headers.get('content-type')).toBe(type);
});

test('contentType may name a type within a range, the narrower range first', async () => {
  const { init, headers } = await sent(several, { body: 7, contentType: 'text/csv' });
  expect(init.body).toBe('7');
  expect(headers.get('content-type')).toBe('text/csv');
  expect((await sent(several, { body: 'x', contentType: 'image/png' })).headers.get('content-type')).toBe(
    'image/png',
  );
});

test.each([
  ['an unknown type', 'image/png'],
  ['a range', 'text/*'],
  ['no text', 7],
])('%s is refused', async (_title, contentType) => {
  const body = { encode: chooseBody, contents: contents.slice(0, 3), required: true };
  const error = await rejection(sent({ method: 'POST', body }, { body: 'x', contentType }));
  expect(error).toMatchObject({ name: 'RequestError', field: 'contentType' });
  expect(error.message).toContain('is not a media type that the operation takes');
});

test.each(['text/csv; header=présent\n', 'text/csv; name=日本'])(
  'a type that no header may hold is refused by the name of its member: %p',
  async (contentType) => {
    const error = await rejection(sent(several, { body: 'x', contentType }));
    expect(error).toMatchObject({ name: 'RequestError', field: 'contentType' });
  },
);

test('a type that is declared with its parameters is taken before one without', async () => {
  const body = {
    encode: chooseBody,
    contents: [
      { type: 'text/csv', encode: jsonBody },
      { type: 'text/csv; header=absent', encode: textBody },
      { type: '*/*', encode: binaryBody },
      { type: 'text/*', encode: textBody },
    ],
  };
  const written = async (contentType: unknown): Promise<unknown> =>
    (await sent({ method: 'POST', body }, { body: 'a', contentType })).init.body;
  expect(await written('text/csv; header=absent')).toBe('a');
  expect(await written('text/csv')).toBe('"a"');
  expect(await written(null)).toBe('"a"');
  const { init } = await sent({ method: 'POST', body }, { body: 7, contentType: 'text/html' });
  expect(init.body).toBe('7');
});

test.each<[string, BodyContent['encode'], unknown, string]>([
  ['JSON', jsonBody, 1, 'application/json'],
  ['JSON with large integers', jsonInt64Body, 1n, 'application/json'],
  ['text', textBody, 'a', 'text/plain'],
  ['a form', urlencodedBody, {}, 'application/x-www-form-urlencoded'],
  ['bytes', binaryBody, 'a', 'application/octet-stream'],
])(
  'where the operation takes any type, and the request names none, %s says what it is',
  async (_title, encode, body, type) => {
    const described = { encode: chooseBody, contents: [{ type: '*/*', encode }] };
    expect((await sent({ method: 'POST', body: described }, { body })).headers.get('content-type')).toBe(
      type,
    );
  },
);

test('null where the first media type is not JSON, and no body is needed, sends none', async () => {
  const body = { encode: chooseBody, contents: contents.slice(2) };
  expect((await sent({ method: 'POST', body }, { body: null })).init).not.toHaveProperty('body');
});

test('null is a body where that is JSON', async () => {
  const { init, headers } = await sent(several, { body: null });
  expect(init.body).toBe('null');
  expect(headers.get('content-type')).toBe('application/json');
});

describe('no body', () => {
  const asText = { encode: textBody, type: 'text/csv' };
  test.each<[string, Body, unknown]>([
    ['undefined', asText, undefined],
    ['undefined, of several media types,', { encode: chooseBody, contents }, undefined],
    ['null where it is not JSON', asText, null],
    [
      'null where the first media type is not JSON',
      { encode: chooseBody, contents: contents.slice(2) },
      null,
    ],
  ])('%s is a RequiredError where the operation needs one', async (_title, described, body) => {
    const promise = sent({ method: 'POST', body: { ...described, required: true } }, { body });
    expect(await rejection(promise)).toMatchObject({
      name: 'RequiredError',
      code: 'required',
      field: 'body',
    });
  });

  test('an optional one is left out, with its content type', async () => {
    const optional = { encode: chooseBody, contents };
    const { init, headers } = await sent({ method: 'POST', body: optional }, {});
    expect(init.body).toBeUndefined();
    expect(headers.has('content-type')).toBe(false);
  });
});
