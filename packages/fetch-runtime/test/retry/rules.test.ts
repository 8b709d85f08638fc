import { type CallInfo, RequestError, withMiddleware, withRetry } from '../../src/index.js';
import { failures, info, type Outcome, retried, scripted, url } from './support.js';

const idempotent = ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'get', undefined];
const others = ['POST', 'PATCH', 'CONNECT', 'LOCK', 'post', 'WIDGET', 'PUTTING'];
const key = { 'idempotency-key': 'k-1' };

const transient: [string, Outcome][] = [408, 429, 500, 502, 503, 504].map((status) => [`${status}`, status]);
const unsent: [string, Outcome][] = [
  ['connection', failures.connection],
  ['dns', failures.dns],
];
const broken: [string, Outcome][] = [
  ['network', failures.network],
  ['timeout', failures.timeout],
];
const final: [string, Outcome][] = [
  ...[200, 204, 304, 400, 401, 403, 404, 409, 422, 425, 501, 505].map((status): [string, Outcome] => [
    `${status}`,
    status,
  ]),
  ['tls', failures.tls],
  ['aborted', failures.aborted],
];

const cases = (methods: readonly (string | undefined)[], outcomes: [string, Outcome][]) =>
  methods.flatMap((method) => outcomes.map(([title, outcome]) => ({ method, title, outcome })));
const init = (method: string | undefined): RequestInit => (method === undefined ? {} : { method });

describe('an idempotent request (RFC 9110 §9.2.2) is repeated twice', () => {
  test.each(cases(idempotent, [...transient, ...unsent, ...broken]))(
    '$method after $title',
    async ({ method, outcome }) => {
      expect(await retried([outcome], init(method))).toMatchObject({ outcome, attempts: 3 });
    },
  );

  test.each(cases(idempotent, final))('$method is not after $title', async ({ method, outcome }) => {
    expect(await retried([outcome], init(method))).toMatchObject({ outcome, attempts: 1 });
  });
});

describe('any other is repeated only where nothing can have been sent', () => {
  test.each(cases(others, unsent))('$method after $title', async ({ method, outcome }) => {
    expect(await retried([outcome], init(method))).toMatchObject({ outcome, attempts: 3 });
  });

  test.each(cases(others, [...transient, ...broken, ...final]))(
    '$method is not after $title',
    async ({ method, outcome }) => {
      expect(await retried([outcome], init(method))).toMatchObject({ outcome, attempts: 1 });
    },
  );

  test.each([429, 503])('nor after %d, though the server says when', async (status) => {
    const later = () => new Response(null, { status, headers: { 'retry-after': '1' } });
    expect(await retried([later], init('POST'))).toMatchObject({ outcome: status, attempts: 1 });
  });

  test('an attempt that may have been sent ends it, even after one that was not', async () => {
    const outcomes = [failures.connection, failures.network, 200];
    expect(await retried(outcomes, init('POST'))).toMatchObject({ outcome: failures.network, attempts: 2 });
  });
});

test('an operation that the description calls idempotent is repeated, whatever its method', async () => {
  const operation = { ...info, idempotent: true };
  for (const [, outcome] of [...transient, ...unsent, ...broken]) {
    const result = await retried([outcome], init('POST'), {}, operation);
    expect(result).toMatchObject({ outcome, attempts: 3 });
  }
});

describe('an Idempotency-Key makes any request one that can be repeated', () => {
  test.each([
    ['a record', key],
    ['a record in another case', { 'Idempotency-Key': 'k-1' }],
    ['Headers', new Headers(key)],
    ['pairs', Object.entries(key)],
  ])('as %s', async (_title, headers) => {
    for (const [, outcome] of [...transient, ...unsent, ...broken]) {
      expect(await retried([outcome], { method: 'POST', headers })).toMatchObject({ outcome, attempts: 3 });
    }
  });

  test('which every attempt has', async () => {
    const { fetchApi, inits } = scripted(503);
    await withRetry(fetchApi, { sleep: async () => undefined })(
      url,
      { method: 'POST', headers: key, body: '{"amount":1}' },
      info,
    );
    expect(inits).toHaveLength(3);
    for (const init of inits) expect(init).toMatchObject({ headers: key, body: '{"amount":1}' });
  });
});

