import { describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { hour, minute } from '../token/support.js';
import { endOfLock, keyOf } from './bench.js';
import { busy, LOAD } from './load.js';
import {
  end,
  isAlive,
  type JoinOrder,
  type LoginServer,
  loginServer,
  type Member,
  type Worker,
  workers,
} from './processes.js';
import { describeRedis, type RedisServer, redisServer } from './server.js';

const options = { lifeMs: 120 * minute, refreshAfterMs: 90 * minute, minLoginIntervalMs: 0 };

describeRedis('processes with a Redis between them:', () => {
  let server: RedisServer;
  let admin: Redis;
  let vendor: LoginServer;
  let processes: Worker[];
  let members: Member[];
  let tests = 0;
  beforeAll(async () => {
    processes = await workers(64);
    server = await redisServer();
    admin = new Redis({ port: server.port, retryStrategy: () => 50 });
    admin.on('error', () => undefined);
  }, 600_000);
  beforeEach(async () => {
    await admin.flushall();
    vendor = await loginServer();
  });
  afterEach(async () => {
    await Promise.all(members.filter(isAlive).map(({ leave }) => leave()));
    await vendor.close();
  });
  afterAll(async () => {
    await end(processes);
    admin.disconnect();
    await server.remove();
  });

  const all = async (asked: readonly Promise<string>[]): Promise<string[]> => [
    ...new Set(await Promise.all(asked)),
  ];

  async function joined(chosen: readonly Worker[], order: Partial<JoinOrder> = {}): Promise<void> {
    tests += 1;
    const common = { port: server.port, vendor: vendor.url, scope: `test ${tests}`, options };
    members = await Promise.all(chosen.map(({ join }) => join({ ...common, ...order })));
  }

  async function pass(ms: number): Promise<void> {
    vendor.advance(ms);
    await Promise.all(members.map(({ advance }) => advance(ms)));
  }

  describe('64 of them', () => {
    let calm: () => Promise<void>;
    beforeAll(() => {
      calm = busy(LOAD);
    });
    afterAll(() => calm());

    test('make three logins over three lives of a token', async () => {
      await joined(processes);
      expect(await all(members.map(({ askOn }) => askOn()))).toEqual(['T1']);
      // Due for renewal: the old one is served until the new one is there.
      await pass(91 * minute);
      expect(await all(members.map(({ askPast }) => askPast('T1')))).toEqual(['T2']);
      // Past its end: all wait.
      await pass(120 * minute);
      expect(await all(members.map(({ askOn }) => askOn()))).toEqual(['T3']);
      expect(vendor.logins).toBe(3);
    }, 600_000);

    test('send a wrong secret twice at most', async () => {
      vendor.answer = 'refuse';
      await joined(processes);
      for (let calls = 0; calls < 2; calls += 1) {
        expect(await all(members.map(({ askOn }) => askOn()))).toEqual(['credentials_rejected']);
      }
      expect(vendor.logins).toBe(2);
    }, 600_000);
  });

  describe('some of them', () => {
    /** No time of a test: that of Redis passes on a busy machine as well. */
    const lockTtlMs = hour;

    test('go on with one login more when the one that logs in is killed, once its lock has ended', async () => {
      const mortal = await workers(1);
      await joined([...mortal, ...processes.slice(0, 7)], { store: { lockTtlMs } });
      const [first, ...others] = members as [Member, ...Member[]];
      vendor.answer = 'wait';
      void first.ask();
      await vendor.asked;
      vendor.answer = 'token';
      const asked = all(others.map(({ ask }) => ask()));
      first.process.kill('SIGKILL');
      const leftMs = await admin.pttl(await keyOf(admin, 'lock'));
      expect([leftMs > 0, leftMs <= lockTtlMs]).toEqual([true, true]);
      await endOfLock(admin);
      expect(await asked).toEqual(['T2']);
      expect(vendor.logins).toBe(2);
    }, 600_000);

    test('keep the newer token when the one that logs in pauses past its lock, and writes late', async () => {
      await joined(processes.slice(0, 3), { store: { lockTtlMs } });
      const [first, second, third] = members as [Member, Member, Member];
      vendor.answer = 'wait';
      const late = first.ask();
      await vendor.asked;
      first.process.kill('SIGSTOP');
      await endOfLock(admin);
      vendor.answer = 'token';
      expect(await second.ask()).toBe('T2');
      vendor.answerAll();
      first.process.kill('SIGCONT');
      expect(await late).toBe('T2');
      expect(await third.ask()).toBe('T2');
      expect(await first.events()).toEqual(['login', 'token_adopted']);
      expect(vendor.logins).toBe(2);
    }, 600_000);

    test('lose no call while Redis hangs, dies and returns, and share again afterwards', async () => {
      vendor.lifeMs = options.lifeMs;
      // No later than the clock of Redis at any time, as it is where clocks agree.
      await joined(processes.slice(0, 8), { nowMs: Date.now() - 86_400_000 });
      /** Calls of all, half an hour after those before. Redis may change while they are under way. */
      async function round(change: () => unknown = () => undefined): Promise<void> {
        await pass(30 * minute);
        const made = Promise.all(members.map(({ calls }) => calls(5)));
        await change();
        expect(new Set((await made).flat())).toEqual(new Set([200]));
      }
      async function rounds(count: number): Promise<void> {
        for (let done = 0; done < count; done += 1) await round();
      }
      // Each state lasts longer than the life of a token.
      await rounds(5);
      expect(vendor.logins).toBe(2);
      await round(server.hang);
      await rounds(5);
      // One each at least, or the outage was none.
      expect(vendor.logins).toBeGreaterThanOrEqual(2 + members.length);
      await round(server.goOn);
      await rounds(5);
      await round(server.kill);
      await rounds(5);
      await server.start();
      await Promise.all(members.map(({ reached }) => reached()));
      await pass(options.lifeMs);
      const before = vendor.logins;
      expect(await all(members.map(({ ask }) => ask()))).toEqual([`T${before + 1}`]);
      expect(vendor.logins).toBe(before + 1);
    }, 600_000);
  });
});
