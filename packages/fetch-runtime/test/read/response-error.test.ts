import { inspect } from 'node:util';
import * as fc from 'fast-check';
import {
  blob,
  byMediaType,
  json,
  jsonInt64,
  none,
  type Operation,
  type ResponseError,
  send,
  text,
} from '../../src/index.js';
import { jumping } from '../clock.js';
import { answering, hanging, operation, received, rejection } from '../support.js';

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
])(
  'where it %s, the error has the status, no body, and says so',
  async (_title, status, body, contentType) => {
    const error = await errorOf(status, body, contentType);
    expect(error).toMatchObject({ name: 'ResponseError', code: 'http_status', status });
    expect(error.body).toBeUndefined();
    expect(error.bodyProblem).toEqual(expect.any(String));
  },
);

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

describe('what the description leaves out is read all the same', () => {
  const silentOn = { 200: json, 402: none };

  test.each<[number, string | null, string, unknown]>([
    [402, 'application/json', '{"code":"insufficient_funds"}', { code: 'insufficient_funds' }],
    [500, 'application/problem+json', '{"title":"down"}', { title: 'down' }],
    [500, null, ' [1]', [1]],
    [500, 'text/html', '{"a":1}', { a: 1 }],
    [502, 'text/html', '<html>Bad Gateway</html>', '<html>Bad Gateway</html>'],
    [402, 'text/plain', 'Invalid key', 'Invalid key'],
    [503, 'application/octet-stream', 'busy', 'busy'],
    [500, 'application/json', '{"broken":', '{"broken":'],
    [500, 'application/json', 'null', null],
    [500, 'text/plain', '12', '12'],
    [500, 'application/json', '', undefined],
  ])('%d, sent as %s: %j', async (status, type, sent, body) => {
    const headers: Record<string, string> = type === null ? {} : { 'content-type': type };
    const response = new Response(new TextEncoder().encode(sent), { status, headers });
    const error = await rejection(received({ responses: silentOn }, response));
    expect(error).toMatchObject({ name: 'ResponseError', status });
    expect([error.body, error.rawBody, error.bodyProblem]).toEqual([body, body, undefined]);
  });

  test('HEAD and 304 have no body to read', async () => {
    const head = received({ method: 'HEAD', responses: silentOn }, new Response(null, { status: 404 }));
    expect(await rejection(head)).toMatchObject({ body: undefined, rawBody: undefined });
    const notModified = received({ responses: silentOn }, new Response(null, { status: 304 }));
    expect(await rejection(notModified)).toMatchObject({ body: undefined, bodyProblem: undefined });
  });
});

describe('what was sent as another type than described is in rawBody, and bodyProblem says why', () => {
  const described = {
    200: json,
    424: json,
    500: { read: byMediaType, contents: { 'text/plain': text } },
    503: { read: byMediaType, contents: { 'application/pdf': blob } },
  };
  const latin1 = Uint8Array.from('Ungültig', (character) => character.charCodeAt(0));

  test.each<[string, number, string, BodyInit, unknown, string]>([
    ['text for JSON', 424, 'text/plain', 'gateway said no', 'gateway said no', 'unexpected_content_type'],
    ['a page for text', 500, 'text/html', '<html>x</html>', '<html>x</html>', 'unexpected_content_type'],
    ['a page called text', 500, 'text/plain', '<html>x</html>', '<html>x</html>', 'unexpected_content_type'],
    ['JSON for a file', 503, 'application/json', '{"a":1}', { a: 1 }, 'unexpected_content_type'],
    ['half of its JSON', 424, 'application/json', '{"code":', '{"code":', 'invalid_json'],
    ['nothing', 424, 'application/json', '', undefined, 'empty_body'],
    ['bytes that are no UTF-8', 424, 'application/json', latin1, 'Ung\ufffdltig', 'invalid_utf8'],
    [
      'text in a charset that nobody knows',
      500,
      'text/plain;charset=klingon',
      'nuq',
      'nuq',
      'unknown_charset',
    ],
    [
      'bytes that are no text',
      424,
      'image/png',
      new Uint8Array([137, 80, 0, 255]),
      undefined,
      'invalid_utf8',
    ],
  ])('%s', async (_title, status, contentType, sent, raw, problem) => {
    const response = new Response(sent, { status, headers: { 'content-type': contentType } });
    const error = await rejection(received({ responses: described }, response));
    expect(error).toMatchObject({ name: 'ResponseError', status, body: undefined });
    expect(error.rawBody).toEqual(raw);
    expect(error.bodyProblem).toBe(problem);
  });

  test('the charset that it names is honoured', async () => {
    const response = new Response(latin1, {
      status: 424,
      headers: { 'content-type': 'text/plain; charset=iso-8859-1' },
    });
    expect((await rejection(received({ responses: described }, response))).rawBody).toBe('Ungültig');
  });
});

