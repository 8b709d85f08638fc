import { describe, expect, test } from '@jest/globals';
import { AuthError } from '../../src/index.js';
import { hour, minute, outcome } from '../token/support.js';
import { type Bench, keyOf, passed, redisBench } from './bench.js';
import { clients } from './clients.js';
import { describeRedis } from './server.js';

describeRedis('tokens in Redis', () => {
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

    test('one login is enough for several processes', async () => {
      const members = await Promise.all(Array.from({ length: 8 }, () => b.join()));
      const got = await Promise.all(members.map(({ tokens }) => outcome(tokens.getToken())));
      expect([...new Set(got), b.loginsAtMs.length]).toEqual(['T1', 1]);
    });

    test('two that start with the same one-time password make one login: the second takes up its session', async () => {
      const used = new Set<string>();
      const mint = async () => {
        if (used.has('123456'))
          throw new AuthError('credentials_rejected', 'acme: the password was used before');
        used.add('123456');
        return { token: 'session' };
      };
      const members = await Promise.all([1, 2].map(() => b.join({ onStoreFailure: 'throw' }, { mint })));
      const got = await Promise.all(members.map(({ tokens }) => outcome(tokens.getToken())));
      expect(got).toEqual(['session', 'session']);
    });

    test('token and expiry are one value, which ends with the token', async () => {
      const { tokens } = await b.join();
      const { issuedAtMs } = await tokens.getToken();
      const key = await keyOf(b.admin, 'tok');
      const record = { v: 1, generation: expect.any(Number), token: 'T1', issuedAtMs, lifeMs: 2 * hour };
      expect(JSON.parse((await b.admin.get(key)) ?? '')).toEqual(record);
      const leftMs = await b.admin.pttl(key);
      expect([leftMs > 2 * hour - minute, leftMs <= 2 * hour]).toEqual([true, true]);
    });

    test('a token that does not expire is kept for 30 days, as nothing is kept there for ever', async () => {
      const endless = { lifeMs: Infinity, refreshAfterMs: undefined };
      const members = [await b.join({}, endless), await b.join({}, endless)];
      for (const { tokens } of members) expect(await outcome(tokens.getToken())).toBe('T1');
      expect(await b.admin.pttl(await keyOf(b.admin, 'tok'))).toBeGreaterThan(29 * 24 * 3_600_000);
    });

    test('no name in Redis shows more than the provider', async () => {
      const { tokens } = await b.join({}, { scope: ['marker'], credentialFingerprint: () => 'marker' });
      await tokens.getToken();
      const names = (await b.admin.keys('*')).sort();
      const tag = names[0]?.replace(/:\w+$/, '');
      expect(tag).toMatch(/^\{ah:acme:[0-9a-f]{32}\}$/);
      expect(names).toEqual([`${tag}:gen`, `${tag}:tok`, `${tag}:try`]);
    });

    const apart: readonly [string, object][] = [
      ['providers', { provider: 'other' }],
      ['base URLs', { scope: ['https://sandbox', 'account'] }],
      ['accounts', { scope: ['https://live', 'other'] }],
      ['accounts, however they are spelled', { scope: ['https://live","account'] }],
      ['credentials', { credentialFingerprint: () => '2' }],
    ];
    test.each(apart)('different %s never share a token, nor wait for each other', async (_, change) => {
      const common = { scope: ['https://live', 'account'], credentialFingerprint: () => '1' };
      const [one, other] = [await b.join({}, common), await b.join({}, { ...common, ...change })];
      const got = await Promise.all([one, other].map(({ tokens }) => outcome(tokens.getToken())));
      expect(got.sort()).toEqual(['T1', 'T2']);
      expect(await b.admin.keys('*:tok')).toHaveLength(2);
    });

    test('an expired token that Redis has kept, as it was not told when to end, is not handed out', async () => {
      await (await b.join()).tokens.getToken();
      const key = await keyOf(b.admin, 'tok');
      const record = JSON.parse((await b.admin.get(key)) ?? '');
      await b.admin.set(key, JSON.stringify({ ...record, issuedAtMs: record.issuedAtMs - 2 * hour }));
      expect(await outcome((await b.join()).tokens.getToken())).toBe('T2');
    });

    test('a clock that is an hour slow makes no token younger than Redis knows it to be', async () => {
      const { tokens } = await b.join();
      const { issuedAtMs } = await tokens.getToken();
      await b.admin.pexpire(await keyOf(b.admin, 'tok'), 31 * minute);
      b.clock.jump(-hour);
      const { store } = await b.join();
      const claim = await store.claim(JSON.stringify(['acme', '']), 0);
      b.clock.jump(hour);
      if (!('stored' in claim)) throw new Error('nothing is stored');
      expect(claim.stored.record.issuedAtMs).toBe(issuedAtMs);
      expect(claim.stored.ageMs).toBeGreaterThanOrEqual(89 * minute);
    });

    const good = { v: 1, generation: 2 ** 52, token: 'planted', issuedAtMs: Date.now(), lifeMs: 2 * hour };
    const unreadable: readonly [string, string][] = [
      ['nothing', ''],
      ['no JSON', '{"v":1,"generation":9007199254740000,"tok'],
      ['a list', '[1]'],
      ['a later version', JSON.stringify({ ...good, v: 2 })],
      ['no generation', JSON.stringify({ ...good, generation: 'x' })],
      [
        'a generation beyond counting',
        '{"v":1,"generation":1e300,"token":"planted","issuedAtMs":1,"lifeMs":1}',
      ],
      ['half a generation', JSON.stringify({ ...good, generation: 2 ** 50 + 0.5 })],
      ['no token', JSON.stringify({ ...good, token: undefined })],
      ['an empty token', JSON.stringify({ ...good, token: '' })],
      ['no time', JSON.stringify({ ...good, issuedAtMs: null })],
      ['no life', JSON.stringify({ ...good, lifeMs: 0 })],
      ['a seal that nobody asked for', JSON.stringify({ ...good, sealed: 'AAAA' })],
    ];
    test.each(unreadable)('a record with %s is as good as none, and is replaced', async (_, text) => {
      await (await b.join()).tokens.getToken();
      await b.admin.set(await keyOf(b.admin, 'tok'), text);
      for (const { tokens } of [await b.join(), await b.join()]) {
        expect(await outcome(tokens.getToken())).toBe('T2');
      }
    });

    test('after a flush one login serves all, and no earlier generation is given again', async () => {
      const [a, c] = [await b.join(), await b.join()];
      for (const { tokens } of [a, c]) await tokens.getToken();
      await b.admin.flushall();
      for (const { tokens } of [await b.join(), a, c]) {
        expect(await outcome(tokens.getToken({ forceRefresh: true }))).toBe('T2');
      }
      expect(b.loginsAtMs).toHaveLength(2);
    });

    test('a lock that is lost during a login costs one login more, and the newer token stays', async () => {
      let goOn: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const slow = await b.join({}, { mint: () => held.then(() => ({ token: 'late' })) });
      const asked = outcome(slow.tokens.getToken());
      while ((await b.admin.keys('*:lock')).length === 0) await passed(5);
      await b.admin.flushall();
      expect(await outcome((await b.join()).tokens.getToken())).toBe('T1');
      goOn();
      expect(await asked).toBe('T1');
      expect((await b.admin.get(await keyOf(b.admin, 'tok'))) ?? '').toContain('"T1"');
    });

    test('a command that a client sends again, as the connection was lost, locks nobody out', async () => {
      b.send = async (command) => {
        await command();
        return command();
      };
      const { tokens } = await b.join({ sleep: async (ms) => b.clock.advance(ms) });
      b.send = (command) => command();
      expect(await outcome(tokens.getToken())).toBe('T1');
    });

    test('who has waited 25 s for a login under way is told to wait, and makes none beside it', async () => {
      const waiting = await b.join({ sleep: async (ms) => b.clock.advance(ms) });
      const { store } = await b.join();
      const claim = await store.claim(JSON.stringify(['acme', '']), 0);
      const error: unknown = await waiting.tokens.getToken().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true, provider: 'acme' });
      expect(b.loginsAtMs).toHaveLength(0);
      if ('lease' in claim) await claim.lease.release();
      expect(await outcome(waiting.tokens.getToken())).toBe('T1');
    });

    describe('that are sealed', () => {
      const sealKey = Buffer.alloc(32, 1).toString('base64');

      test('cannot be read in Redis, and serve all who have the key', async () => {
        for (const { tokens } of [await b.join({ sealKey }), await b.join({ sealKey })]) {
          expect(await outcome(tokens.getToken())).toBe('T1');
        }
        const text = (await b.admin.get(await keyOf(b.admin, 'tok'))) ?? '';
        expect(Object.keys(JSON.parse(text))).toEqual(['v', 'generation', 'sealed']);
        expect(text).not.toContain('"T1"');
      });

      const change = (text: string, parts: object) => JSON.stringify({ ...JSON.parse(text), ...parts });
      const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      const withOneBitChanged = (digit: string) => base64[base64.indexOf(digit) ^ 1] ?? '';
      const others: readonly [string, (text: string) => string][] = [
        ['with one bit changed', (text) => text.replace(/(?<="sealed":")./, withOneBitChanged)],
        ['with another generation', (text) => change(text, { generation: 2 ** 52 })],
        ['with nothing sealed', (text) => change(text, { sealed: '' })],
        ['in the clear', () => JSON.stringify(good)],
      ];
      test.each(others)('and are found %s are not used', async (_, changed) => {
        await (await b.join({ sealKey })).tokens.getToken();
        const key = await keyOf(b.admin, 'tok');
        await b.admin.set(key, changed((await b.admin.get(key)) ?? ''));
        expect(await outcome((await b.join({ sealKey })).tokens.getToken())).toBe('T2');
      });

      test('with another key, or moved to another tenant, are not used', async () => {
        await (await b.join({ sealKey })).tokens.getToken();
        const from = await keyOf(b.admin, 'tok');
        const scope = ['tenant'];
        await (await b.join({ sealKey }, { scope })).tokens.getToken();
        const [to] = (await b.admin.keys('*:tok')).filter((name) => name !== from);
        await b.admin.copy(from, to ?? '', 'REPLACE');
        expect(await outcome((await b.join({ sealKey }, { scope })).tokens.getToken())).toBe('T3');
        const other = { sealKey: Buffer.alloc(32, 2).toString('base64') };
        expect(await outcome((await b.join(other)).tokens.getToken())).toBe('T4');
      });
    });
  });
});
