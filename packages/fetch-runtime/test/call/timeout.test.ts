import { type CallOptions, call, json, type PlainConfiguration, send } from '../../src/index.js';
import { answering, hanging, operation, rejection, silent } from '../support.js';

const declared = operation({ responses: { 200: json, 500: json } });

function ask(configuration: PlainConfiguration, options?: CallOptions): Promise<unknown> {
  return call(configuration, declared, {} as never, options);
}

/** The code of the error of a call, and after how many milliseconds it came. */
async function end(asked: Promise<unknown>): Promise<{ code: string; afterMs: number }> {
  const startedAt = performance.now();
  const ended = rejection(asked);
  await jest.runAllTimersAsync();
  const { code } = await ended;
  return { code, afterMs: performance.now() - startedAt };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  // Whatever a test does: nothing may keep the process alive.
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

describe('timeoutMs', () => {
  test('is 30 seconds where nobody says otherwise', async () => {
    expect(await end(ask(silent))).toEqual({ code: 'timeout', afterMs: 30_000 });
  });

  test.each<[string, PlainConfiguration, CallOptions | undefined, number]>([
    ['of the configuration', { timeoutMs: 5 }, undefined, 5],
    ['of the call, over it', { timeoutMs: 5 }, { timeoutMs: 7 }, 7],
    ['undefined for the call changes nothing', { timeoutMs: 5 }, { timeoutMs: undefined }, 5],
    ['of what a function as options returns', { timeoutMs: 5 }, async () => ({ timeoutMs: 9 }), 9],
  ])('%s', async (_title, configuration, options, afterMs) => {
    expect(await end(ask({ ...silent, ...configuration }, options))).toEqual({ code: 'timeout', afterMs });
  });

  test('tells it as an error of the call, with the reason as its cause', async () => {
    const ended = rejection(ask({ ...silent, timeoutMs: 5 }));
    await jest.advanceTimersByTimeAsync(5);
    const error = await ended;
    expect(error).toMatchObject({
      name: 'FetchError',
      operationId: 'getThing',
      method: 'GET',
      path: '/things',
    });
    expect(error.cause).toMatchObject({ name: 'TimeoutError' });
  });

  test('counts the body: one that stops coming, whoever made the response', async () => {
    const { response, cancel } = hanging('{"a":');
    expect(await end(ask(answering(response, { timeoutMs: 50 })))).toEqual({ code: 'timeout', afterMs: 50 });
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test('counts head and body together', async () => {
    const { response } = hanging();
    const late = (): Promise<Response> => new Promise((resolve) => setTimeout(resolve, 30, response));
    expect(await end(ask(answering(late, { timeoutMs: 50 })))).toEqual({ code: 'timeout', afterMs: 50 });
  });

  test('of an error body does not hide the status', async () => {
    const { response } = hanging('{"a":', { status: 500, headers: { 'content-type': 'application/json' } });
    expect(await end(ask(answering(response, { timeoutMs: 50 })))).toEqual({
      code: 'http_status',
      afterMs: 50,
    });
  });

  test('holds for credentials, which are asked for before, and then begins anew', async () => {
    const startedAt = performance.now();
    const after = (delayMs: number, timeoutMs: number): Promise<number> => {
      const authorize = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));
      const asked = call({ ...silent, timeoutMs }, { ...declared, security: [[]], authorize }, {} as never);
      return rejection(asked).then(() => performance.now() - startedAt);
    };
    const ended = [after(1_000, 5), after(1_000, 1_500)];
    await jest.runAllTimersAsync();
    expect(await Promise.all(ended)).toEqual([5, 2_500]);
  });

  test('begins anew with every attempt of a fetchApi that sends again', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const asked = ask({
      timeoutMs: 50,
      fetchApi: async (url, init, operation) => {
        signals.push(init.signal ?? undefined);
        await new Promise((resolve) => setTimeout(resolve, 40));
        const signal = operation.nextAttempt?.();
        signals.push(signal);
        return silent.fetchApi(url, { ...init, signal: signal! }, operation);
      },
    });
    expect(await end(asked)).toEqual({ code: 'timeout', afterMs: 90 });
    expect(signals[0]).not.toBe(signals[1]);
    expect(signals.map((signal) => signal?.aborted)).toEqual([false, true]);
  });

  test.each([Number.POSITIVE_INFINITY, 2 ** 31, Number.MAX_VALUE])(
    '%d is none: no timer is started, which would fire at once',
    async (timeoutMs) => {
      let timers = -1;
      let signal: unknown;
      const fetchApi = async (_url: string, init: RequestInit): Promise<Response> => {
        timers = jest.getTimerCount();
        signal = init.signal;
        return Response.json(1);
      };
      expect(await ask({ fetchApi, timeoutMs })).toBe(1);
      expect([timers, signal]).toEqual([0, undefined]);
    },
  );

  test('may be as long as a timer can be', async () => {
    expect(await end(ask({ ...silent, timeoutMs: 2 ** 31 - 1 }))).toEqual({
      code: 'timeout',
      afterMs: 2 ** 31 - 1,
    });
  });
});

