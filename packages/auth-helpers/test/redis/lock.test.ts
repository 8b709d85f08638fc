import { describe, expect, test } from '@jest/globals';
import { passed, redisBench } from './bench.js';
import { clients } from './clients.js';
import { describeRedis } from './server.js';

describeRedis('the lock of a login', () => {
  describe.each(clients)('with $name', (kind) => {
    test('is kept as long as the process is alive and the login under way, and others wait', async () => {
      const b = await redisBench(kind);
      try {
        const lockTtlMs = 6_000;
        const clock = undefined;
        let answer: () => void = () => undefined;
        const mint = async (): Promise<{ token: string }> => {
          b.loginsAtMs.push(0);
          await new Promise<void>((resolve) => {
            answer = resolve;
          });
          return { token: 'slow' };
        };
        const slow = await b.join({ lockTtlMs, clock }, { mint });
        const other = await b.join({ lockTtlMs, clock, maxWaitMs: 60_000 });
        const asked = [slow.tokens.getToken()];
        while (b.loginsAtMs.length === 0) await passed(5);
        asked.push(other.tokens.getToken());
        // Two lives of the lock.
        await passed(2 * lockTtlMs);
        expect(b.loginsAtMs).toHaveLength(1);
        answer();
        expect((await Promise.all(asked)).map(({ token }) => token)).toEqual(['slow', 'slow']);
        expect(await b.admin.keys('*:lock')).toEqual([]);
      } finally {
        await b.end();
      }
    });

    test('ends when a login takes longer than five lives of it, and the next one logs in', async () => {
      const b = await redisBench(kind);
      try {
        const store = { lockTtlMs: 500, clock: undefined, maxWaitMs: 50_000 };
        const mint = (): Promise<never> => {
          b.loginsAtMs.push(0);
          return new Promise(() => undefined);
        };
        const stuck = await b.join(store, { mint });
        const other = await b.join(store);
        void stuck.tokens.getToken().catch(() => undefined);
        while (b.loginsAtMs.length === 0) await passed(5);
        expect((await other.tokens.getToken()).token).toBe('T2');
      } finally {
        await b.end();
      }
    });
  });
});
