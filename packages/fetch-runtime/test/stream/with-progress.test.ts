import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BinaryBody,
  binaryBody,
  type CallOptions,
  call,
  multipartBody,
  type Operation,
  type PlainConfiguration,
  type Progress,
  withProgress,
  withRetry,
} from '../../src/index.js';
import { still, until } from '../clock.js';
import { operation, rejection } from '../support.js';
import { noTimerLeft, serverPerTest } from './server.js';

const server = serverPerTest();
noTimerLeft();

const putFile: Operation = operation({
  id: 'putFile',
  method: 'PUT',
  body: { encode: binaryBody, type: 'application/octet-stream', required: true },
});

function put(body: BinaryBody, options?: CallOptions, more: PlainConfiguration = {}): Promise<unknown> {
  return call({ basePath: server().url, ...more }, putFile, { body } as never, options);
}

const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', onUnhandled);
});
afterEach(async () => {
  await sleep(10);
  process.off('unhandledRejection', onUnhandled);
  expect(unhandled).toEqual([]);
});

/** What the server got of each request. */
interface Received {
  text: string;
  isWhole: boolean;
  headers: IncomingMessage['headers'];
}

/** Answers 204, or each request with the next of `statuses`, once its body is there. */
function receive(...statuses: number[]): Received[] {
  const requests: Received[] = [];
  server().answer((request, response) => {
    const received: Received = { text: '', isWhole: false, headers: request.headers };
    requests.push(received);
    request.on('data', (chunk) => (received.text += chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      received.isWhole = true;
      response.writeHead(statuses.shift() ?? 204).end();
    });
  });
  return requests;
}

