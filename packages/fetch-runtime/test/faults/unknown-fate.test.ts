import { binaryBody, type Middleware, withMiddleware, withRetry } from '../../src/index.js';
import { endedAt } from '../clock.js';
import { network, timeout, unknown } from './cases/case.js';
import { cuts } from './cases/cuts.js';
import { notHttp } from './cases/framing.js';
import { slow } from './cases/slow.js';
import { type Asked, ask, outcomeOf, serverPerTest } from './harness.js';
import { makeThing, replaceThing } from './operations.js';
import { answer, cut, hangUp, head, pause } from './script.js';
import { freePort } from './server.js';

const server = serverPerTest();

const post: Asked = { operation: makeThing, request: { body: { amount: 1 } } };
const patch: Asked = { ...post, operation: { ...makeThing, method: 'PATCH' } };
const lost = unknown(network);

describe('a POST without Idempotency-Key whose answer is lost: nobody knows whether it had its effect', () => {
  test.each([...cuts, ...notHttp.filter(({ outcome }) => outcome === network)])(
    'the server $title',
    async ({ script }) => {
      server().answer(...script('blue'));
      expect(await outcomeOf(ask(server(), post))).toEqual(lost);
      expect(server().requests).toHaveLength(1);
    },
  );

  test.each(slow.filter(({ outcome }) => outcome === timeout))('the server $title', async ({ script }) => {
    server().answer(...script('blue'));
    const asked = () => outcomeOf(ask(server(), { ...post, timeoutMs: 150 }));
    const isAsked = (): boolean => server().requests.length > 0;
    expect(await endedAt(150, isAsked, asked)).toEqual(unknown(timeout));
    await server().letGo();
  });

  // A reset at once can come before Node knows of the connection, and then it has sent nothing.
  test.each([
    ['closes it at once', [hangUp]],
    ['resets it soon', [pause(20), cut]],
  ])('the server takes the connection and %s', async (_title, greeting) => {
    server().greet(...greeting);
    expect(await outcomeOf(ask(server(), post))).toEqual(lost);
  });

  test('a PATCH likewise', async () => {
    server().answer(cut);
    expect(await outcomeOf(ask(server(), patch))).toEqual(lost);
  });

  test.each([502, 503, 504])(
    'a gateway answers %d in its place: the error keeps its class',
    async (status) => {
      server().answer(...answer(status, ''));
      const error = await ask(server(), post).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'ResponseError', status, outcomeUnknown: true });
    },
  );

  test('a page of HTML comes as a success', async () => {
    server().answer(...answer(200, '<html>'));
    const error = await ask(server(), post).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ResponseFormatError', outcomeUnknown: true });
  });

  test('the caller gives up while it is under way', async () => {
    const controller = new AbortController();
    server().answer(() => controller.abort());
    const asked = ask(server(), { ...post, options: { signal: controller.signal } });
    expect(await outcomeOf(asked)).toEqual(unknown({ error: 'FetchError', code: 'aborted' }));
    await server().letGo();
  });

  test('a stream as the body fails on its way', async () => {
    const body = new ReadableStream({
      pull: async (controller) => {
        controller.enqueue(new Uint8Array(1_000));
        if (server().requests.length > 0) controller.error(new Error('the disk is gone'));
        await new Promise((resolve) => setTimeout(resolve, 5));
      },
    });
    server().answer(pause(10_000));
    expect(await outcomeOf(ask(server(), { ...upload, request: { body } }))).toEqual(lost);
  });

  test('the server redirects, and the redirect that the caller wants followed leads nowhere', async () => {
    server().answer(head(307, { Location: `http://127.0.0.1:${await freePort()}/`, 'Content-Length': 0 }));
    const asked = ask(server(), { ...post, options: { redirect: 'follow' } });
    expect(await outcomeOf(asked)).toEqual(unknown({ error: 'FetchError', code: 'connection' }));
    expect(server().requests).toHaveLength(1);
  });

  test('the error names the operation that tells', async () => {
    server().answer(cut);
    const operation = { ...makeThing, outcomeCheck: 'listThings' };
    const error = await ask(server(), { ...post, operation }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', outcomeCheck: 'listThings' });
  });
});

