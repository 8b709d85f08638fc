import { getEventListeners } from 'node:events';
import * as fc from 'fast-check';
import {
  apiKey,
  basic,
  bearer,
  type CallOptions,
  Configuration,
  type ConfigurationParameters,
  call,
  header,
  type Middleware,
  outcomeUnknown,
  type RetryOptions,
  send,
  withMiddleware,
  withRetry,
} from '../../src/index.js';
import { failures } from '../retry/support.js';
import { operation, secured } from '../support.js';

const LIMIT_MS = 1_000;
const LATE_MS = 60_000;

/** How what the caller gave behaves when its turn comes. */
const stalls = {
  'never settles': () => new Promise<never>(() => undefined),
  'settles too late': () => new Promise<undefined>((resolve) => setTimeout(resolve, LATE_MS)),
  'fails too late': () =>
    new Promise<never>((_resolve, reject) => setTimeout(reject, LATE_MS, new Error('too late'))),
} as const;

type Stall = () => Promise<never>;

interface Given {
  readonly configuration: ConfigurationParameters;
  readonly options?: CallOptions;
}

const hooked = (hooks: Middleware, fetchApi: ConfigurationParameters['fetchApi']): Given => ({
  configuration: { middleware: [hooks], fetchApi },
});
const retried = (retry: RetryOptions, fetchApi: ConfigurationParameters['fetchApi']): Given => ({
  configuration: { fetchApi: withRetry(fetchApi, { random: () => 0, ...retry }) },
});
const fails = async (): Promise<Response> => Promise.reject(failures.connection);

/** Each place where a call waits for what its caller gave it. */
const places: Readonly<Record<string, (wait: Stall, fetchApi: () => Promise<Response>) => Given>> = {
  'accessToken()': (wait, fetchApi) => ({ configuration: { accessToken: wait, fetchApi } }),
  'apiKey()': (wait, fetchApi) => ({ configuration: { apiKey: wait, fetchApi } }),
  'a function among apiKey': (wait, fetchApi) => ({ configuration: { apiKey: { key: wait }, fetchApi } }),
  'username()': (wait, fetchApi) => ({ configuration: { username: wait, password: 'p', fetchApi } }),
  'password()': (wait, fetchApi) => ({ configuration: { username: 'u', password: wait, fetchApi } }),
  'a function as options': (wait, fetchApi) => ({
    configuration: { accessToken: 't', fetchApi },
    options: wait,
  }),
  pre: (wait, fetchApi) => hooked({ pre: wait }, fetchApi),
  post: (wait, fetchApi) => hooked({ post: wait }, fetchApi),
  onError: (wait) => hooked({ onError: wait }, fails),
  'the request of a hook': (wait, fetchApi) =>
    hooked({ pre: async ({ fetch }) => void (await fetch('https://a.test', {})) }, (url) =>
      url === 'https://a.test' ? wait() : fetchApi(),
    ),
  fetchApi: (wait) => ({ configuration: { fetchApi: wait } }),
  'fetchApi within withRetry': (wait) => retried({ maxRetries: 0 }, wait),
  'pre within withRetry': (wait, fetchApi) =>
    retried({ maxRetries: 0 }, withMiddleware(fetchApi, { pre: wait })),
  shouldRetry: (wait) => retried({ shouldRetry: wait }, fails),
  'shouldRetry after an answer': (wait) =>
    retried({ shouldRetry: wait }, async () => new Response(null, { status: 503 })),
  sleep: (wait) => retried({ sleep: wait }, fails),
};

const schemes = [
  [{ id: 'key', credential: apiKey, encode: header, name: 'key' }],
  [{ id: 'token', credential: bearer, encode: header, name: 'Authorization' }],
  [{ id: 'user', credential: basic, encode: header, name: 'Authorization' }],
  [],
];

const limits = ['timeoutMs', 'deadlineMs', 'signal'] as const;

interface Outcome {
  readonly error: { name: string; code: string; status?: number };
  readonly afterMs: number;
  readonly requests: number;
}

