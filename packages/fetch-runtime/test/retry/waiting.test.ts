import { getEventListeners } from 'node:events';
import { call, onEvent, withRetry } from '../../src/index.js';
import { operation } from '../support.js';
import { failures, info, retried, scripted, url } from './support.js';

const nowMs = Date.parse('2026-11-22T08:00:00Z');
const inSeconds = (seconds: number): string => new Date(nowMs + seconds * 1_000).toUTCString();
const busy =
  (retryAfter: string, status = 503) =>
  () =>
    new Response(null, { status, headers: { 'retry-after': retryAfter } });

describe('waits grow, and are random, so that clients do not come back all at once', () => {
  test('up to 500 ms, doubled with each retry, up to 8 s', async () => {
    const { delaysMs } = await retried([503], {}, { maxRetries: 7 });
    expect(delaysMs).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  });

  test('with limits of the user’s own', async () => {
    const options = { maxRetries: 4, baseDelayMs: 10, maxDelayMs: 35 };
    expect((await retried([503], {}, options)).delaysMs).toEqual([10, 20, 35, 35]);
  });

  test('down to nothing', async () => {
    expect((await retried([503], {}, { random: () => 0 })).delaysMs).toEqual([0, 0]);
  });

  test('anywhere between, by default', async () => {
    const options = { maxRetries: 200, random: undefined, bucket: { tokens: 1e6, capacity: 1e6 } };
    const { delaysMs } = await retried([503], {}, options);
    const settled = delaysMs.slice(4);
    expect(Math.min(...settled)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...settled)).toBeLessThan(2_000);
    expect(Math.max(...settled)).toBeGreaterThan(6_000);
    expect(Math.max(...settled)).toBeLessThan(8_000);
  });
});

describe('Retry-After (RFC 9110 §10.2.3) is waited for, and then the random time', () => {
  test.each<[string, string, number]>([
    ['seconds', '7', 7_000],
    ['no seconds', '0', 0],
    ['the most there may be', '60', 60_000],
    ['a date', inSeconds(7), 7_000],
    ['a date in the format of RFC 850', 'Sunday, 22-Nov-26 08:00:07 GMT', 7_000],
    ['a date in the format of asctime', 'Sun Nov 22 08:00:07 2026', 7_000],
    ['a date that has passed', inSeconds(-3_600), 0],
    ['garbage', 'soon', 0],
    ['a negative number', '-5', 0],
    ['a number with a unit', '10 s', 0],
    ['a fraction', '1.5', 0],
    ['nothing', '', 0],
  ])('%s', async (_title, value, waitedMs) => {
    const { outcome, delaysMs } = await retried([busy(value), 200], {}, { now: () => nowMs });
    expect({ outcome, delaysMs }).toEqual({ outcome: 200, delaysMs: [waitedMs + 500] });
  });

  test.each([408, 429, 500, 502, 503, 504])('with %d', async (status) => {
    expect((await retried([busy('7', status), 200])).delaysMs).toEqual([7_500]);
  });

  test.each(['61', '86400', '99999999999999999999', inSeconds(61)])(
    'more than a minute is not: %s',
    async (value) => {
      const options = { now: () => nowMs };
      expect(await retried([busy(value)], {}, options)).toEqual({ outcome: 503, attempts: 1, delaysMs: [] });
    },
  );

  test('more than the user allows is not', async () => {
    expect(await retried([busy('7')], {}, { maxRetryAfterMs: 6_999 })).toMatchObject({ attempts: 1 });
    expect(await retried([busy('7')], {}, { maxRetryAfterMs: 7_000 })).toMatchObject({ attempts: 3 });
  });
});

describe('the deadline', () => {
  const options = { timeoutMs: Number.POSITIVE_INFINITY, deadlineMs: 10_000 };

  test('a wait that would pass it is not begun: the answer that came is given', async () => {
    const { fetchApi, inits } = scripted(busy('10'));
    const configuration = { ...options, fetchApi: withRetry(fetchApi, { random: () => 0 }) };
    await expect(call(configuration, operation(), {} as never)).rejects.toMatchObject({
      name: 'ResponseError',
      status: 503,
    });
    expect(inits).toHaveLength(1);
  });

  test('or the error that came', async () => {
    const { fetchApi, inits } = scripted(failures.network);
    const configuration = {
      ...options,
      fetchApi: withRetry(fetchApi, { baseDelayMs: 1e9, maxDelayMs: 1e9 }),
    };
    await expect(call(configuration, operation(), {} as never)).rejects.toMatchObject({ code: 'network' });
    expect(inits).toHaveLength(1);
  });

  test('a wait that ends before it is', async () => {
    const { fetchApi, inits } = scripted(busy('9'), () => Response.json(1));
    const retry = { random: () => 0, sleep: async () => undefined };
    await call({ ...options, fetchApi: withRetry(fetchApi, retry) }, operation(), {} as never);
    expect(inits).toHaveLength(2);
  });
});