describe('deadlineMs', () => {
  test.each<[string, PlainConfiguration, CallOptions | undefined, number]>([
    ['ends a call before timeoutMs', { deadlineMs: 5 }, undefined, 5],
    ['of the call, over the configuration', { deadlineMs: 5 }, { deadlineMs: 7 }, 7],
    ['leaves timeoutMs as it is where that is shorter', { deadlineMs: 9, timeoutMs: 3 }, undefined, 3],
    ['counts where there is no timeoutMs', { deadlineMs: 9, timeoutMs: Infinity }, undefined, 9],
  ])('%s', async (_title, configuration, options, afterMs) => {
    expect(await end(ask({ ...silent, ...configuration }, options))).toEqual({ code: 'timeout', afterMs });
  });

  test('is for all attempts together: once it is over, none begins', async () => {
    let attempts = 0;
    const remaining: unknown[] = [];
    const asked = ask({
      deadlineMs: 100,
      timeoutMs: 40,
      fetchApi: async (url, init, operation) => {
        for (let { signal } = init; ; signal = operation.nextAttempt?.()) {
          attempts += 1;
          remaining.push(operation.remainingMs);
          await silent.fetchApi(url, { ...init, signal: signal! }, operation).catch(() => undefined);
        }
      },
    });
    expect(await end(asked)).toEqual({ code: 'timeout', afterMs: 100 });
    expect(attempts).toBe(3);
    expect(remaining).toEqual([100, 60, 20]);
  });

  test('counts credentials: where they take all of it, nothing is sent', async () => {
    const authorize = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_000));
    const fetchApi = jest.fn();
    const slow = { ...declared, security: [[]], authorize };
    const asked = call({ fetchApi, deadlineMs: 500 }, slow, {} as never);
    expect(await end(asked)).toEqual({ code: 'timeout', afterMs: 1_000 });
    expect(fetchApi).not.toHaveBeenCalled();
  });

  test('is Infinity where there is none', async () => {
    let remainingMs: number | undefined;
    await ask({
      fetchApi: async (_url, _init, operation) => {
        remainingMs = operation.remainingMs;
        return Response.json(1);
      },
    });
    expect(remainingMs).toBe(Number.POSITIVE_INFINITY);
  });
});

describe.each(['timeoutMs', 'deadlineMs'])('%s', (limit) => {
  test.each([0, -1, Number.NaN, Number.NEGATIVE_INFINITY])(
    'of %d is refused, and nothing is sent',
    async (value) => {
      const fetchApi = jest.fn();
      for (const asked of [
        ask({ fetchApi, [limit]: value }),
        ask({ fetchApi }, { [limit]: value }),
        ask({ fetchApi }, async () => ({ [limit]: value })),
        ask({ fetchApi }, { [limit]: value, signal: AbortSignal.abort() }),
      ]) {
        expect(await rejection(asked)).toMatchObject({
          name: 'RequestError',
          code: 'invalid_request',
          field: 'timeoutMs',
          message: expect.stringContaining('deadlineMs must be positive numbers of milliseconds'),
        });
      }
      expect(fetchApi).not.toHaveBeenCalled();
    },
  );
});

describe('no timer is left', () => {
  test.each<[string, PlainConfiguration]>([
    ['of a success', answering(Response.json(1))],
    ['of an answer without body', answering(new Response(null, { status: 204 }))],
    ['of an error status', answering(new Response('{}', { status: 500 }))],
    ['of a wrong body', answering(new Response('<html>'))],
    ['of no answer', answering(() => Promise.reject(new TypeError('fetch failed')))],
    ['of a wrong base URL', { basePath: 'no' }],
  ])('%s', async (_title, configuration) => {
    await ask(configuration).catch(() => undefined);
    expect(jest.getTimerCount()).toBe(0);
    const answer = await send(configuration, declared, {} as never).catch(() => undefined);
    expect(jest.getTimerCount()).toBe(0);
    await answer?.value().catch(() => undefined);
  });
});
