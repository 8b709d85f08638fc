import {
  type CallEvent,
  Configuration,
  type ConfigurationParameters,
  call,
  type FetchApi,
  type Middleware,
  onEvent,
  outcomeUnknown,
  type RetryOptions,
  withMiddleware,
  withRetry,
} from '../../src/index.js';
import { jumping } from '../clock.js';
import { operation, rejection } from '../support.js';
import { failures, info, type Outcome, scripted, url } from './support.js';

const makeThing = operation({ id: 'makeThing', method: 'POST', onOutcomeUnknown: outcomeUnknown });
const atOnce: RetryOptions = { sleep: async () => undefined, random: () => 1 };

function ask(asked: ConfigurationParameters, what = operation(), options?: RequestInit): Promise<unknown> {
  return call(new Configuration(asked), what, {} as never, options);
}

/** Calls a POST whose attempts end like that, and gives the error. */
async function lost(outcomes: readonly Outcome[], options: RequestInit = {}, retry: RetryOptions = atOnce) {
  const { fetchApi, inits } = scripted(...outcomes);
  const error = await rejection(ask({ fetchApi: withRetry(fetchApi, retry) }, makeThing, options));
  return { error: error.name, code: error.code, status: error.status, attempts: inits.length };
}

describe('a POST whose answer is lost has an unknown outcome', () => {
  test.each(['network', 'timeout'] as const)('by %s; it is not repeated', async (code) => {
    expect(await lost([failures[code]])).toMatchObject({ error: 'OutcomeUnknownError', attempts: 1 });
  });

  test('by the attempt after one that sent nothing', async () => {
    const outcomes = [failures.connection, failures.network];
    expect(await lost(outcomes)).toMatchObject({ error: 'OutcomeUnknownError', attempts: 2 });
  });
});

test('a POST is not repeated where there was no connection after a redirect that was followed', async () => {
  for (const code of ['connection', 'dns'] as const) {
    expect(await lost([failures[code]], { redirect: 'follow' })).toMatchObject({
      error: 'OutcomeUnknownError',
      attempts: 1,
    });
  }
});

describe('its outcome is known', () => {
  test.each(['connection', 'dns'] as const)('where no attempt found a connection (%s)', async (code) => {
    expect(await lost([failures[code]])).toMatchObject({ error: 'FetchError', code, attempts: 3 });
  });

  test('where there was an answer', async () => {
    expect(await lost([503])).toMatchObject({ error: 'ResponseError', status: 503, attempts: 1 });
  });

  test('with an Idempotency-Key', async () => {
    const options = { headers: { 'Idempotency-Key': 'k-1' } };
    expect(await lost([failures.network], options)).toMatchObject({
      error: 'FetchError',
      code: 'network',
      attempts: 3,
    });
  });

  /** Aborts in the wait after an attempt that sent nothing. */
  const abortedBy = (name: string): ReturnType<typeof lost> => {
    const controller = new AbortController();
    const sleep = async (): Promise<void> => controller.abort(new DOMException('over', name));
    return lost([failures.connection], { signal: controller.signal }, { sleep });
  };

  test('where the caller ends the wait after an attempt that sent nothing', async () => {
    expect(await abortedBy('AbortError')).toMatchObject({
      error: 'FetchError',
      code: 'aborted',
      attempts: 1,
    });
  });

  test('where the caller’s time limit does', async () => {
    expect(await abortedBy('TimeoutError')).toMatchObject({
      error: 'FetchError',
      code: 'connection',
      attempts: 1,
    });
  });

  test('where the deadline passes in the wait after an attempt that sent nothing', async () => {
    const { fetchApi, inits } = scripted(failures.connection);
    // Oversleeps, as timers of a busy process do.
    const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 60));
    const retry = withRetry(fetchApi, { random: () => 0, sleep });
    const asked = () => rejection(ask({ fetchApi: retry, deadlineMs: 30 }, makeThing));
    const error = await jumping(asked);
    expect(error).toMatchObject({ name: 'FetchError', code: 'connection' });
    expect(inits).toHaveLength(1);
  });
});

