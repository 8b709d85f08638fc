import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { blob, byMediaType, call, json, none, type Operation, withRetry } from '../../src/index.js';
import { drain } from '../../src/read/drain.js';
import { operation } from '../support.js';

const CALLS = 20;

/** Node's fetch asks for a second one where the next call comes before it has put the first back. After HEAD it always does. */
const FEW = 2;

const sockets = new Set<Socket>();
let server: Server;
let listener: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  sockets.clear();
  server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    // Only a connection that carried a request counts: Node's fetch may open one in advance.
    sockets.add(request.socket);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Sends as many calls, one after the other. @returns on how many connections. */
async function connectionsOf(parts: Partial<Operation>, options: { retry?: boolean } = {}): Promise<number> {
  const basePath = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sleep = async (): Promise<void> => undefined;
  const fetchApi = withRetry((url, init) => fetch(url, init), { maxRetries: 1, sleep });
  const configuration = { basePath, ...(options.retry === true ? { fetchApi } : {}) };
  for (let sent = 0; sent < CALLS; sent += 1) {
    await call(configuration, operation(parts), {} as never).catch(() => undefined);
  }
  return sockets.size;
}

function answer(status: number, body: string, type = 'application/json'): void {
  listener = (_request, response) => {
    response.writeHead(status, { 'content-type': type });
    response.flushHeaders();
    // After the head, as from a real network: a body that is there already would not notice that it is let go of.
    setImmediate(() => setImmediate(() => response.end(body)));
  };
}

const small = JSON.stringify({ text: 'x'.repeat(2_000) });
const page = `<html>${'x'.repeat(2_000)}</html>`;
const pdf = { read: byMediaType, contents: { 'application/pdf': blob } };

test.each<[string, Partial<Operation>, [number, string, string?]]>([
  ['a success whose body is not described', { responses: { 200: none } }, [200, small]],
  ['a success that the description does not have', { responses: { 404: json } }, [200, small]],
  ['a 204', { responses: { 204: none } }, [204, '']],
  ['an error as described', { responses: { 200: json, 400: json } }, [400, small]],
  ['an error without description', { responses: { 200: json } }, [500, small]],
  ['an error described without a body', { responses: { 402: none } }, [402, small]],
  ['an error that is a page', { responses: { 200: json, 502: json } }, [502, page, 'text/html']],
  ['a redirect that is not followed', { responses: { 200: json } }, [307, page, 'text/html']],
  ['a success that is not JSON', { responses: { 200: json } }, [200, page, 'text/html']],
  ['a page in place of a file', { responses: { 200: pdf } }, [200, page, 'text/html']],
])('%s: the connection serves the next call', async (_title, parts, [status, body, type]) => {
  answer(status, body, type);
  expect(await connectionsOf(parts)).toBeLessThanOrEqual(FEW);
});

test('what withRetry drops leaves the connection to the next attempt', async () => {
  answer(503, small);
  expect(await connectionsOf({ responses: { 200: json } }, { retry: true })).toBeLessThanOrEqual(FEW);
});

test('a body that nobody wants and that does not come in one piece is read to its end too', async () => {
  listener = (_request, response) => {
    response.write(small);
    setImmediate(() => setImmediate(() => response.end(small)));
  };
  expect(await connectionsOf({ responses: { 200: none } })).toBeLessThanOrEqual(FEW);
});

test('a body of more than 64 KiB that nobody wants is let go of, and its connection with it', async () => {
  answer(200, 'x'.repeat(1024 * 1024));
  expect(await connectionsOf({ responses: { 200: none } })).toBe(CALLS);
});

describe('reading what nobody wants is bounded', () => {
  test('by 64 KiB', async () => {
    const pull = jest.fn((controller: ReadableStreamDefaultController) =>
      controller.enqueue(new Uint8Array(1024)),
    );
    const cancel = jest.fn();
    await drain(new Response(new ReadableStream({ pull, cancel })));
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(pull.mock.calls.length).toBeLessThanOrEqual(66);
  });

  test('by a second, and leaves no timer behind', async () => {
    jest.useFakeTimers();
    try {
      const cancel = jest.fn();
      let isOver = false;
      const drained = drain(new Response(new ReadableStream({ cancel }))).then(() => {
        isOver = true;
      });
      await jest.advanceTimersByTimeAsync(999);
      expect([isOver, cancel.mock.calls.length]).toEqual([false, 0]);
      await jest.advanceTimersByTimeAsync(1);
      await drained;
      expect(cancel).toHaveBeenCalledTimes(1);
      await drain(new Response('x'));
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  test('and never fails, for a body that breaks off, is read elsewhere or is not there', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    const locked = new Response('x');
    locked.body?.getReader();
    for (const response of [new Response(broken), locked, new Response(null), Response.error()]) {
      await expect(drain(response)).resolves.toBeUndefined();
    }
  });

  test('the answer of a call whose body is not wanted does not depend on that body', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    const fetchApi = async (): Promise<Response> => new Response(broken);
    expect(await call({ fetchApi }, operation(), {} as never)).toBeUndefined();
    const hanging = async (): Promise<Response> => new Response(new ReadableStream());
    expect(await call({ fetchApi: hanging, timeoutMs: 50 }, operation(), {} as never)).toBeUndefined();
  });
});
