import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { outcome } from '../token/support.js';
import { type Bench, redisBench } from './bench.js';
import { clients } from './clients.js';
import { describeRedis } from './server.js';

const DAY_MS = 24 * 3_600_000;

describeRedis('what Redis keeps', () => {
  let b: Bench;
  beforeAll(async () => {
    b = await redisBench(clients[0]!);
  });
  beforeEach(async () => {
    await b.admin.flushall();
    b.answer = 'token';
  });
  afterAll(() => b.end());

  /** In days, by the last word of the name: the longest that each kind of key lives. */
  async function daysLeft(): Promise<Record<string, number>> {
    const days: Record<string, number> = {};
    for (const key of await b.admin.keys('*')) {
      const kind = key.slice(key.lastIndexOf(':') + 1);
      const leftMs = await b.admin.pttl(key);
      // Redis says -1 of what never ends.
      days[kind] = Math.max(days[kind] ?? 0, leftMs < 0 ? Number.POSITIVE_INFINITY : leftMs / DAY_MS);
    }
    return days;
  }

  test.each([
    ['a token for two hours', 'token', {}],
    [
      'a token that does not expire',
      'token',
      { lifeMs: Number.POSITIVE_INFINITY, refreshAfterMs: undefined },
    ],
    ['a login without an answer', 'outcome_unknown', {}],
    ['a provider that is down', 'provider_unavailable', {}],
  ] as const)('all that %s leaves there ends after 30 days at most', async (_, answer, changes) => {
    b.answer = answer;
    const { tokens } = await b.join({}, changes);
    await outcome(tokens.getToken());
    const days = await daysLeft();
    expect(Object.keys(days)).not.toEqual([]);
    expect(Math.max(...Object.values(days))).toBeLessThanOrEqual(30);
  });

  test.each(['credentials_rejected', 'account_locked'] as const)(
    'a login that is refused with %s is known for a year after somebody last asked, and ends then',
    async (answer) => {
      b.answer = answer;
      const members = [await b.join(), await b.join()];
      for (const { tokens } of members) await outcome(tokens.getToken());
      const { try: refusal, ...others } = await daysLeft();
      expect([refusal! > 365, refusal! <= 366]).toEqual([true, true]);
      expect(Math.max(0, ...Object.values(others))).toBeLessThanOrEqual(30);
      await members[0]!.tokens.reset();
      expect(Math.max(0, ...Object.values(await daysLeft()))).toBeLessThanOrEqual(30);
    },
  );
});
