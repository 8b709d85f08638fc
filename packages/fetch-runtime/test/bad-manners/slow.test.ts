import { getEventListeners } from 'node:events';
import { inTime, slow, slowFailure } from './cases/slow.js';
import { ask, outcomeOf, serverPerTest } from './harness.js';

const server = serverPerTest();

/** On a busy machine, a timer may be late by this. */
const LATE_MS = 1_500;

describe('a server that never finishes is given up', () => {
  test.each(slow)('$title', async ({ script, outcome }) => {
    server().answer(...script('blue'));
    const started = performance.now();
    expect(await outcomeOf(ask(server(), { timeoutMs: 150 }))).toEqual(outcome);
    expect(performance.now() - started).toBeLessThan(150 + LATE_MS);
    await server().letGo();
  });

  test.each(slow)('by the deadline for all attempts, where one has no time limit: $title', async (slow) => {
    server().answer(...slow.script('blue'));
    const limits = { timeoutMs: Number.POSITIVE_INFINITY, deadlineMs: 100 };
    expect(await outcomeOf(ask(server(), limits))).toEqual(slow.outcome);
    await server().letGo();
  });

  // Longer, so that the status is there by then on a busy machine too.
  test.each([{ timeoutMs: 500 }, { deadlineMs: 500 }])(
    'while it sends an error, and the status is told all the same: %p',
    async (limits) => {
      server().answer(...slowFailure.script('blue'));
      expect(await outcomeOf(ask(server(), limits))).toEqual(slowFailure.outcome);
      await server().letGo();
    },
  );
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
    setTimeout(() => controller.abort(), 60);
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
