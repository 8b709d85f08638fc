import { type ErrorWhen, errorWhen, json, jsonInt64 } from '../../src/index.js';
import { received, rejection } from '../support.js';

function read(
  body: unknown,
  rule: Omit<ErrorWhen, 'read' | 'as'>,
  as: ErrorWhen['as'] = json,
): Promise<unknown> {
  return received({ responses: { 200: { read: errorWhen, as, ...rule } } }, Response.json(body));
}

const invalid = { at: ['result', 'status'], in: ['invalid', 0] };

test.each([{ result: { status: 'invalid' }, reason: 'x' }, { result: { status: 0 } }])(
  'a success that the description calls an error is a ResponseError, with its body: %j',
  async (body) => {
    expect(await rejection(read(body, invalid))).toMatchObject({
      name: 'ResponseError',
      code: 'http_status',
      operationId: 'getThing',
      status: 200,
      body,
    });
  },
);

test.each([
  { result: { status: 'ok' } },
  { result: { status: '0' } },
  { result: {} },
  { status: 'invalid' },
  null,
])('with another value at that place, or no such place, it is a success: %j', async (body) => {
  expect(await read(body, invalid)).toEqual(body);
});

test.each<[unknown, boolean]>([
  [{ error: 'no such customer' }, true],
  [{ error: { code: 1 } }, true],
  [{ error: 0 }, true],
  [{ error: false }, true],
  [{ error: '' }, false],
  [{ error: null }, false],
  [{}, false],
])('without values, any makes it an error but null and an empty text: %j', async (body, isError) => {
  const error = await read(body, { at: ['error'] }).then(
    () => undefined,
    ({ name }) => name,
  );
  expect(error).toBe(isError ? 'ResponseError' : undefined);
});

test('the body is read as the description says', async () => {
  expect(await read({ id: 1 }, invalid, jsonInt64)).toEqual({ id: 1 });
  const text = new Response('{"result":{"status":"invalid"},"id":9007199254740993}');
  const responses = { 200: { read: errorWhen, as: jsonInt64, ...invalid } };
  expect((await rejection(received({ responses }, text))).body).toMatchObject({ id: 9007199254740993n });
});
