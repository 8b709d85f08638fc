import { describe, expect, test } from '@jest/globals';
import { minute, outcome, second, types } from '../token/support.js';
import { type Bench, keyOf, passed, redisBench } from './bench.js';
import { clients } from './clients.js';
import { describeRedis } from './server.js';

describeRedis('while Redis', () => {
  describe.each(clients)('with $name', (kind) => {
    let b: Bench;
    beforeEach(async () => {
      b = await redisBench(kind, 250);
    });
    afterEach(() => b.end());

    const states: readonly [string, (bench: Bench) => unknown, (bench: Bench) => unknown][] = [
      ['is down', ({ server }) => server.kill(), ({ server }) => server.start()],
      ['hangs', ({ server }) => server.hang(), ({ server }) => server.goOn()],
      ['is a replica that cannot be written', replica, ({ admin }) => admin.call('replicaof', 'no', 'one')],
      ['wants a password', lockUp, ({ admin }) => admin.call('config', 'set', 'requirepass', '')],
      ['refuses the commands', forbid, ({ admin }) => admin.call('acl', 'setuser', 'default', '+eval')],
      ['holds something else in place of the token', plant, ({ admin }) => admin.flushall()],
    ];

    async function replica({ admin }: Bench): Promise<void> {
      await admin.call('replicaof', '127.0.0.1', '1');
    }
    async function lockUp({ admin }: Bench): Promise<void> {
      await admin.call('config', 'set', 'requirepass', 'password');
      await admin.call('client', 'kill', 'type', 'normal', 'skipme', 'yes');
    }
    async function forbid({ admin }: Bench): Promise<void> {
      await admin.call('acl', 'setuser', 'default', '-eval');
    }
    async function plant({ admin }: Bench): Promise<void> {
      await (await b.join()).tokens.getToken();
      const key = await keyOf(admin, 'tok');
      await admin.del(key);
      await admin.lpush(key, 'x');
      b.loginsAtMs.length = 0;
    }

    test.each(states)(
      '%s, calls go on with one login in each process, and share again when it is back',
      async (_, fail, mend) => {
        const members = [await b.join(), await b.join()];
        await fail(b);
        const startedAtMs = Date.now();
        const asked = members.flatMap(({ tokens }) =>
          Array.from({ length: 50 }, () => outcome(tokens.getToken())),
        );
        expect(new Set(await Promise.all(asked))).toEqual(new Set(['T1', 'T2']));
        // Three commands of at most 250 ms, and the pauses between.
        expect(Date.now() - startedAtMs).toBeLessThan(2_500);
        expect(b.loginsAtMs).toHaveLength(2);
        for (const { events } of members) expect(types(events)).toEqual(['store_failed', 'login']);

        await mend(b);
        await until('the members share a token', async () => {
          const before = b.loginsAtMs.length;
          const again = members.map(({ tokens }) => outcome(tokens.getToken({ forceRefresh: true })));
          return new Set(await Promise.all(again)).size === 1 && b.loginsAtMs.length === before + 1;
        });
      },
    );

    /** Clients connect again in their own time; the pause of 5 s is over before each try. */
    async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
      for (const untilMs = Date.now() + 4_000; ; await passed(50)) {
        b.clock.advance(6 * second);
        if (await isSo()) return;
        if (Date.now() > untilMs) throw new Error(`it never comes about: ${what}`);
      }
    }

    test('is down, a token in hand is served on without asking', async () => {
      const { tokens, events } = await b.join();
      await tokens.getToken();
      await b.server.kill();
      b.clock.advance(89 * minute);
      expect(await outcome(tokens.getToken())).toBe('T1');
      expect(types(events)).toEqual(['login']);
    });

    test('is down, and the provider as well, each process tries a login every 30 s at most', async () => {
      const members = await Promise.all(
        [1, 2].map(() => b.join({}, { minLoginIntervalMs: 30 * second, jitter: 0.5 })),
      );
      await b.server.kill();
      b.answer = 'provider_unavailable';
      for (let at = 0; at < 150; at += 1) {
        await Promise.all(members.map(({ tokens }) => outcome(tokens.getToken())));
        b.clock.advance(second);
      }
      // From 30 s to 45 s lie between two, and the first is made at once.
      expect(b.loginsAtMs.length).toBeLessThanOrEqual(2 * 5);
      expect(b.loginsAtMs.length).toBeGreaterThanOrEqual(2 * 4);
    });

    test('fails, `throw` makes no login: the old token is served to its end, then callers are told to wait', async () => {
      const { tokens, events } = await b.join({ onStoreFailure: 'throw' });
      await tokens.getToken();
      await b.server.kill();
      b.clock.advance(119 * minute - 1);
      expect(await outcome(tokens.getToken())).toBe('T1');
      while (!types(events).includes('refresh_failed')) await passed(50);
      b.clock.advance(1);
      const error: unknown = await tokens.getToken().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
      expect(types(events).slice(0, 3)).toEqual(['login', 'store_failed', 'refresh_failed']);
      await expect(tokens.reset()).rejects.toMatchObject({ code: 'provider_unavailable' });
      expect(b.loginsAtMs).toHaveLength(1);
      await b.server.start();
      await until('a login', async () => (await outcome(tokens.getToken())) === 'T2');
    });

    test('fails during a login, its token is used, and others get it when Redis is back', async () => {
      let isDown = false;
      // As of a client that keeps no commands for later.
      b.send = (command) => (isDown ? Promise.reject(new Error('down')) : command());
      const mint = async () => {
        isDown = true;
        return { token: 'T0' };
      };
      const { tokens, store, events } = await b.join({}, { mint });
      expect(await outcome(tokens.getToken())).toBe('T0');
      expect(types(events)).toEqual(['login', 'store_failed']);
      isDown = false;
      b.clock.advance(minute);
      await b.admin.del(await keyOf(b.admin, 'lock'));
      // The next in the same process who asks for it publishes it.
      expect(await store.claim(JSON.stringify(['acme', '']), 0)).toMatchObject({
        stored: { record: { token: 'T0' }, ageMs: expect.any(Number) },
      });
      const other = await b.join();
      expect(await outcome(other.tokens.getToken())).toBe('T0');
      b.clock.advance(118 * minute);
      expect(await outcome(other.tokens.getToken())).toBe('T1');
    });

    test('fails twice now and then, it is not left alone', async () => {
      let commands = 0;
      b.send = (command) => {
        commands += 1;
        return commands % 3 === 0 ? command() : Promise.reject(new Error('down'));
      };
      const { store } = await b.join();
      for (const key of ['a', 'b', 'c']) {
        expect(await store.claim(key, 0)).not.toHaveProperty('lease.isLocal');
      }
    });

    test('hangs, a lock that it gives too late is given back', async () => {
      const member = await b.join();
      b.server.hang();
      expect(await outcome(member.tokens.getToken())).toBe('T1');
      b.server.goOn();
      for (const untilMs = Date.now() + 2_000; (await b.admin.keys('*:lock')).length > 0; await passed(20)) {
        if (Date.now() > untilMs) throw new Error('the lock is held for nobody');
      }
      const other = await b.join();
      const startedAtMs = Date.now();
      expect(await outcome(other.tokens.getToken())).toMatch(/^T[12]$/);
      expect(Date.now() - startedAtMs).toBeLessThan(2_000);
    });

    test('hangs, it is left alone for 5 s after three commands in a row, and then asked once', async () => {
      let commands = 0;
      b.send = (command) => {
        commands += 1;
        return command();
      };
      const { tokens, store } = await b.join();
      b.server.hang();
      for (let calls = 0; calls < 10; calls += 1) await tokens.getToken({ forceRefresh: true });
      expect(commands).toBe(3);
      b.clock.advance(5 * second);
      await Promise.all(Array.from({ length: 10 }, (_, at) => store.claim(`key ${at}`, 0)));
      expect(commands).toBe(4);
    });

    test('answers in time, a process that was too busy to look reads the answer all the same', async () => {
      let commands = 0;
      b.send = (command) => {
        commands += 1;
        return command();
      };
      const { store } = await b.join({ operationTimeoutMs: 50 });
      const claim = store.claim('key', 0);
      while (commands === 0) await Promise.resolve();
      // The command is on its way, and then nothing runs here for a while.
      await new Promise((resolve) => setImmediate(resolve));
      for (const untilMs = Date.now() + 200; Date.now() < untilMs; );
      expect(await claim).toMatchObject({ lease: { generation: expect.any(Number) } });
      expect(commands).toBe(1);
    });

    test('answers once too late, the lock that is got by asking again is kept', async () => {
      let commands = 0;
      b.send = async (command) => {
        commands += 1;
        const isFirst = commands === 1;
        const reply = await command();
        if (isFirst) await passed(200);
        return reply;
      };
      const { store } = await b.join({ operationTimeoutMs: 100 });
      const claim = await store.claim('key', 0);
      expect(claim).not.toHaveProperty('lease.isLocal');
      await passed(300);
      expect(await b.admin.keys('*:lock')).toHaveLength(1);
    });

    test('counts a login after its time limit, that is taken back, as none will be made', async () => {
      let commands = 0;
      b.send = async (command) => {
        // The second one is the budget's.
        if (++commands === 2) await passed(150);
        return command();
      };
      const { tokens } = await b.join({ operationTimeoutMs: 50, onStoreFailure: 'throw' });
      expect(await outcome(tokens.getToken())).toBe('provider_unavailable');
      const unknown = async () => b.admin.hget(await keyOf(b.admin, 'try'), 'unknown');
      for (const untilMs = Date.now() + 2_000; (await unknown()) !== '0'; await passed(10)) {
        if (Date.now() > untilMs) throw new Error(`still ${await unknown()}`);
      }
    });
  });
});