const upload: Asked = {
  operation: { ...makeThing, body: { encode: binaryBody, type: 'application/octet-stream', required: true } },
};
/** A stream that somebody else reads. */
function locked(): ReadableStream {
  const stream = new Blob(['a']).stream();
  stream.getReader();
  return stream;
}
/** A stream that has been read to its end, and is free again. */
async function used(): Promise<ReadableStream> {
  const stream = new Blob(['a']).stream();
  const reader = stream.getReader();
  while (!(await reader.read()).done);
  reader.releaseLock();
  return stream;
}
const withInit = (options: object): Asked => ({ ...post, options: options as RequestInit });
const given = new Uint8Array(8);
structuredClone(given, { transfer: [given.buffer] });

describe('a POST that cannot be sent: nothing is in doubt, as nothing was sent', () => {
  const refused = { error: 'FetchError', code: 'network' };
  const invalid = { error: 'RequestError', code: 'invalid_request' };
  test.each<[string, () => Asked | Promise<Asked>, object]>([
    ['a stream as the body that is locked', () => ({ ...upload, request: { body: locked() } }), invalid],
    [
      'a stream as the body that has been read',
      async () => ({ ...upload, request: { body: await used() } }),
      invalid,
    ],
    ['bytes that were given away', () => ({ ...upload, request: { body: given } }), invalid],
    [
      'bytes in memory that is shared',
      () => withInit({ body: new Uint8Array(new SharedArrayBuffer(2)) }),
      refused,
    ],
    ['a locked stream by the options', () => withInit({ body: locked() }), refused],
    ['a read stream by the options', async () => withInit({ body: await used() }), refused],
    ['a body that is none', () => withInit({ body: Symbol('a') }), refused],
    ['a method that fetch does not send', () => withInit({ method: 'CONNECT' }), invalid],
    ['a method that is none', () => withInit({ method: 'A B' }), invalid],
    ['a mode that is none', () => withInit({ mode: 'navigate' }), refused],
    ['a referrer that is no URL', () => withInit({ referrer: 'http://[' }), refused],
    ['a header that Node does not send', () => withInit({ headers: { Expect: '100-continue' } }), refused],
    ['a header of the connection', () => withInit({ headers: { 'Transfer-Encoding': 'chunked' } }), refused],
    ['a length that is none', () => withInit({ headers: { 'Content-Length': 'abc' } }), refused],
    [
      'a length that is another',
      () => withInit({ headers: { 'Content-Length': '5' }, body: 'abc' }),
      refused,
    ],
    ['a header with a line break', () => withInit({ headers: { 'X-A': 'a\nb' } }), invalid],
  ])('%s', async (_title, asked, outcome) => {
    const { operation, request, options } = await asked();
    const error = await outcomeOf(ask(server(), { operation: operation!, request: request!, options }));
    expect(error).toEqual(outcome);
    expect(server().requests).toEqual([]);
  });

  test('a port that fetch blocks', async () => {
    const error = await ask({ url: 'http://127.0.0.1:6667' }, post).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'FetchError', cause: { cause: { message: 'bad port' } } });
  });

  test('what a hook has made of it', async () => {
    const cannot: Middleware = {
      pre: ({ url, init }) => ({ url, init: { ...init, body: locked(), duplex: 'half' } as never }),
    };
    for (const fetchApi of [withMiddleware(undefined, cannot), withRetry(withMiddleware(fetch, cannot))])
      expect(await outcomeOf(ask(server(), { ...post, fetchApi }))).toEqual(refused);
    const nowhere: Middleware = { pre: ({ init }) => ({ url: 'http://127.0.0.1:6667', init }) };
    const asked = ask(server(), { ...post, fetchApi: withMiddleware(fetch, nowhere) });
    expect(await outcomeOf(asked)).toMatchObject({ error: 'FetchError' });
    expect(server().requests).toEqual([]);
  });
});

describe('it is known', () => {
  test.each<[string, Asked]>([
    [
      'of a POST with an Idempotency-Key: sent again, it has its effect once',
      { ...post, request: { body: 1, idempotencyKey: 'k' } },
    ],
    ['of one whose key is among the headers', { ...post, options: { headers: { 'idempotency-key': 'k' } } }],
    ['of a PUT, which has its effect once by definition', { ...post, operation: replaceThing }],
    ['of a GET', {}],
  ])('%s', async (_title, asked) => {
    server().answer(cut);
    expect(await outcomeOf(ask(server(), asked))).toEqual(network);
  });

  test('where the server says no', async () => {
    server().answer(...answer(500, ''));
    expect(await outcomeOf(ask(server(), post))).toMatchObject({ error: 'ResponseError', status: 500 });
  });
});
