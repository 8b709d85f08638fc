import type { EventEmitter } from 'node:events';
import { inspect } from 'node:util';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Cluster, Redis } from 'ioredis';
import { createClient, createCluster } from 'redis';
import { ConfigurationError, createTokenProvider, type TokenEvent } from '../../src/index.js';
import { type RedisClient, type RedisTokenStoreOptions, redisTokenStore } from '../../src/redis/index.js';
import { hour } from '../token/support.js';

afterEach(() => {
  jest.useRealTimers();
});

/** A client that is not connected to anything, and fails as real ones do. */
function failing(error: () => unknown): RedisClient {
  return { call: () => Promise.reject(error()), eval: () => Promise.reject(error()), on: () => undefined };
}

describe('redisTokenStore', () => {
  const unused: readonly [string, () => RedisClient & EventEmitter][] = [
    ['redis', () => createClient()],
    ['ioredis', () => new Redis({ lazyConnect: true })],
  ];
  test.each(unused)('keeps a process alive whose %s client has no listener for errors', (_, make) => {
    const client = make();
    for (let stores = 0; stores < 20; stores += 1) redisTokenStore(client);
    expect(client.listenerCount('error')).toBe(1);
    expect(() => client.emit('error', new Error('the connection is lost'))).not.toThrow();
  });

  test('takes clients of a cluster as well', () => {
    const cluster = createCluster({ rootNodes: [{ url: 'redis://127.0.0.1:1' }] });
    const other = new Cluster([{ host: '127.0.0.1', port: 1 }], { lazyConnect: true });
    expect([redisTokenStore(cluster), redisTokenStore(other)]).toHaveLength(2);
  });

  test('shows no secret of the errors of a client, which quote its commands', async () => {
    const secret = 'planted-5ecret';
    const error = (): Error =>
      Object.assign(new Error(`ERR ${secret}`, { cause: new Error(secret) }), {
        command: { name: 'eval', args: [secret] },
        code: `CODE_${secret}`,
      });
    const events: TokenEvent[] = [];
    const tokens = createTokenProvider({
      provider: 'acme',
      lifeMs: hour,
      mint: async () => ({ token: secret }),
      store: redisTokenStore(failing(error), { onStoreFailure: 'throw' }),
      onEvent: (event) => events.push(event),
    });
    const thrown = await tokens.getToken().catch((caught: unknown) => caught);
    expect(thrown).toMatchObject({
      code: 'provider_unavailable',
      cause: { name: 'StoreOutage', code: 'ERR' },
    });
    const shown = inspect([thrown, events], { depth: 9, showHidden: true }) + (thrown as Error).stack;
    expect(shown).not.toContain(secret);
    const store = redisTokenStore(failing(error), { onStoreFailure: 'throw' });
    const bare = await store.claim('key', 0).catch((caught: unknown) => caught);
    expect(inspect(bare, { depth: 9, showHidden: true })).not.toContain(secret);
  });

  test('leaves no timer behind, whether Redis fails or hangs', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    const hanging = (): Promise<never> => new Promise(() => undefined);
    const operationTimeoutMs = 60_000;
    const cases: [RedisClient, advanceMs: number][] = [
      [failing(() => new Error('down')), 5_000],
      [{ ...failing(Error), eval: hanging }, 4 * operationTimeoutMs],
    ];
    for (const [client, advanceMs] of cases) {
      const claimed = redisTokenStore(client, {
        operationTimeoutMs,
        maxWaitMs: 10 * operationTimeoutMs,
      }).claim('key', 0);
      await jest.advanceTimersByTimeAsync(advanceMs);
      const claim = await claimed;
      expect(claim).toMatchObject({ lease: { isLocal: true } });
      if ('lease' in claim) await claim.lease.release();
      expect(jest.getTimerCount()).toBe(0);
    }
  });

  const wrong: readonly [RedisTokenStoreOptions, string][] = [
    [{ lockTtlMs: 0 }, 'lockTtlMs'],
    [{ lockTtlMs: 1.5 }, 'lockTtlMs'],
    [{ lockTtlMs: Number.NaN }, 'lockTtlMs'],
    [{ lockTtlMs: 2 ** 31 }, 'lockTtlMs'],
    [{ maxWaitMs: -1 }, 'maxWaitMs'],
    [{ maxWaitMs: Number.NaN }, 'maxWaitMs'],
    [{ operationTimeoutMs: 0 }, 'operationTimeoutMs'],
    [{ operationTimeoutMs: 2 ** 31 }, 'operationTimeoutMs'],
    [{ outcomeUnknownWaitMs: Number.NaN }, 'outcomeUnknownWaitMs'],
    [{ onStoreFailure: 'ignore' as never }, 'onStoreFailure'],
    [{ sealKey: 'a pass phrase' }, 'sealKey'],
    [{ sealKey: Buffer.alloc(16).toString('base64') }, 'sealKey'],
  ];
  test.each(wrong)('refuses %j with the rule', (options, name) => {
    const make = (): unknown => redisTokenStore(failing(Error), options);
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(`${name} must be`);
  });

  test.each([undefined, {}, 'redis://127.0.0.1'])('refuses %j as a client', (client) => {
    expect(() => redisTokenStore(client as never)).toThrow(ConfigurationError);
  });
});
