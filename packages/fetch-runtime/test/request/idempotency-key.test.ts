import * as fc from 'fast-check';
import {
  type CallOptions,
  Configuration,
  type ConfigurationParameters,
  call,
  header,
  jsonBody,
  type Middleware,
  outcomeUnknown,
  withMiddleware,
  withRetry,
} from '../../src/index.js';
import { failures, info, url } from '../retry/support.js';
import { operation, parameter, rejection } from '../support.js';

const pay = operation({
  id: 'makePayment',
  method: 'POST',
  params: [parameter(header, 'Idempotency-Key', { key: 'idempotencyKey' })],
  body: { encode: jsonBody, type: 'application/json' },
  onOutcomeUnknown: outcomeUnknown,
});

/** What is no key: nothing but white space, the empty string of a Structured Field, and what is made of a missing value. */
const blank = fc.oneof(
  fc.constantFrom('', '""', '" "', '"", ""'),
  fc
    .constantFrom<unknown>(undefined, null, Number.NaN, {}, Promise.resolve('key'), new Map())
    .chain((missing) => fc.constantFrom(`${missing}`, ` ${missing} `, `"${missing}"`)),
  fc.string({ unit: fc.constantFrom(' ', '\t', '\u00a0'), maxLength: 5 }),
);
const name = fc.constantFrom('Idempotency-Key', 'idempotency-key', 'IDEMPOTENCY-KEY');

interface Given {
  readonly request?: object;
  readonly configuration?: ConfigurationParameters;
  readonly options?: CallOptions;
}

/** A POST that never gets an answer, its error, and how often it was sent. */
async function paid({
  request = {},
  configuration = {},
  options,
}: Given): Promise<{ error: Error; sent: number }> {
  let sent = 0;
  const fetchApi = withRetry(
    async () => {
      sent += 1;
      throw failures.network;
    },
    { sleep: async () => undefined },
  );
  const asked = call(
    new Configuration({ fetchApi, ...configuration }),
    pay,
    { body: 1, ...request } as never,
    options,
  );
  return { error: await rejection(asked), sent };
}

const adding = (headers: Record<string, string>): Middleware => ({
  pre: ({ url, init }) => ({ url, init: { ...init, headers: { ...init.headers, ...headers } } }),
});

describe('a blank Idempotency-Key is no key: the request is refused, and nothing is sent', () => {
  test.each<[string, (key: string, name: string) => Given]>([
    ['a parameter', (key) => ({ request: { idempotencyKey: key } })],
    ['a header of the call', (key, name) => ({ options: { headers: { [name]: key } } })],
    ['a header of the call, in pairs', (key, name) => ({ options: { headers: [[name, key]] } })],
    ['Headers of the call', (key, name) => ({ options: { headers: new Headers([[name, key]]) } })],
    ['what a function returns', (key, name) => ({ options: async () => ({ headers: { [name]: key } }) })],
    ['a header of the configuration', (key, name) => ({ configuration: { headers: { [name]: key } } })],
    ['a hook', (key, name) => ({ configuration: { middleware: [adding({ [name]: key })] } })],
  ])('as %s', async (_title, given) => {
    await fc.assert(
      fc.asyncProperty(blank, name, async (key, name) => {
        const { error, sent } = await paid(given(key, name));
        expect(error).toMatchObject({
          name: 'RequestError',
          code: 'invalid_request',
          field: 'Idempotency-Key',
        });
        expect(sent).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test('whatever the method, and without retries', async () => {
    for (const method of ['GET', 'PUT', 'POST', 'DELETE']) {
      const fetchApi = jest.fn(async () => new Response());
      const options = { headers: { 'Idempotency-Key': '' } };
      const asked = call({ fetchApi }, operation({ method }), {} as never, options);
      expect(await rejection(asked)).toMatchObject({ name: 'RequestError', field: 'Idempotency-Key' });
      expect(fetchApi).not.toHaveBeenCalled();
    }
  });

  test('by hand, of withRetry and of withMiddleware, too', async () => {
    const fetchApi = jest.fn(async () => new Response());
    const init = { method: 'POST', headers: { 'Idempotency-Key': ' ' } };
    expect(await rejection(withRetry(fetchApi)(url, init, info))).toMatchObject({ field: 'Idempotency-Key' });
    const hooked = withMiddleware(fetchApi, adding({ 'idempotency-key': '' }));
    expect(await rejection(hooked(url, { method: 'POST' }, info))).toMatchObject({
      field: 'Idempotency-Key',
    });
    expect(fetchApi).not.toHaveBeenCalled();
  });
});

test('any other key is one, and the request may be sent again', async () => {
  const key = fc.stringMatching(/^[!-~]{1,40}$/).filter((it) => /[^",]/.test(it));
  await fc.assert(
    fc.asyncProperty(key, async (idempotencyKey) => {
      const { error, sent } = await paid({ request: { idempotencyKey } });
      expect([error.name, sent]).toEqual(['FetchError', 3]);
    }),
    { numRuns: 50 },
  );
});

describe('the key of a call stays the one that the caller gave', () => {
  const hooks: [string, Middleware][] = [
    ['changes it', adding({ 'idempotency-key': 'k-2' })],
    ['adds a second one in another case', adding({ 'Idempotency-Key': 'k-2' })],
    ['leaves it out', { pre: ({ url, init }) => ({ url, init: { ...init, headers: {} } }) }],
    [
      'changes it within the init that it got',
      { pre: ({ init }) => void Object.assign(init.headers!, { 'idempotency-key': 'k-2' }) },
    ],
  ];

  test.each(hooks)(
    'a hook that %s would make each attempt another request: it is refused',
    async (_title, hook) => {
      const request = { idempotencyKey: 'k-1' };
      const { error, sent } = await paid({ request, configuration: { middleware: [hook] } });
      expect(error).toMatchObject({ name: 'RequestError', field: 'Idempotency-Key' });
      expect(sent).toBe(0);
      const fetchApi = jest.fn(async () => Promise.reject(new TypeError('fetch failed')));
      const retried = withRetry(withMiddleware(fetchApi, hook), { sleep: async () => undefined });
      const init = { method: 'POST', headers: { 'idempotency-key': 'k-1' } };
      expect(await rejection(retried(url, init, info))).toMatchObject({ field: 'Idempotency-Key' });
      expect(fetchApi).not.toHaveBeenCalled();
    },
  );

  test('a hook may add one where there is none', async () => {
    const { error, sent } = await paid({
      configuration: { middleware: [adding({ 'idempotency-key': 'k' })] },
    });
    expect([error.name, sent]).toEqual(['OutcomeUnknownError', 3]);
  });
});
