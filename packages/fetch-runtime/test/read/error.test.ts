import { blob, byMediaType, json, type Operation, type ResponseError } from '../../src/index.js';
import { received, rejection } from '../support.js';

const responses: Operation['responses'] = {
  200: json,
  404: json,
  '4XX': json,
  default: { read: byMediaType, contents: { 'application/octet-stream': blob } },
};

async function errorOf(
  status: number,
  body: BodyInit | null,
  contentType = 'application/json',
): Promise<ResponseError> {
  return rejection(
    received({ responses }, new Response(body, { status, headers: { 'content-type': contentType } })),
  );
}

test('the body of a failure is read as the description says', async () => {
  expect(await errorOf(404, '{"code":1}')).toMatchObject({
    name: 'ResponseError',
    status: 404,
    body: { code: 1 },
  });
  expect((await errorOf(422, '{"code":2}', 'application/problem+json')).body).toEqual({ code: 2 });
  expect(await ((await errorOf(500, 'abc', 'application/octet-stream')).body as Blob).text()).toBe('abc');
});

test.each<[string, number, BodyInit | null, string]>([
  ['is not what its type says', 404, '<html>', 'application/json'],
  ['has no type and is no object', 404, new Uint8Array([0x31]), ''],
  ['is of another type', 500, '{}', 'application/json'],
  ['is empty', 404, '', 'application/json'],
  ['is missing', 404, null, 'application/json'],
  ['is longer than 1 MiB', 404, `"${'x'.repeat(1024 * 1024)}"`, 'application/json'],
])('where it %s, the error has the status and no body', async (_title, status, body, contentType) => {
  const error = await errorOf(status, body, contentType);
  expect(error).toMatchObject({ name: 'ResponseError', code: 'http_status', status });
  expect(error.body).toBeUndefined();
});

test('1 MiB is still read', async () => {
  const longest = 'x'.repeat(1024 * 1024 - 2);
  expect((await errorOf(404, `"${longest}"`)).body).toBe(longest);
});

test('an endless body is cut off', async () => {
  let cancelled = false;
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
    cancel: () => {
      cancelled = true;
    },
  });
  expect((await errorOf(404, endless)).body).toBeUndefined();
  expect(cancelled).toBe(true);
});

test('a body that breaks off does not hide the status', async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
  expect(await errorOf(404, broken)).toMatchObject({ status: 404, body: undefined });
});

test.each([304, 302])('%d, not followed, is a failure too', async (status) => {
  expect(await errorOf(status, null)).toMatchObject({ name: 'ResponseError', status });
});

test('an opaque answer, such as an unfollowed redirect in a browser, is a failure', async () => {
  const error = await rejection(received({ responses }, Response.error()));
  expect(error).toMatchObject({ name: 'ResponseError', status: 0 });
  expect(error.message).toBe('getThing: GET /things answered 0');
});
