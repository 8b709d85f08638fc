import { describe, expect, test } from '@jest/globals';
import { hour, minute, outcome, second, types } from '../token/support.js';
import { type Bench, keyOf, type Member, passed, redisBench } from './bench.js';
import { clients } from './clients.js';
import { describeRedis } from './server.js';

describeRedis('the login budget in Redis', () => {
  describe.each(clients)('with $name', (kind) => {
    let b: Bench;
    beforeAll(async () => {
      b = await redisBench(kind);
    });
    beforeEach(async () => {
      await b.admin.flushall();
      b.loginsAtMs.length = 0;
      b.answer = 'token';
    });
    afterAll(() => b.end());

    const four = (): Promise<Member[]> => Promise.all([1, 2, 3, 4].map(() => b.join()));
    const ask = (members: readonly Member[]): Promise<string[]> =>
      Promise.all(members.map(({ tokens }) => outcome(tokens.getToken())));

    test('allows two rejected logins to all processes together, one to each', async () => {
      const members = await four();
      b.answer = 'credentials_rejected';
      for (let calls = 0; calls < 3; calls += 1) {
        expect(new Set(await ask(members))).toEqual(new Set(['credentials_rejected']));
      }
      expect(b.loginsAtMs).toHaveLength(2);
      // Not for ever, but for as long as anybody asks, and a year.
      expect(await b.admin.pttl(await keyOf(b.admin, 'try'))).toBeGreaterThan(365 * 24 * 3_600_000);
    });

    test('lets nobody log in to an account that one has found locked', async () => {
      const members = await four();
      b.answer = 'account_locked';
      expect(new Set(await ask(members))).toEqual(new Set(['account_locked']));
      expect(b.loginsAtMs).toHaveLength(1);
      expect(members.flatMap(({ events }) => types(events))).toContain('budget_exhausted');
    });

    test('begins anew for credentials that have changed', async () => {
      let version = '1';
      const member = await b.join({}, { credentialFingerprint: () => version });
      b.answer = 'credentials_rejected';
      await ask([member]);
      b.answer = 'token';
      version = '2';
      expect(await ask([member])).toEqual(['T2']);
    });

    test('after reset() in one process the next login serves all, also those that were refused', async () => {
      const members = await four();
      b.answer = 'account_locked';
      await ask(members);
      b.answer = 'token';
      const operator = await b.join();
      await operator.tokens.reset();
      expect(await ask([operator, ...members])).toEqual(['T2', 'T2', 'T2', 'T2', 'T2']);
      b.clock.advance(3_600 * second);
      for (const { tokens } of members) {
        await b.admin.del(await keyOf(b.admin, 'tok'));
        await tokens.getToken({ forceRefresh: true });
      }
      expect(b.loginsAtMs).toHaveLength(6);
    });

    test('holds back after two logins without an answer, for as long as they count', async () => {
      const members = await Promise.all([1, 2, 3].map(() => b.join({ outcomeUnknownWaitMs: hour })));
      b.answer = 'outcome_unknown';
      const held = ['outcome_unknown', 'outcome_unknown', 'outcome_unknown'];
      expect(await ask(members)).toEqual(held);
      b.answer = 'token';
      // They count by the clock of Redis, which cannot be moved: so they are made older.
      const key = await keyOf(b.admin, 'try');
      await b.admin.hincrby(key, 'unknownAtMs', -(hour - 10 * minute));
      expect(await ask(members)).toEqual(held);
      expect(b.loginsAtMs).toHaveLength(2);
      await b.admin.hincrby(key, 'unknownAtMs', -10 * minute);
      expect(await ask(members)).toEqual(['T3', 'T3', 'T3']);
    });

    test('is not used up by an outage of the provider, once one process was let in', async () => {
      const [one, ...others] = await four();
      await one?.tokens.getToken();
      await b.admin.del(await keyOf(b.admin, 'tok'));
      b.answer = 'outcome_unknown';
      for (let calls = 0; calls < 3; calls += 1) await ask(others);
      expect(b.loginsAtMs).toHaveLength(10);
      b.answer = 'token';
      expect(await ask(others)).toEqual(['T11', 'T11', 'T11']);
    });

    test('is kept by each process for itself as well: what Redis forgets, it does not try again', async () => {
      const members = [await b.join(), await b.join()];
      b.answer = 'credentials_rejected';
      await ask(members);
      await b.admin.flushall();
      for (let calls = 0; calls < 3; calls += 1) {
        expect(await ask(members)).toEqual(['credentials_rejected', 'credentials_rejected']);
      }
      expect(b.loginsAtMs).toHaveLength(2);
    });

    test('is told to Redis again when Redis has lost it, by those whom it had told', async () => {
      const members = await four();
      b.answer = 'credentials_rejected';
      await ask(members);
      for (let losses = 0; losses < 4; losses += 1) {
        await b.admin.flushall();
        expect(new Set(await ask(members))).toEqual(new Set(['credentials_rejected']));
      }
      expect(b.loginsAtMs).toHaveLength(2);
      // So a process that knew nothing of it does not try either.
      expect(await ask([await b.join()])).toEqual(['credentials_rejected']);
      expect(b.loginsAtMs).toHaveLength(2);
    });

    test.each(['credentials_rejected', 'account_locked'] as const)(
      'that was reset is told from one that was lost: a process that was told %s logs in again',
      async (answer) => {
        const members = await four();
        b.answer = answer;
        await ask(members);
        const [told] = members.filter(({ events }) => types(events).includes('budget_exhausted'));
        await (await b.join()).tokens.reset();
        b.answer = 'token';
        expect(await outcome(told!.tokens.getToken())).toMatch(/^T/);
      },
    );

    test('a harmless failure is forgotten, here and in Redis, whichever was asked for leave', async () => {
      let isDown = false;
      b.send = (command) => (isDown ? Promise.reject(new Error('down')) : command());
      const member = await b.join();
      b.send = (command) => command();
      const key = JSON.stringify(['acme', '']);
      const other = await b.join();
      await other.store.budget.reserve(key);
      await other.store.budget.settle(key, 'outcome_unknown');
      for (const down of [false, true, false, true]) {
        isDown = down;
        expect(await member.store.budget.reserve(key, { isProven: down })).toBe('allowed');
        isDown = false;
        b.clock.advance(6 * second);
        await member.store.budget.settle(key, 'harmless');
      }
      // That of the other.
      expect(await b.admin.hmget(await keyOf(b.admin, 'try'), 'open', 'unknown')).toEqual(['0', '1']);
    });

    test('while Redis is down it is one rejection in each process that was let in before, which is not repeated when it is back', async () => {
      const members = await Promise.all([1, 2].map(() => b.join({ operationTimeoutMs: 1_000 })));
      await ask(members);
      b.clock.advance(3_600 * 2 * second);
      b.loginsAtMs.length = 0;
      await b.server.kill();
      b.answer = 'credentials_rejected';
      for (let calls = 0; calls < 3; calls += 1) {
        expect(await ask(members)).toEqual(['credentials_rejected', 'credentials_rejected']);
        b.clock.advance(second);
      }
      expect(b.loginsAtMs).toHaveLength(2);
      await b.server.start();
      for (const { store } of members) {
        for (;;) {
          b.clock.advance(6 * second);
          const claim = await store.claim('other', 0);
          if (!('lease' in claim)) throw new Error('nothing was saved');
          await claim.lease.release();
          if (claim.lease.isLocal !== true) break;
          await passed(50);
        }
      }
      expect(await ask(members)).toEqual(['credentials_rejected', 'credentials_rejected']);
      expect(b.loginsAtMs).toHaveLength(2);
    });
  });
});
