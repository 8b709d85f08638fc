import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sendOnce } from '../../src/http/send-once.js';
import { rejection } from '../support.js';

let server: Server | undefined;

/** The base URL of a real server. */
async function serving(listener: RequestListener): Promise<string> {
  server = createServer({ keepAliveTimeout: 0 }, listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server?.listening !== true ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

const options = { provider: 'acme', timeoutMs: 60_000 };

describe('a login', () => {
  test('gives status, headers and the JSON object of the answer, whatever the status', async () => {
    const url = await serving((_, response) => {
      response.writeHead(401, { 'x-reason': 'no' }).end('{"code":10001}');
    });
    const answer = await sendOnce(url, { method: 'POST', body: '{}' }, options);
    expect([answer.status, answer.headers.get('x-reason'), answer.body]).toEqual([
      401,
      'no',
      { code: 10001 },
    ]);
  });

  test.each(['<html>', '[1]', '"text"', '', '{"a":'])(
    'has no body object when it answers %j',
    async (text) => {
      const url = await serving((_, response) => response.end(text));
      expect(await sendOnce(url, {}, options)).toMatchObject({ text, body: undefined });
    },
  );

  test('of which nothing can have been sent may be tried again', async () => {
    const url = await serving(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    const error = await rejection(sendOnce(url, {}, options));
    expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true, provider: 'acme' });
  });

  test.each<[string, RequestListener]>([
    ['cut before the answer', (_, response) => response.destroy()],
    [
      'cut within the answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': 50 }).write('{"tok', () => response.destroy());
      },
    ],
  ])('%s may have taken effect', async (_, listener) => {
    const error = await rejection(sendOnce(await serving(listener), { method: 'POST' }, options));
    expect(error).toMatchObject({ code: 'outcome_unknown', retryable: false });
  });

  test.each<[string, RequestListener]>([
    ['head', () => undefined],
    ['body', (_, response) => response.writeHead(200).write('{')],
  ])('whose %s does not come in time may have taken effect', async (_, listener) => {
    const url = await serving(listener);
    const error = await rejection(sendOnce(url, {}, { ...options, timeoutMs: 50 }));
    expect(error).toMatchObject({ code: 'outcome_unknown' });
  });

  test('does not follow a redirect with its secrets', async () => {
    const asked: string[] = [];
    const url = await serving((request, response) => {
      asked.push(`${request.url}`);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    const error = await rejection(sendOnce(`${url}/login`, { method: 'POST', body: '{}' }, options));
    expect([error, asked]).toMatchObject([{ code: 'provider_unavailable', status: 307 }, ['/login']]);
  });

  test('is ended by its signal, and not begun when that has aborted', async () => {
    let requests = 0;
    const controller = new AbortController();
    const url = await serving(() => {
      requests += 1;
      controller.abort();
    });
    const aborted = AbortSignal.abort();
    expect(await rejection(sendOnce(url, {}, { ...options, signal: aborted }))).toMatchObject({
      code: 'provider_unavailable',
    });
    const call = sendOnce(url, {}, { ...options, signal: controller.signal });
    expect(await rejection(call)).toMatchObject({ code: 'outcome_unknown' });
    expect(requests).toBe(1);
  });

  test('is told how long to wait, by seconds or by a date', async () => {
    const url = await serving((_, response) => {
      response.sendDate = false;
      response.writeHead(503, { 'retry-after': 'Mon, 05 Jan 2026 12:01:30 GMT' }).end();
    });
    const nowMs = (): number => Date.UTC(2026, 0, 5, 12, 0, 0);
    expect(await sendOnce(url, {}, { ...options, nowMs })).toMatchObject({
      status: 503,
      retryAfterMs: 90_000,
    });
  });

  test('that was answered in part was sent, whatever the platform says of the rest', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.error(Object.assign(new Error(), { code: 'ECONNREFUSED' })),
    });
    const fetch = async (): Promise<Response> => new Response(body);
    expect(await rejection(sendOnce('https://x.test', {}, { ...options, fetch }))).toMatchObject({
      code: 'outcome_unknown',
    });
  });

  test.each([
    ['{"token":"t"}', { token: 't' }],
    [`{"a":"${'ü'.repeat(40_000)}"}`, undefined],
  ])('is read where the platform has no streams, and no more than 64 KiB', async (text, body) => {
    const plain = { status: 200, headers: new Headers(), type: 'default', text: async () => text };
    const fetch = async (): Promise<Response> => plain as Response;
    expect((await sendOnce('https://x.test', {}, { ...options, fetch })).body).toEqual(body);
  });

  test('reads 64 KiB of an answer and no more', async () => {
    const url = await serving((_, response) => response.end(`{"a":"${'x'.repeat(70_000)}"}`));
    expect(await sendOnce(url, {}, options)).toMatchObject({ status: 200, text: '', body: undefined });
  });
});