describe('a body that can be read once is sent once', () => {
  async function* pieces() {
    yield new Uint8Array([1]);
  }
  test.each<[string, object]>([
    ['a stream', { body: new ReadableStream() }],
    ['a stream, as fetch of Node wants it', { body: new ReadableStream(), duplex: 'half' }],
    ['an iterable', { body: pieces(), duplex: 'half' }],
  ])('%s', async (_title, init) => {
    for (const outcome of [503, failures.connection, failures.network]) {
      expect(await retried([outcome], { method: 'PUT', headers: key, ...init })).toMatchObject({
        attempts: 1,
      });
    }
  });

  test.each<[string, NonNullable<RequestInit['body']>]>([
    ['text', 'text'],
    ['bytes', new Uint8Array([1])],
    ['a form', new FormData()],
    ['a blob', new Blob(['x'])],
  ])('%s can be read again', async (_title, body) => {
    expect(await retried([503, 200], { method: 'PUT', body })).toMatchObject({ outcome: 200, attempts: 2 });
  });
});

describe('who may not be asked again is not', () => {
  test('an operation that is excepted, whatever happens', async () => {
    for (const outcome of [500, failures.connection]) {
      expect(await retried([outcome], {}, { except: ['login', 'getThing'] })).toMatchObject({ attempts: 1 });
      expect(await retried([outcome], {}, { except: ['login'] })).toMatchObject({ attempts: 3 });
    }
  });

  test('shouldRetry is told of every failure, and can look into the body', async () => {
    const locked = () => Response.json({ code: '24302' }, { status: 500 });
    const seen: unknown[] = [];
    const { outcome, attempts } = await retried(
      [failures.network, locked],
      {},
      {
        shouldRetry: async ({ operation, attempt, code, response }) => {
          seen.push([operation.id, attempt, code, response?.status]);
          const body = await response?.clone().json();
          return body?.code !== '24302';
        },
      },
    );
    expect({ outcome, attempts }).toEqual({ outcome: 500, attempts: 2 });
    expect(seen).toEqual([
      ['getThing', 1, 'network', undefined],
      ['getThing', 2, undefined, 500],
    ]);
  });

  test('the answer is left whole for the caller', async () => {
    const { fetchApi } = scripted(() => Response.json({ code: '24302' }, { status: 500 }));
    const response = await withRetry(fetchApi, {
      shouldRetry: async (failure) => (await failure.response?.clone().json())?.code !== '24302',
    })(url, {}, info);
    expect(await response.json()).toEqual({ code: '24302' });
  });

  test('shouldRetry cannot allow what the rules do not', async () => {
    const shouldRetry = jest.fn(() => true);
    expect(await retried([503], { method: 'POST' }, { shouldRetry })).toMatchObject({ attempts: 1 });
    expect(await retried([404], {}, { shouldRetry })).toMatchObject({ attempts: 1 });
    expect(shouldRetry).not.toHaveBeenCalled();
  });

  test('errors of this package, such as missing credentials, are not repeated', async () => {
    const error = new RequestError(info, 'middleware', 'is wrong');
    expect(await retried([error])).toEqual({ outcome: error, attempts: 1, delaysMs: [] });
  });

  test('nor is what a hook threw: a login that failed in one is not tried again', async () => {
    const error = new TypeError('fetch failed');
    const pre = jest.fn(() => {
      throw error;
    });
    const { fetchApi, inits } = scripted(200);
    const operation: CallInfo = { ...info };
    await expect(withRetry(withMiddleware(fetchApi, { pre }))(url, {}, operation)).rejects.toBe(error);
    expect(pre).toHaveBeenCalledTimes(1);
    expect(inits).toEqual([]);
  });
});

test('a discarded answer is let go of, the last one is not', async () => {
  const cancelled: number[] = [];
  let attempt = 0;
  const answer = () => {
    attempt += 1;
    const number = attempt;
    return new Response(new ReadableStream({ cancel: () => void cancelled.push(number) }), { status: 503 });
  };
  await retried([answer]);
  expect(cancelled).toEqual([1, 2]);
});

test('a discarded answer that cannot be let go of does not matter', async () => {
  const locked = () => {
    const response = new Response('body', { status: 503 });
    response.body?.getReader();
    return response;
  };
  expect(await retried([locked, 200])).toMatchObject({ outcome: 200, attempts: 2 });
});

describe('options', () => {
  test('maxRetries: 0 sends once', async () => {
    expect(await retried([503], {}, { maxRetries: 0 })).toMatchObject({ outcome: 503, attempts: 1 });
  });

  test.each(['maxRetries', 'baseDelayMs', 'maxDelayMs', 'maxRetryAfterMs'])(
    '%s must be a number that timers can take',
    (name) => {
      for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31]) {
        expect(() => withRetry(fetch, { [name]: value })).toThrow(
          new RangeError(`withRetry: ${name} must be from 0 to 1e9`),
        );
      }
      for (const value of [0, 1.5, 1e9, undefined]) withRetry(fetch, { [name]: value });
    },
  );
});
