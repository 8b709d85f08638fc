import fc from 'fast-check';
import { binaryBody, call, isOutcomeUnknown, type Middleware, withMiddleware } from '../../src/index.js';
import { operation, rejection } from '../support.js';
import { type Asked, ask, outcomeOf, serverPerTest } from './harness.js';
import { makeThing } from './operations.js';
import { freePort } from './server.js';

const server = serverPerTest();

const upload: Asked = {
  operation: { ...makeThing, body: { encode: binaryBody, type: 'application/octet-stream', required: true } },
};
const post: Asked = { operation: makeThing, request: { body: 1 } };

/** Words and codes by which a platform says that there was no connection. */
const words = [
  'connect ECONNREFUSED 127.0.0.1:5432',
  'getaddrinfo ENOTFOUND files.example.test',
  'self-signed certificate',
  'Connection refused (os error 111)',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'bad port',
];
const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED', 'UND_ERR_INVALID_ARG'];

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

/** An error as that of a file service which the body is read from. */
const said = fc.constantFrom(...words);
const system = fc
  .tuple(said, fc.constantFrom(...codes))
  .map(([message, code]) => Object.assign(new Error(message), { code }));
const source: fc.Arbitrary<unknown> = fc.oneof(
  said,
  system,
  system.map((cause) => new TypeError('fetch failed', { cause })),
  system.map((error) => new AggregateError([error], 'all failed')),
  system.map(
    (cause) => new Error('the file cannot be read', { cause: new Error('fetch failed', { cause }) }),
  ),
);

/** Gives a piece, and fails once the server has the request. */
function failing(error: unknown): ReadableStream {
  const before = server().requests.length;
  let isBegun = false;
  return new ReadableStream({
    pull: async (controller) => {
      if (!isBegun) controller.enqueue(new Uint8Array(10));
      else {
        while (server().requests.length === before) await new Promise(setImmediate);
        controller.error(error);
      }
      isBegun = true;
    },
  });
}

describe('what the source of a body says of its own connection is not said of the request', () => {
  const ways: [string, (body: ReadableStream) => Asked][] = [
    ['in the request', (body) => ({ ...upload, request: { body } })],
    ['by the options', (body) => ({ ...post, options: { body } })],
    [
      'by a hook',
      (body) => {
        const pre: Middleware['pre'] = ({ url, init }) => ({
          url,
          init: { ...init, body, duplex: 'half' } as RequestInit,
        });
        return { ...post, fetchApi: withMiddleware(fetch, { pre }) };
      },
    ],
  ];

  test.each(ways)('a POST with the stream %s stays in doubt', async (_title, asked) => {
    await fc.assert(
      fc.asyncProperty(source, async (error) => {
        server().answer(() => new Promise(() => undefined));
        const thrown = await rejection(ask(server(), asked(failing(error))));
        expect(isOutcomeUnknown(thrown)).toBe(true);
        await server().letGo();
      }),
      {
        numRuns: 40,
        examples: [[new Error('bad port')], [coded('UND_ERR_INVALID_ARG')], [coded('ECONNREFUSED')]],
      },
    );
  });

  test('it is the code network, and the cause keeps what the source said', async () => {
    const error = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
    const thrown = await rejection(ask(server(), { ...upload, request: { body: failing(error) } }));
    expect(thrown).toMatchObject({ name: 'OutcomeUnknownError', cause: { code: 'network' } });
    expect((thrown.cause as Error).cause).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await server().letGo();
  });
});

test('a POST with a stream that finds no connection is not in doubt', async () => {
  const body = new Blob(['a']).stream();
  const nobody = { url: `http://127.0.0.1:${await freePort()}` };
  expect(await outcomeOf(ask(nobody, { ...upload, request: { body } }))).toEqual({
    error: 'FetchError',
    code: 'connection',
  });
});

test('a stream arrives whole, piece by piece as it is read, and is let go of when the call is aborted', async () => {
  const body = { encode: binaryBody, type: 'application/octet-stream' };
  const described = operation({ method: 'PUT', body });
  const pieces = ['a', 'bc', 'def'];
  const stream = new ReadableStream({
    pull: (controller) => {
      const piece = pieces.shift();
      if (piece === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(piece));
    },
  });
  let got = '';
  const fetchApi = async (_url: string, init: RequestInit): Promise<Response> => {
    got = await new Response(init.body as ReadableStream).text();
    return new Response();
  };
  await call({ fetchApi }, described, { body: stream } as never);
  expect(got).toBe('abcdef');

  const controller = new AbortController();
  let cancelled: unknown;
  const endless = new ReadableStream({
    pull: (to) => to.enqueue(new Uint8Array(1)),
    cancel: (reason) => {
      cancelled = reason;
    },
  });
  const ends = async (_url: string, init: RequestInit): Promise<Response> => {
    const reader = (init.body as ReadableStream).getReader();
    await reader.read();
    controller.abort(new Error('enough'));
    await reader.closed;
    return new Response();
  };
  const options = { signal: controller.signal };
  await rejection(call({ fetchApi: ends }, described, { body: endless } as never, options));
  await new Promise(setImmediate);
  expect(cancelled).toMatchObject({ message: 'enough' });
});