function streamOf(...texts: string[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob(texts).stream() as ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Gives 100 pieces, one every 5 ms, or fails before the fifth. */
function slowStream(failure?: Error): { body: ReadableStream; cancel: jest.Mock } {
  let pieces = 0;
  const cancel = jest.fn();
  const body = new ReadableStream({
    pull: async (controller) => {
      await sleep(5);
      pieces += 1;
      if (failure !== undefined && pieces > 4) throw failure;
      if (pieces > 100) controller.close();
      else controller.enqueue(new Uint8Array(1_000));
    },
    cancel,
  });
  return { body, cancel };
}

const text = 'x'.repeat(200_000);

describe('an upload with progress', () => {
  test.each<[string, BinaryBody]>([
    ['Blob', new Blob([text])],
    ['bytes', new TextEncoder().encode(text)],
    ['buffer', new TextEncoder().encode(text).buffer],
    ['string', text],
  ])('sends a %s as it is, and adds up to its size', async (_title, body) => {
    const requests = receive();
    const steps: Progress[] = [];
    await put(withProgress(body, (step) => steps.push(step)));
    expect(requests).toMatchObject([{ text, isWhole: true }]);
    expect(requests[0]?.headers['content-type']).toBe('application/octet-stream');
    expect(steps.at(-1)).toEqual({ loadedBytes: text.length, totalBytes: text.length });
    expect(steps.length).toBeGreaterThan(1);
  });

  test('sends a stream, whose size is not known', async () => {
    const requests = receive();
    const steps: Progress[] = [];
    await put(withProgress(streamOf('one', 'two'), (step) => steps.push(step)));
    expect(requests).toMatchObject([{ text: 'onetwo', isWhole: true }]);
    expect(steps.at(-1)).toEqual({ loadedBytes: 6, totalBytes: undefined });
  });

  test('sends a file of the disk without reading it whole', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'upload-'));
    await writeFile(join(folder, 'statement.csv'), text);
    const requests = receive();
    const steps: Progress[] = [];
    await put(withProgress(await openAsBlob(join(folder, 'statement.csv')), (step) => steps.push(step)));
    await rm(folder, { recursive: true });
    expect(requests).toMatchObject([{ text }]);
    expect(steps.at(-1)?.loadedBytes).toBe(text.length);
  });

  test('sends a length where the caller gives one', async () => {
    const requests = receive();
    const headers = { 'content-length': String(text.length) };
    await put(
      withProgress(text, () => undefined),
      { headers },
    );
    expect(requests[0]?.headers).toMatchObject({ 'content-length': '200000' });
    expect(requests[0]?.headers['transfer-encoding']).toBeUndefined();
  });

  test('does not take more from the source than the server takes', async () => {
    let pulled = 0;
    const large = new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        if (pulled > 2_000) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    server().answer((request) => void request.pause().on('error', () => undefined));
    const controller = new AbortController();
    const { signal } = controller;
    const sending = rejection(
      put(
        withProgress(large, () => undefined, signal),
        { signal },
      ),
    );
    await still(() => pulled);
    expect(pulled).toBeGreaterThan(1);
    expect(pulled).toBeLessThan(500);
    controller.abort();
    expect(await sending).toMatchObject({ code: 'aborted' });
  });

  test('is not broken by a listener that throws', async () => {
    const requests = receive();
    await put(
      withProgress(text, () => {
        throw new Error('no screen');
      }),
    );
    expect(requests).toMatchObject([{ text }]);
  });

  test('of a form is asked for with the call, when the form is written', async () => {
    const requests = receive();
    const steps: Progress[] = [];
    const form = operation({
      method: 'POST',
      body: { encode: multipartBody, type: 'multipart/form-data' },
    });
    await call(
      { basePath: server().url },
      form,
      { body: { file: new Blob([text]) } } as never,
      async ({ init }) => {
        return init.body instanceof Blob ? { body: withProgress(init.body, (step) => steps.push(step)) } : {};
      },
    );
    expect(requests[0]?.text).toContain(text);
    expect(requests[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(steps.at(-1)?.totalBytes).toBe(requests[0]?.text.length);
  });

  test('is repeated where it is made for every attempt', async () => {
    const requests = receive(503, 204);
    const steps: Progress[] = [];
    const counting = (url: string, init: RequestInit): Promise<Response> => {
      const { body } = init;
      if (!(body instanceof Blob)) return fetch(url, init);
      return fetch(url, {
        ...init,
        body: withProgress(body, (step) => steps.push(step)),
        duplex: 'half',
      } as RequestInit);
    };
    await put(new Blob([text]), {}, { fetchApi: withRetry(counting, { sleep: async () => undefined }) });
    expect(requests.map((request) => request.text === text)).toEqual([true, true]);
    expect(steps.filter(({ loadedBytes }) => loadedBytes === text.length)).toHaveLength(2);
  });

  test('is not repeated otherwise: a stream is gone once it is sent', async () => {
    const requests = receive(503, 204);
    const fetchApi = withRetry(fetch, { sleep: async () => undefined });
    const sent = put(
      withProgress(text, () => undefined),
      {},
      { fetchApi },
    );
    expect(await rejection(sent)).toMatchObject({ status: 503 });
    expect(requests).toHaveLength(1);
  });
});

describe('an abort in the middle of an upload', () => {
  test.each<[string, (body: ReadableStream, signal: AbortSignal) => BinaryBody]>([
    ['of a stream', (body) => body],
    ['of one with progress', (body, signal) => withProgress(body, () => undefined, signal)],
  ])('%s ends the request', async (_title, wrap) => {
    const requests = receive();
    const controller = new AbortController();
    const { signal } = controller;
    const { body } = slowStream();
    const sending = rejection(put(wrap(body, signal), { signal }));
    await until(() => (requests[0]?.text.length ?? 0) > 3_000);
    controller.abort();
    expect(await sending).toMatchObject({ name: 'FetchError', code: 'aborted', operationId: 'putFile' });
    await server().letGo();
    expect(requests[0]?.isWhole).toBe(false);
  });

  test('lets go of the source, where withProgress knows the signal', async () => {
    const requests = receive();
    const controller = new AbortController();
    const { signal } = controller;
    const { body, cancel } = slowStream();
    const sending = rejection(
      put(
        withProgress(body, () => undefined, signal),
        { signal },
      ),
    );
    await until(() => (requests[0]?.text.length ?? 0) > 3_000);
    controller.abort();
    await sending;
    await until(() => cancel.mock.calls.length === 1);
  });

  test('lets go of it as well where the stream takes the place of the body', async () => {
    const requests = receive();
    const controller = new AbortController();
    const { signal } = controller;
    const { body, cancel } = slowStream();
    const sending = rejection(put('x', { signal, body: withProgress(body, () => undefined, signal) }));
    await until(() => (requests[0]?.text.length ?? 0) > 3_000);
    controller.abort();
    await sending;
    await until(() => cancel.mock.calls.length === 1);
  });

  test('is done by timeoutMs too', async () => {
    receive();
    const sending = put(
      withProgress(slowStream().body, () => undefined),
      { timeoutMs: 100 },
    );
    expect(await rejection(sending)).toMatchObject({ name: 'FetchError', code: 'timeout' });
    await server().letGo();
  });
});

describe('a source that fails in the middle of an upload', () => {
  test.each<[string, (body: ReadableStream) => BinaryBody]>([
    ['of a stream', (body) => body],
    ['of one with progress', (body) => withProgress(body, () => undefined)],
  ])('%s is the cause of a FetchError, and the server gets no whole request', async (_title, wrap) => {
    const requests = receive();
    const failure = new Error('the disk is gone');
    const error = await rejection(put(wrap(slowStream(failure).body)));
    expect(error).toMatchObject({ name: 'FetchError', code: 'network' });
    expect(error.cause.cause).toMatchObject({ message: 'the disk is gone' });
    await server().letGo();
    expect(requests).toMatchObject([{ isWhole: false }]);
  });
});

describe('in a browser', () => {
  const { Request } = globalThis;
  const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  const body = new Blob(['x']);
  beforeEach(() => {
    const value = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' };
    Object.defineProperty(globalThis, 'navigator', { value, configurable: true });
  });
  afterEach(() => {
    globalThis.Request = Request;
    Reflect.deleteProperty(globalThis, 'navigator');
    if (navigator !== undefined) Object.defineProperty(globalThis, 'navigator', navigator);
  });

  test('and on a platform that is none, whether or not it knows duplex, progress is told', () => {
    const value = { userAgent: 'Cloudflare-Workers' };
    Object.defineProperty(globalThis, 'navigator', { value, configurable: true });
    globalThis.Request = class {
      constructor() {
        throw new Error('asked');
      }
    } as unknown as typeof Request;
    expect(withProgress(body, () => undefined)).toBeInstanceOf(ReadableStream);
  });

  test('that can send streams, progress is told', () => {
    expect(withProgress(body, () => undefined)).toBeInstanceOf(ReadableStream);
  });

  test.each([
    ['would send the name of the stream, as Firefox', (init: RequestInit) => String(init.body)],
    ['refuses the stream later, as Safari', () => null],
  ])('that %s, the body is sent whole', (_title, bodyOf) => {
    globalThis.Request = class extends Request {
      constructor(url: string, init: RequestInit) {
        super(url, { method: 'POST', body: bodyOf(init) });
      }
    } as typeof Request;
    expect(withProgress(body, () => undefined)).toBe(body);
    expect(withProgress('x', () => undefined)).toBeInstanceOf(Blob);
  });
});
