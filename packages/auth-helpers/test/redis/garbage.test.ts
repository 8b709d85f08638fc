import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Redis } from 'ioredis';
import type { AuthError } from '../../src/index.js';
import { rejection } from '../support.js';
import { outcome } from '../token/support.js';
import { type Bench, keyOf, redisBench } from './bench.js';
import { clients } from './clients.js';
import { describeRedis } from './server.js';

const json = (value: object) => JSON.stringify(value);
const record = { v: 1, generation: 5, token: 'T', issuedAtMs: 0, lifeMs: null };

/** What other software, another version or an operator may have left, as no expiry ends it. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double().map(String),
  fc.bigInt().map(String),
  fc.constantFrom(
    '',
    'inf',
    '-inf',
    'nan',
    '1e308',
    '9007199254740992',
    '-5',
    '1.5',
    '0x10',
    '['.repeat(10_000),
  ),
  fc.constantFrom(
    json({ ...record, v: 2 }),
    json({ ...record, generation: Number.MAX_SAFE_INTEGER }),
    json({ ...record, token: '' }),
    json({ ...record, token: ['T'] }),
    json({ ...record, issuedAtMs: null }),
    json({ ...record, lifeMs: -1 }),
    '{"v":1,"generation":5,"__proto__":{"token":"T"},"issuedAtMs":0,"lifeMs":null}',
  ),
);
const left = fc.oneof(
  { weight: 3, arbitrary: texts.map((text) => (admin: Redis, key: string) => admin.set(key, text)) },
  fc.constantFrom<(admin: Redis, key: string) => Promise<unknown>>(
    (admin, key) => admin.rpush(key, 'a'),
    (admin, key) => admin.hset(key, 'a', 'b'),
    (admin, key) => admin.sadd(key, 'a'),
    (admin, key) => admin.zadd(key, 1, 'a'),
    (admin, key) => admin.xadd(key, '*', 'a', 'b'),
  ),
);

describeRedis('what is in Redis and is not ours', () => {
  let b: Bench;
  let tag: string;
  beforeAll(async () => {
    b = await redisBench(clients[1]!);
    await (await b.join()).tokens.getToken();
    tag = (await keyOf(b.admin, 'tok')).replace(/:tok$/, '');
  });
  afterAll(() => b.end());
  beforeEach(async () => {
    await b.admin.flushall();
    b.loginsAtMs.length = 0;
  });

  test('in the place of record, lock or counter is as good as nothing: one login, and its token is shared', async () => {
    const { tokens, store } = await b.join();
    const other = await b.join();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('tok', 'lock', 'gen'), left, async (part, leave) => {
        const place = `${tag}:${part}`;
        for (const each of [tokens, other.tokens]) await each.forget();
        await b.admin.flushall();
        b.loginsAtMs.length = 0;
        await leave(b.admin, place);
        expect(await outcome(tokens.getToken())).toBe('T1');
        expect(await outcome(other.tokens.getToken())).toBe('T1');
        await b.admin.del(place);
        await leave(b.admin, place);
        await tokens.forget();
        expect(await outcome(tokens.getToken())).toBe('T2');
        expect(await store.claim('["acme",""]', 0)).toMatchObject({ stored: { record: { token: 'T2' } } });
      }),
      { numRuns: 60 },
    );
  });

  describe('in the place of the budget', () => {
    test('does not keep from logging in who was let in before', async () => {
      const { tokens } = await b.join();
      expect(await outcome(tokens.getToken())).toBe('T1');
      await b.admin.del(`${tag}:try`);
      await b.admin.rpush(`${tag}:try`, 'a');
      expect(await outcome(tokens.getToken({ forceRefresh: true }))).toBe('T2');
    });

    test.each<[string, string | undefined, (key: string) => Promise<unknown>]>([
      ['a text', undefined, (key) => b.admin.set(key, '1')],
      ['a list', undefined, (key) => b.admin.rpush(key, '1')],
      ['words for counts', 'ERR', (key) => b.admin.hset(key, { rejected: 'two', open: '' })],
      ['counts below zero, which would allow more', 'ERR', (key) => b.admin.hset(key, 'rejected', '-5')],
      ['a count below zero of those under way', 'ERR', (key) => b.admin.hset(key, 'open', '-5')],
    ])('%s lets nobody log in with unproven credentials, until reset()', async (_, code, leave) => {
      const { tokens } = await b.join();
      await leave(`${tag}:try`);
      const error = (await rejection(tokens.getToken())) as AuthError;
      expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
      expect(error.cause).toMatchObject({ code: code ?? 'WRONGTYPE' });
      expect(b.loginsAtMs).toEqual([]);
      await tokens.reset();
      expect(await outcome(tokens.getToken())).toBe('T1');
    });
  });
});
