import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { minute, outcome, second, types } from '../token/support.js';
import { type Bench, endOfLock, keyOf, type Member, passed, redisBench } from './bench.js';
import { clients } from './clients.js';
import { describeRedis } from './server.js';

/** Ends when the Redis on the port has answered. */
const PING = `const socket = require('node:net').connect(Number(process.argv[1]), '127.0.0.1');
socket.end('PING\\r\\n').resume();`;

describeRedis('while Redis', () => {
  describe.each(clients)('with $name', (kind) => {
    // Most of their time goes into waiting for a Redis that does not answer: so many wait at once.
    const withBench = (run: (b: Bench) => Promise<void>) => async () => {
      const b = await redisBench(kind, 1_000);
      try {
        await run(b);
      } finally {
        await b.end();
      }
    };

    const states: readonly [string, (bench: Bench) => unknown, (bench: Bench) => unknown][] = [
      ['is down', ({ server }) => server.kill(), ({ server }) => server.start()],
      ['hangs', ({ server }) => server.hang(), ({ server }) => server.goOn()],
      ['is a replica that cannot be written', replica, ({ admin }) => admin.call('replicaof', 'no', 'one')],
      ['wants a password', lockUp, ({ admin }) => admin.call('config', 'set', 'requirepass', '')],
      ['refuses the commands', forbid, ({ admin }) => admin.call('acl', 'setuser', 'default', '+eval')],
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
    test.concurrent.each(states)(
      '%s, processes that were let in before go on with one login each, and share again when it is back',
      (_, fail, mend) =>
        withBench(async (b) => {
          const members = [await b.join(), await b.join()];
          for (const { tokens } of members) await tokens.getToken();
          await fail(b);
          const asked = members.flatMap(({ tokens }) =>
            Array.from({ length: 50 }, () => outcome(tokens.getToken({ forceRefresh: true }))),
          );
          expect(new Set(await Promise.all(asked))).toEqual(new Set(['T2', 'T3']));
          expect(b.loginsAtMs).toHaveLength(3);
          for (const { events } of members) expect(types(events).slice(1)).toEqual(['store_failed', 'login']);
          await mend(b);
          await until(b, 'the members share a token', () => isShared(b, members));
        })(),
    );

    test.concurrent.each(states)(
      '%s, a process that was never let in makes no login, and makes one when it is back',
      (_, fail, mend) =>
        withBench(async (b) => {
          const members = [await b.join(), await b.join()];
          await fail(b);
          const before = b.loginsAtMs.length;
          const asked = members.flatMap(({ tokens }) =>
            Array.from({ length: 50 }, () => tokens.getToken().catch((error: unknown) => error)),
          );
          for (const error of await Promise.all(asked)) {
            expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
          }
          expect(b.loginsAtMs).toHaveLength(before);
          for (const { events } of members) expect(types(events)).toEqual(['store_failed', 'login_failed']);
          await mend(b);
          await until(b, 'the members share a token', () => isShared(b, members));
        })(),
    );

    async function isShared(b: Bench, members: readonly Member[]): Promise<boolean> {
      const before = b.loginsAtMs.length;
      const again = members.map(({ tokens }) => outcome(tokens.getToken({ forceRefresh: true })));
      const got = new Set(await Promise.all(again));
      return got.size === 1 && !got.has('provider_unavailable') && b.loginsAtMs.length === before + 1;
    }

    test.concurrent(
      'is down, what it said last is remembered: credentials that it called proven may log in',
      withBench(async (b) => {
        await (await b.join()).tokens.getToken();
        await b.admin.del(await keyOf(b.admin, 'tok'));
        const late = await b.join();
        b.answer = 'provider_unavailable';
        expect(await outcome(late.tokens.getToken())).toBe('provider_unavailable');
        await b.server.kill();
        b.answer = 'token';
        expect(await outcome(late.tokens.getToken())).toBe('T3');
      }),
    );

    test.concurrent(
      'is down, credentials that were rejected since are not tried again',
      withBench(async (b) => {
        const member = await b.join();
        await member.tokens.getToken();
        await b.server.kill();
        b.answer = 'credentials_rejected';
        for (let calls = 0; calls < 5; calls += 1) {
          expect(await outcome(member.tokens.getToken({ forceRefresh: true }))).toBe('credentials_rejected');
          b.clock.advance(minute);
        }
        expect(b.loginsAtMs).toHaveLength(2);
      }),
    );

    test.concurrent(
      'is down, credentials that it has called rejected are not tried by those that were let in with them before',
      withBench(async (b) => {
        const members = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => b.join()));
        for (const { tokens } of members) await tokens.getToken();
        b.answer = 'credentials_rejected';
        const ask = () =>
          Promise.all(members.map(({ tokens }) => outcome(tokens.getToken({ forceRefresh: true }))));
        expect(new Set(await ask())).toEqual(new Set(['credentials_rejected']));
        expect(b.loginsAtMs).toHaveLength(3);
        await b.server.kill();
        for (let calls = 0; calls < 3; calls += 1) {
          b.clock.advance(minute);
          const told = ['credentials_rejected', 'provider_unavailable'];
          expect(told).toEqual(expect.arrayContaining(await ask()));
        }
        expect(b.loginsAtMs).toHaveLength(3);
      }),
    );

    /**
     * Clients connect again in their own time; the pause of 5 s is over before each try. A Redis that is slow on a busy
     * machine may have locked for a member that no longer waited for its answer: that lock ends now and then, as by time.
     */
    async function until(b: Bench, what: string, isSo: () => Promise<boolean>): Promise<void> {
      for (let looks = 1; looks < 2_400; looks += 1) {
        b.clock.advance(6 * second);
        if (await isSo()) return;
        if (looks % 20 === 0) await endOfLock(b.admin);
        await passed(50);
      }
      throw new Error(`it never comes about: ${what}`);
    }

    test.concurrent(
      'is down, a token in hand is served on without asking',
      withBench(async (b) => {
        const { tokens, events } = await b.join();
        await tokens.getToken();
        await b.server.kill();
        b.clock.advance(89 * minute);
        expect(await outcome(tokens.getToken())).toBe('T1');
        expect(types(events)).toEqual(['login']);
      }),
    );

    test.concurrent(
      'is down, and the provider as well, each process tries a login every 30 s at most',
      withBench(async (b) => {
        let isDown = false;
        // As of a client that keeps no commands for later.
        b.send = (command) => (isDown ? Promise.reject(new Error('down')) : command());
        const members = await Promise.all(
          [1, 2].map(() => b.join({}, { minLoginIntervalMs: 30 * second, jitter: 0.5 })),
        );
        for (const { tokens } of members) await tokens.getToken();
        b.clock.advance(2 * 60 * minute);
        isDown = true;
        b.answer = 'provider_unavailable';
        b.loginsAtMs.length = 0;
        for (let at = 0; at < 150; at += 1) {
          await Promise.all(members.map(({ tokens }) => outcome(tokens.getToken())));
          b.clock.advance(second);
        }
        // From 30 s to 45 s lie between two, and the first is made at once.
        expect(b.loginsAtMs.length).toBeLessThanOrEqual(2 * 5);
        expect(b.loginsAtMs.length).toBeGreaterThanOrEqual(2 * 4);
      }),
    );

    test.concurrent(
      'fails, `throw` makes no login: the old token is served to its end, then callers are told to wait',
      withBench(async (b) => {
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
        await until(b, 'a login', async () => (await outcome(tokens.getToken())) === 'T2');
      }),
    );

    test.concurrent(
      'fails during a login, its token is used, and others get it when Redis is back',
      withBench(async (b) => {
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
        await endOfLock(b.admin);
        // The next in the same process who asks for it publishes it.
        expect(await store.claim(JSON.stringify(['acme', '']), 0)).toMatchObject({
          stored: { record: { token: 'T0' }, ageMs: expect.any(Number) },
        });
        const other = await b.join();
        expect(await outcome(other.tokens.getToken())).toBe('T0');
        b.clock.advance(118 * minute);
        expect(await outcome(other.tokens.getToken())).toBe('T1');
      }),
    );

    test.concurrent(
      'fails twice now and then, it is not left alone',
      withBench(async (b) => {
        let commands = 0;
        b.send = (command) => {
          commands += 1;
          return commands % 3 === 0 ? command() : Promise.reject(new Error('down'));
        };
        const { store } = await b.join();
        for (const key of ['a', 'b', 'c']) {
          expect(await store.claim(key, 0)).not.toHaveProperty('lease.isLocal');
        }
      }),
    );

    test.concurrent(
      'hangs, a lock that it gives too late is given back',
      withBench(async (b) => {
        const member = await b.join();
        b.server.hang();
        expect(await outcome(member.tokens.getToken())).toBe('provider_unavailable');
        b.server.goOn();
        while ((await b.admin.keys('*:lock')).length > 0) await passed(20);
        const other = await b.join();
        expect(await outcome(other.tokens.getToken())).toBe('T1');
      }),
    );

    test.concurrent(
      'hangs, it is left alone for 5 s after three commands in a row, and then asked once',
      withBench(async (b) => {
        let commands = 0;
        b.send = (command) => {
          commands += 1;
          return command();
        };
        const { tokens, store } = await b.join();
        await tokens.getToken();
        commands = 0;
        b.server.hang();
        for (let calls = 0; calls < 10; calls += 1) await tokens.getToken({ forceRefresh: true });
        expect(commands).toBe(3);
        b.clock.advance(5 * second);
        await Promise.all(Array.from({ length: 10 }, (_, at) => store.claim(`key ${at}`, 0)));
        expect(commands).toBe(4);
      }),
    );

    test.concurrent(
      'answers in time, a process that was too busy to look reads the answer all the same',
      withBench(async (b) => {
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
        // Redis answers one command after the other: it has answered that one, too, once it answers this process.
        execFileSync(process.execPath, ['-e', PING, `${b.server.port}`]);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
        expect(await claim).toMatchObject({ lease: { generation: expect.any(Number) } });
        expect(commands).toBe(1);
      }),
    );

    test.concurrent(
      'answers once too late, the lock that is got by asking again is kept',
      withBench(async (b) => {
        let commands = 0;
        b.send = async (command) => {
          commands += 1;
          const isFirst = commands === 1;
          const reply = await command();
          // Until it is given up, and asked for again.
          while (isFirst && commands === 1) await passed(5);
          return reply;
        };
        const { store } = await b.join({ operationTimeoutMs: 1_000 });
        const claim = await store.claim('key', 0);
        expect(claim).not.toHaveProperty('lease.isLocal');
        // All that the client still sends comes before what it sends now.
        await store.read('key', 0);
        expect(await b.admin.keys('*:lock')).toHaveLength(1);
      }),
    );

    test.concurrent(
      'counts a login after its time limit, that is taken back, as none will be made',
      withBench(async (b) => {
        let commands = 0;
        let goOn: () => void = () => undefined;
        const isGivenUp = new Promise<void>((resolve) => {
          goOn = resolve;
        });
        b.send = async (command) => {
          // The second one is the budget's.
          if (++commands === 2) await isGivenUp;
          return command();
        };
        const { tokens } = await b.join({ operationTimeoutMs: 1_000, onStoreFailure: 'throw' });
        expect(await outcome(tokens.getToken())).toBe('provider_unavailable');
        goOn();
        while ((await b.admin.hget(await keyOf(b.admin, 'try'), 'open')) !== '0') await passed(10);
      }),
    );
  });
});