describe('what came before it ended is kept', () => {
  test('of a body that is too long, the first MiB', async () => {
    const error = await errorOf(500, 'x'.repeat(2 * 1024 * 1024), 'text/plain');
    expect(error.bodyProblem).toBe('too_large');
    expect(String(error.rawBody).length).toBeLessThanOrEqual(1024 * 1024);
    expect(error.rawBody).toMatch(/^x{1000}/);
  });

  test('of a body that breaks off, what came', async () => {
    let pieces = 0;
    const broken = new ReadableStream({
      pull: (controller) => {
        pieces += 1;
        if (pieces > 1) return controller.error(new TypeError('terminated'));
        return controller.enqueue(new TextEncoder().encode('{"code":1,'));
      },
    });
    expect(await errorOf(404, broken)).toMatchObject({
      status: 404,
      body: undefined,
      rawBody: '{"code":1,',
      bodyProblem: 'network',
    });
  });

  test('of a body that does not end within timeoutMs, what came', async () => {
    const { response } = hanging('{"code":1', { status: 500 });
    const sending = () =>
      send(answering(response, { timeoutMs: 30 }), operation({ responses: { 200: json } }), {} as never);
    expect(await jumping(() => rejection(sending()))).toMatchObject({
      name: 'ResponseError',
      status: 500,
      rawBody: '{"code":1',
      bodyProblem: 'timeout',
    });
  });

  test('of a body that a hook has read, nothing: it says so', async () => {
    const response = new Response('gone', { status: 500 });
    await response.text();
    expect(await rejection(received({ responses: { 200: json } }, response))).toMatchObject({
      rawBody: undefined,
      bodyProblem: 'body_already_read',
    });
  });
});

const anyAnswer = fc.constantFrom<Operation['responses'][string] | undefined>(
  undefined,
  none,
  json,
  jsonInt64,
  text,
  blob,
  { read: byMediaType, contents: { 'text/plain': text } },
  { read: byMediaType, contents: { 'application/json': json, 'application/pdf': blob } },
);
const anyLabel = fc.constantFrom(
  '',
  'application/json',
  'application/problem+json; charset=utf-8',
  'text/html',
  'text/plain; charset=klingon',
  'application/octet-stream',
  'image/png',
  'none',
);
const anyStatus = fc.constantFrom(300, 302, 400, 401, 404, 418, 500, 502, 503, 599);

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

test('nothing an error says is lost, whatever is described, and printed by nothing', async () => {
  const marked = fc.oneof(
    fc.json({ maxDepth: 3 }).map((value) => `{"Zq7":${value}}`),
    fc
      .string({ unit: 'grapheme' })
      .filter((value) => !value.includes('\0'))
      .map((value) => `Zq7${value}`),
  );
  await fc.assert(
    fc.asyncProperty(marked, anyLabel, anyStatus, anyAnswer, async (sent, label, status, answer) => {
      const headers: Record<string, string> = label === '' ? {} : { 'content-type': label };
      const response = new Response(new TextEncoder().encode(sent), { status, headers });
      const responses = { 200: json, ...(answer === undefined ? {} : { [status]: answer }) };
      const error = await rejection(received({ responses }, response));
      expect(error).toMatchObject({ name: 'ResponseError', status });
      const raw = error.rawBody instanceof Blob ? await error.rawBody.text() : error.rawBody;
      const isParsed = sent.startsWith('{') && typeof raw === 'object';
      expect(isParsed ? JSON.parse(JSON.stringify(raw, rounded)) : raw).toEqual(
        isParsed ? JSON.parse(sent) : sent.replace(/^\ufeff/, ''),
      );
      if (error.bodyProblem === undefined) expect(error.body).toBe(error.rawBody);
      else expect(error.body).toBeUndefined();
      const shown = [inspect(error), JSON.stringify(error), String(error), error.stack, error.message];
      expect(shown.join()).not.toContain('Zq7');
    }),
    { numRuns: 1_000 },
  );
});

test('any bytes at all give an error with its status, never another one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array(),
      anyLabel,
      anyStatus,
      anyAnswer,
      async (bytes, label, status, answer) => {
        const headers: Record<string, string> = label === '' ? {} : { 'content-type': label };
        const response = new Response(Uint8Array.from(bytes), { status, headers });
        const error = await rejection(received({ responses: { [status]: answer ?? none } }, response));
        expect(error).toMatchObject({ name: 'ResponseError', status });
      },
    ),
    { numRuns: 1_000 },
  );
});
