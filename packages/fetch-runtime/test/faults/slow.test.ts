import { getEventListeners } from 'node:events';
import { endedAt, until } from '../clock.js';
import { inTime, slow, slowFailure } from './cases/slow.js';
import { ask, outcomeOf, serverPerTest } from './harness.js';

const server = serverPerTest();

/** The server has the request. */
const isAsked = (): boolean => server().requests.length > 0;

describe('a server that never finishes is given up', () => {
  test.each(slow)('$title', async ({ script, outcome }) => {
    server().answer(...script('blue'));
    const asked = () => outcomeOf(ask(server(), { timeoutMs: 150 }));
    expect(await endedAt(150, isAsked, asked)).toEqual(outcome);
    await server().letGo();
  });

  test.each(slow)('by the deadline for all attempts, where one has no time limit: $title', async (slow) => {
    server().answer(...slow.script('blue'));
    const limits = { timeoutMs: Number.POSITIVE_INFINITY, deadlineMs: 100 };
    const asked = () => outcomeOf(ask(server(), limits));
    expect(await endedAt(100, isAsked, asked)).toEqual(slow.outcome);
    await server().letGo();
  });

  test.each([{ timeoutMs: 500 }, { deadlineMs: 500 }])(
    'while it sends an error, and the status is told all the same: %p',
    async (limits) => {
      server().answer(...slowFailure.script('blue'));
      let isHeadThere = false;
      const fetchApi = async (url: string, init: RequestInit): Promise<Response> => {
        const response = await fetch(url, init);
        isHeadThere = true;
        return response;
      };
      const asked = () => outcomeOf(ask(server(), { fetchApi, ...limits }));
      expect(await endedAt(500, () => isHeadThere, asked)).toEqual(slowFailure.outcome);
      await server().letGo();
    },
  );
});

test('a limit passes by the real clock, too', async () => {
  server().answer();
  const limits = { timeoutMs: 20, deadlineMs: 40 };
  expect(await outcomeOf(ask(server(), limits))).toEqual({ error: 'FetchError', code: 'timeout' });
});

test.each(inTime)('a server that is slow, but in time, is waited for: $title', async ({ script }) => {
  server().answer(...script());
  expect(await ask(server())).toEqual({ word: 'blue' });
});

describe('a caller who gives up', () => {
  test.each(slow)('is told so, and the connection is closed: $title', async ({ script }) => {
    server().answer(...script('blue'));
    const controller = new AbortController();
    const asked = ask(server(), { options: { signal: controller.signal } });
    await until(isAsked);
    controller.abort();
    expect(await outcomeOf(asked)).toEqual({ error: 'FetchError', code: 'aborted' });
    await server().letGo();
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test('before the request sends none', async () => {
    const options = { signal: AbortSignal.abort() };
    expect(await outcomeOf(ask(server(), { options }))).toEqual({ error: 'FetchError', code: 'aborted' });
    expect(server().requests).toEqual([]);
  });
});
