import { describe, expect, test } from '@jest/globals';
import { minute } from '../token/support.js';
import { passed } from './bench.js';
import { busy, LOAD } from './load.js';
import { end, type JoinOrder, type LoginServer, loginServer, type Worker, workers } from './processes.js';
import { describeRedis, type RedisServer, redisServer } from './server.js';

const hour = { lifeMs: 120 * minute, refreshAfterMs: 90 * minute, minLoginIntervalMs: 0 };

describeRedis('processes with a Redis between them:', () => {
  let server: RedisServer;
  let vendor: LoginServer;
  let tests = 0;
  beforeAll(async () => {
    server = await redisServer();
  });
  beforeEach(async () => {
    vendor = await loginServer();
  });
  afterEach(() => vendor.close());
  afterAll(() => server.remove());

  const all = async (asked: readonly Promise<string>[]): Promise<string[]> => [
    ...new Set(await Promise.all(asked)),
  ];

  async function joined(members: readonly Worker[], order: Partial<JoinOrder> = {}): Promise<void> {
    tests += 1;
    const common = { port: server.port, vendor: vendor.url, scope: `test ${tests}`, options: hour };
    await Promise.all(members.map(({ join }) => join({ ...common, ...order })));
  }

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await passed(5);
  }

  describe('64 of them', () => {
    let members: Worker[];
    let calm: () => Promise<void>;
    beforeAll(async () => {
      members = await workers(64);
      calm = busy(LOAD);
    }, 300_000);
    afterAll(async () => {
      await calm();
      await end(members);
    });

    test('make three logins over three lives of a token', async () => {
      await joined(members, { nowMs: Date.now() });
      const pass = (ms: number): Promise<unknown> => Promise.all(members.map(({ advance }) => advance(ms)));
      expect(await all(members.map(({ askOn }) => askOn()))).toEqual(['T1']);
      // Due for renewal: the old one is served until the new one is there.
      await pass(91 * minute);
      expect(await all(members.map(({ askPast }) => askPast('T1')))).toEqual(['T2']);
      // Past its end: all wait.
      await pass(120 * minute);
      expect(await all(members.map(({ askOn }) => askOn()))).toEqual(['T3']);
      expect(vendor.loginsAtMs).toHaveLength(3);
    }, 600_000);

    test('send a wrong secret twice at most', async () => {
      vendor.answer = 'refuse';
      await joined(members);
      for (let calls = 0; calls < 2; calls += 1) {
        expect(await all(members.map(({ askOn }) => askOn()))).toEqual(['credentials_rejected']);
      }
      expect(vendor.loginsAtMs).toHaveLength(2);
    }, 600_000);
  });

  describe('some of them', () => {
    let members: Worker[];
    beforeEach(async () => {
      members = await workers(8);
    });
    afterEach(() => end(members));

    test('go on within the life of the lock when the one that logs in is killed, with one login more', async () => {
      const lockTtlMs = 5_000;
      await joined(members, { store: { lockTtlMs, operationTimeoutMs: 5_000 } });
      const [first, ...others] = members as [Worker, ...Worker[]];
      vendor.answer = 'wait';
      void first.ask();
      await until(() => vendor.loginsAtMs.length === 1);
      vendor.answer = 'token';
      const asked = all(others.map(({ ask }) => ask()));
      first.process.kill('SIGKILL');
      expect(await asked).toEqual(['T2']);
      expect(vendor.loginsAtMs).toHaveLength(2);
    });

    test('keep the newer token when the one that logs in pauses past its lock, and writes late', async () => {
      await joined(members, { store: { lockTtlMs: 3_000, operationTimeoutMs: 5_000 } });
      const [first, second, third] = members as [Worker, Worker, Worker];
      vendor.answer = 'wait';
      const late = first.ask();
      await until(() => vendor.loginsAtMs.length === 1);
      first.process.kill('SIGSTOP');
      vendor.answer = 'token';
      expect(await second.ask()).toBe('T2');
      vendor.answerAll();
      first.process.kill('SIGCONT');
      expect(await late).toBe('T2');
      expect(await third.ask()).toBe('T2');
      expect(await first.events()).toEqual(['login', 'token_adopted']);
      expect(vendor.loginsAtMs).toHaveLength(2);
    });

    test('lose no call while Redis hangs, dies and returns, and share again afterwards', async () => {
      // Half of its life is left for a call by a process that has to wait for its turn.
      vendor.lifeMs = 10_000;
      const options = { lifeMs: 10_000, refreshAfterMs: 2_000, clockSkewMs: 5_000, minLoginIntervalMs: 100 };
      await joined(members, { options });
      const load = Promise.all(members.map((member) => member.load(24_000, 20)));
      await passed(1_000);
      server.hang();
      await passed(6_000);
      server.goOn();
      await passed(3_000);
      await server.kill();
      await passed(6_000);
      await server.start();
      const ends = await load;
      expect(ends.map(({ counts }) => Object.keys(counts))).toEqual(members.map(() => ['200']));
      // Clients connect again in their own time: then a new token is the same for all.
      for (let isShared = false; !isShared; ) {
        await passed(2_500);
        const before = vendor.loginsAtMs.length;
        const got = await all(members.map(({ ask }) => ask()));
        isShared = got.length === 1 && vendor.loginsAtMs.length === before + 1;
      }
    });
  });
});