test('the caller’s time limit ends the wait after an answer, too: as a timeout', async () => {
  const controller = new AbortController();
  const sleep = async (): Promise<void> => controller.abort(new DOMException('over', 'TimeoutError'));
  const { fetchApi, inits } = scripted(503);
  const asked = ask({ fetchApi: withRetry(fetchApi, { sleep }) }, operation(), { signal: controller.signal });
  expect(await rejection(asked)).toMatchObject({ name: 'FetchError', code: 'timeout' });
  expect(inits).toHaveLength(1);
});

test('who sends by hand gets the reason of the own signal, when it ends the wait after an answer', async () => {
  const controller = new AbortController();
  const reason = new DOMException('over', 'TimeoutError');
  const fetchApi = withRetry(scripted(503).fetchApi, { sleep: async () => controller.abort(reason) });
  expect(await rejection(fetchApi(url, { signal: controller.signal }, info))).toBe(reason);
});

test('the answer of a later attempt is the answer of the call', async () => {
  const { fetchApi, inits } = scripted(503, failures.network, 204);
  await ask({ fetchApi: withRetry(fetchApi, atOnce) });
  expect(inits).toHaveLength(3);
});

test('observers are told of every attempt, and of every wait and its cause', async () => {
  const events: Partial<CallEvent>[] = [];
  const { fetchApi } = scripted(failures.dns, 503, 204);
  const observe = onEvent((event) => events.push(event));
  await ask({ fetchApi: withRetry(fetchApi, atOnce), observe });
  const names = { operationId: 'getThing', method: 'GET', path: '/things' };
  expect(events.filter(({ type }) => /attempt|retry|response/.test(`${type}`))).toMatchObject([
    { ...names, type: 'attempt', attempt: 1 },
    { ...names, type: 'retry', attempt: 1, code: 'dns', delayMs: 500 },
    { ...names, type: 'attempt', attempt: 2 },
    { ...names, type: 'retry', attempt: 2, status: 503, delayMs: 1_000 },
    { ...names, type: 'attempt', attempt: 3 },
    { ...names, type: 'response', attempt: 3, status: 204 },
  ]);
});

test('the caller’s abort is no failure that passes, whatever its reason', async () => {
  const controller = new AbortController();
  const types: string[] = [];
  const bucket = { tokens: 100, capacity: 100 };
  const aborted: FetchApi = async (_url, { signal }) => {
    controller.abort(new Error('user left'));
    throw signal?.reason;
  };
  const asked = {
    fetchApi: withRetry(aborted, { ...atOnce, bucket }),
    observe: onEvent(({ type }) => types.push(type)),
  };
  const error = await rejection(ask(asked, operation(), { signal: controller.signal }));
  expect(error).toMatchObject({ name: 'FetchError', code: 'aborted' });
  expect(types).not.toContain('retry');
  expect(bucket.tokens).toBe(100);
});

describe('the order of retry and middleware', () => {
  const flaky = (): { fetchApi: FetchApi; signed: unknown[] } => {
    const signed: unknown[] = [];
    const { fetchApi } = scripted(503, 204);
    return {
      signed,
      fetchApi: (url, init, info) => {
        signed.push(new Headers(init.headers).get('authorization'));
        return fetchApi(url, init, info);
      },
    };
  };
  const signing = (): Middleware => {
    let nonce = 0;
    return {
      pre: ({ url, init }) => {
        nonce += 1;
        return { url, init: { ...init, headers: { ...init.headers, authorization: `nonce ${nonce}` } } };
      },
    };
  };

  test('retry outside: every attempt is signed anew', async () => {
    const { fetchApi, signed } = flaky();
    await ask({ fetchApi: withRetry(withMiddleware(fetchApi, signing()), atOnce) });
    expect(signed).toEqual(['nonce 1', 'nonce 2']);
  });

  test('middleware of the configuration is outside: it runs once', async () => {
    const { fetchApi, signed } = flaky();
    await ask({ fetchApi: withRetry(fetchApi, atOnce), middleware: [signing()] });
    expect(signed).toEqual(['nonce 1', 'nonce 1']);
  });
});