/** Calls with what behaves like that at that place, under that limit, and looks at what is left. */
async function ended(
  place: keyof typeof places,
  stall: Stall,
  limit: (typeof limits)[number],
  method = 'PUT',
  ask: typeof call | typeof send = call,
): Promise<Outcome> {
  const controller = new AbortController();
  const { signal } = controller;
  let requests = 0;
  const fetchApi = async (): Promise<Response> => {
    requests += 1;
    return Response.json(1);
  };
  const { configuration, options } = places[place]!(stall, fetchApi);
  const endless = { timeoutMs: Number.POSITIVE_INFINITY };
  const limited = limit === 'signal' ? endless : { ...endless, [limit]: LIMIT_MS };
  const lost = method === 'POST' ? { onOutcomeUnknown: outcomeUnknown } : {};
  const described = operation({ method, ...secured(schemes), ...lost });
  // What a function as options brings comes too late for it.
  const given = options ?? { signal };
  const isAborted = limit === 'signal' && options === undefined;
  const startedAt = performance.now();
  const asked = ask(new Configuration({ ...configuration, ...limited }), described, {} as never, given).then(
    () => Promise.reject(new Error('expected a rejection')),
    (error: Outcome['error']) => ({ error, afterMs: performance.now() - startedAt }),
  );
  await jest.advanceTimersByTimeAsync(LIMIT_MS);
  if (isAborted) controller.abort();
  // A turn of the event loop, for one that does not honour the signal.
  await jest.advanceTimersByTimeAsync(1);
  const outcome = await asked;
  const requestsBefore = requests;
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  await jest.advanceTimersByTimeAsync(2 * LATE_MS);
  // What settles late begins nothing.
  expect(requests).toBe(requestsBefore);
  expect(jest.getTimerCount()).toBe(0);
  return { ...outcome, requests };
}

const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => process.on('unhandledRejection', onUnhandled));
afterAll(() => process.off('unhandledRejection', onUnhandled));
beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] }));
afterEach(async () => {
  jest.useRealTimers();
  await new Promise(setImmediate);
  expect(unhandled.splice(0)).toEqual([]);
});

const known = { 'shouldRetry after an answer': { name: 'ResponseError', status: 503 } } as const;

describe.each(Object.keys(places))('a call ends in time where %s', (place) => {
  describe.each(Object.entries(stalls))('%s', (_stall, stall) => {
    test.each(limits)('by %s, and leaves nothing behind', async (limit) => {
      // A function as options has the signal among what it returns.
      if (place === 'a function as options' && limit === 'signal') return;
      const { error, afterMs } = await ended(place, stall as Stall, limit);
      const code = limit === 'signal' ? 'aborted' : 'timeout';
      const isBetween = /^(shouldRetry|sleep)$/.test(place) && limit !== 'signal';
      expect(error).toMatchObject(
        known[place as keyof typeof known] ?? { name: 'FetchError', code: isBetween ? 'connection' : code },
      );
      expect(afterMs).toBeGreaterThanOrEqual(LIMIT_MS);
      expect(afterMs).toBeLessThanOrEqual(LIMIT_MS + 1);
    });
  });
});

describe('a change is in doubt only where it may have been sent', () => {
  const sent = ['post', 'fetchApi', 'fetchApi within withRetry'];
  test.each(Object.keys(places))('%s', async (place) => {
    if (place === 'shouldRetry after an answer') return;
    for (const limit of limits) {
      if (place === 'a function as options' && limit === 'signal') continue;
      const { error } = await ended(place, stalls['never settles'], limit, 'POST');
      const name = sent.includes(place) ? 'OutcomeUnknownError' : 'FetchError';
      expect({ place, limit, name: error.name }).toEqual({ place, limit, name });
    }
  });
});

test('any place, any stall, any limit, as value or as answer: it ends once, in time, and leaves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(places).filter((place) => place !== 'a function as options')),
      fc.constantFrom(...Object.values(stalls)),
      fc.constantFrom(...limits),
      fc.constantFrom(call, send),
      async (place, stall, limit, ask) => {
        const { error, afterMs } = await ended(place, stall as Stall, limit, 'PUT', ask);
        expect(['FetchError', 'ResponseError']).toContain(error.name);
        expect(afterMs).toBeLessThanOrEqual(LIMIT_MS + 1);
      },
    ),
    { numRuns: 100 },
  );
});

test('where shouldRetry says yes after the end of the call, no wait begins and no token is taken', async () => {
  const sleep = jest.fn(async () => undefined);
  const bucket = { tokens: 100, capacity: 100 };
  const shouldRetry = (): Promise<boolean> => new Promise((resolve) => setTimeout(resolve, LATE_MS, true));
  const configuration = { timeoutMs: LIMIT_MS, fetchApi: withRetry(fails, { shouldRetry, sleep, bucket }) };
  const asked = expect(call(configuration, operation(), {} as never)).rejects.toMatchObject({
    code: 'connection',
  });
  await jest.advanceTimersByTimeAsync(2 * LATE_MS);
  await asked;
  expect(sleep).not.toHaveBeenCalled();
  expect(bucket.tokens).toBe(100);
});
