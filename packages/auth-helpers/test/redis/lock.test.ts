import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { RedisTokenStoreOptions } from '../../src/redis/index.js';
import { times, until } from '../support.js';
import { type Bench, endOfLock, keyOf, type Member, redisBench } from './bench.js';
import { clients } from './clients.js';
import { describeRedis } from './server.js';

/** A life in which no test ends; of this length is no other timer. */
const lockTtlMs = 3_600_003;
const store: RedisTokenStoreOptions = { lockTtlMs };

describeRedis('the lock of a login', () => {
  describe.each(clients)('with $name', (kind) => {
    let b: Bench;
    /** What renews the lock, as often as the store has it done. */
    let renewals: (() => void)[];
    let answer: () => void;
    let commands: number;
    beforeEach(async () => {
      b = await redisBench(kind);
      [renewals, commands] = [[], 0];
      b.send = (command) => {
        commands += 1;
        return command();
      };
      const { setInterval } = globalThis;
      jest.spyOn(globalThis, 'setInterval').mockImplementation(((run: () => void, ms?: number) => {
        if (ms !== lockTtlMs / 3) return setInterval(run, ms);
        renewals.push(run);
        return setInterval(() => undefined, ms);
      }) as typeof setInterval);
    });
    afterEach(async () => {
      jest.restoreAllMocks();
      await b.end();
    });

    /** One whose login is not answered until `answer`. */
    async function slow(): Promise<Member> {
      const answered = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const mint = async (): Promise<{ token: string }> => {
        b.loginsAtMs.push(0);
        await answered;
        return { token: 'slow' };
      };
      return b.join(store, { mint });
    }

    const leftMs = async (): Promise<number> => b.admin.pttl(await keyOf(b.admin, 'lock'));

    /** Lets most of the life of the lock pass, and a third of it for this process. @returns whether it was renewed. */
    async function third(): Promise<boolean> {
      await b.admin.pexpire(await keyOf(b.admin, 'lock'), lockTtlMs / 3);
      const before = commands;
      for (const renew of renewals) renew();
      if (commands === before) return false;
      await until(async () => (await leftMs()) > lockTtlMs / 2);
      return true;
    }

    test('is kept as long as the process is alive and the login under way, and others wait', async () => {
      const asked = [(await slow()).tokens.getToken()];
      await until(() => b.loginsAtMs.length > 0);
      const other = await b.join(store);
      const before = commands;
      asked.push(other.tokens.getToken());
      // Two lives of the lock.
      for (const _ of times(6, () => 0)) expect(await third()).toBe(true);
      await until(() => commands > before + 6 + 3);
      expect(b.loginsAtMs).toHaveLength(1);
      answer();
      expect((await Promise.all(asked)).map(({ token }) => token)).toEqual(['slow', 'slow']);
      expect(await b.admin.keys('*:lock')).toEqual([]);
    });

    test('ends when a login takes longer than five lives of it, and the next one logs in', async () => {
      const stuck = (await slow()).tokens.getToken();
      await until(() => b.loginsAtMs.length > 0);
      for (const _ of times(15, () => 0)) expect(await third()).toBe(true);
      expect(await third()).toBe(false);
      await endOfLock(b.admin);
      const other = await b.join(store);
      expect((await other.tokens.getToken()).token).toBe('T2');
      answer();
      expect((await stuck).token).toBe('T2');
    });
  });
});