describe('waiting', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  test('takes as long as it says, and leaves no listener', async () => {
    const { fetchApi, inits } = scripted(503, 200);
    const controller = new AbortController();
    const { signal } = controller;
    const sent = withRetry(fetchApi, { random: () => 0.5 })(url, { signal }, info);
    await jest.advanceTimersByTimeAsync(249);
    expect(inits).toHaveLength(1);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect((await sent).status).toBe(200);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test('ends at once when the caller aborts', async () => {
    const { fetchApi, inits } = scripted(503);
    const controller = new AbortController();
    const configuration = { fetchApi: withRetry(fetchApi, { random: () => 0.9 }) };
    const sent = call(configuration, operation(), {} as never, { signal: controller.signal });
    const rejected = expect(sent).rejects.toMatchObject({ name: 'FetchError', code: 'aborted' });
    await jest.advanceTimersByTimeAsync(100);
    controller.abort();
    await rejected;
    expect(inits).toHaveLength(1);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test('ends at once when the caller aborts, by hand', async () => {
    const { fetchApi, inits } = scripted(503);
    const controller = new AbortController();
    const reason = new Error('user left');
    const sent = withRetry(fetchApi, { random: () => 0.9 })(url, { signal: controller.signal }, info);
    const rejected = expect(sent).rejects.toBe(reason);
    await jest.advanceTimersByTimeAsync(100);
    controller.abort(reason);
    await rejected;
    expect(inits).toHaveLength(1);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test('does not begin after the caller’s abort, even one by an observer', async () => {
    const { fetchApi, inits } = scripted(503);
    const controller = new AbortController();
    const observe = onEvent(({ type }) => {
      if (type === 'retry') controller.abort();
    });
    const configuration = { fetchApi: withRetry(fetchApi, { random: () => 0.9 }), observe };
    await expect(
      call(configuration, operation(), {} as never, { signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'aborted' });
    expect(inits).toHaveLength(1);
  });

  test('is not cut short by the time limit of the attempt before', async () => {
    const { fetchApi, inits } = scripted(busy('50'), () => Response.json(1));
    const sent = call({ timeoutMs: 100, fetchApi: withRetry(fetchApi) }, operation(), {} as never);
    await jest.advanceTimersByTimeAsync(49_999);
    expect(inits).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(501);
    await sent;
    expect(inits).toHaveLength(2);
  });

  test.each([true, false])(
    'an attempt that times out is repeated, with a time limit of its own (caller’s signal: %s)',
    async (hasSignal) => {
      const signals: (AbortSignal | null | undefined)[] = [];
      const hangsOnce = async (_url: string, { signal }: RequestInit): Promise<Response> => {
        signals.push(signal);
        if (signals.length > 1) return Response.json(1);
        return new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason)),
        );
      };
      const configuration = { timeoutMs: 1_000, fetchApi: withRetry(hangsOnce) };
      const options = hasSignal ? { signal: new AbortController().signal } : {};
      const sent = call(configuration, operation(), {} as never, options);
      await jest.advanceTimersByTimeAsync(1_500);
      await sent;
      expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
    },
  );

  test('an attempt that times out each time is a timeout in the end', async () => {
    const hangs = (_url: string, { signal }: RequestInit): Promise<Response> =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    const fetchApi = jest.fn(hangs);
    const sent = call({ timeoutMs: 1_000, fetchApi: withRetry(fetchApi) }, operation(), {} as never);
    const rejected = expect(sent).rejects.toMatchObject({ name: 'FetchError', code: 'timeout' });
    await jest.advanceTimersByTimeAsync(3_000 + 500 + 1_000);
    await rejected;
    expect(fetchApi).toHaveBeenCalledTimes(3);
  });
});
