import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { memoryTokenStore, type TokenStore } from '../../src/index.js';
import { ploAuth } from '../../src/plo/index.js';
import { redisTokenStore } from '../../src/redis/index.js';
import { manualClock } from './support.js';

jest.setTimeout(600_000);

/** Three times what there is room for; `KEYS=100000 npx jest test/token/bounds` for more. */
const MANY = Number(process.env.KEYS ?? 30_000);

/** Nothing that lasts may be larger: what a memory store has room for. */
const BOUND = 10_001;

describe('of many keys', () => {
  const RealMap = globalThis.Map;
  const RealSet = globalThis.Set;
  let made: { readonly size: number }[];
  beforeEach(() => {
    made = [];
    const noted = <Kind extends new (...args: never[]) => { readonly size: number }>(kind: Kind): Kind =>
      new Proxy(kind, {
        construct(target, args, self) {
          const one = Reflect.construct(target, args, self);
          made.push(one);
          return one;
        },
      });
    globalThis.Map = noted(RealMap as never);
    globalThis.Set = noted(RealSet as never);
  });
  afterEach(() => {
    globalThis.Map = RealMap;
    globalThis.Set = RealSet;
  });

  const largest = (): number => made.reduce((most, { size }) => Math.max(most, size), 0);

  async function used(store: TokenStore, key: string, isRejected: boolean): Promise<void> {
    const claim = await store.claim(key, 0).catch(() => undefined);
    const isAllowed = await store.budget.reserve(key, { isProven: true }).catch(() => 'failed');
    if (isAllowed === 'allowed') {
      await store.budget.settle(key, isRejected ? 'credentials_rejected' : 'accepted').catch(() => undefined);
    }
    if (claim === undefined || !('lease' in claim)) return;
    const record = { token: 'T', issuedAtMs: 0, lifeMs: null, generation: claim.lease.generation };
    await claim.lease.save(record, 0).catch(() => undefined);
    await claim.lease.release();
  }

  const stores: readonly [string, number, () => TokenStore][] = [
    ['a memory store', MANY, () => memoryTokenStore({ clock: manualClock() })],
    [
      'the store of a Redis that is down',
      0.4 * MANY,
      () => {
        const down = { eval: () => Promise.reject(new Error('down')), on: () => undefined };
        return redisTokenStore(down, { clock: manualClock(), sleep: async () => undefined });
      },
    ],
  ];
  test.each(stores)(
    '%s keeps so many at most as it has room for, accepted or rejected',
    async (_, count, make) => {
      const store = make();
      for (let at = 0; at < count; at += 1) await used(store, `["acme","${at}"]`, at % 2 === 0);
      expect(largest()).toBeGreaterThan(100);
      expect(largest()).toBeLessThanOrEqual(BOUND);
    },
  );

  test('PLO keeps the tokens of maxTokens cardholders, and nothing of the others', async () => {
    const key = btoa('0123456789abcdef');
    let logins = 0;
    const fetch = async (): Promise<Response> => {
      logins += 1;
      if (logins % 10 === 0) return Response.json({}, { status: 401 });
      const Status = { Code: '600' };
      return Response.json({ Response: { Status, UserToken: { Token: `T${logins}` } } });
    };
    const auth = ploAuth({ fiId: '1', key, iv: key, fetch, maxTokens: 100, clock: manualClock() });
    for (let at = 0; at < MANY / 15; at += 1) await auth.getToken(`cardholder ${at}`).catch(() => undefined);
    expect(logins).toBe(MANY / 15);
    // Those who were rejected are remembered longer.
    expect(largest()).toBeLessThanOrEqual(1_000);
  });
});
