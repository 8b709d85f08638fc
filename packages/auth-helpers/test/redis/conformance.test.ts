import { describe, test } from '@jest/globals';
import type { TokenStore } from '../../src/index.js';
import { type RedisTokenStoreOptions, redisTokenStore } from '../../src/redis/index.js';
import { tokenStoreConformance } from '../../src/testing/index.js';
import { type ClientKind, clients, type OpenClient } from './clients.js';
import { describeRedis, type RedisServer, redisServer } from './server.js';

/** The default time limit suits a machine that has time. */
const runner = { test, caseTimeoutMs: 60_000 };

/** What the first of two processes begins, the other goes on with. */
function byTurns(stores: readonly TokenStore[]): TokenStore {
  let turn = 0;
  const next = (): TokenStore => stores[turn++ % stores.length] as TokenStore;
  return {
    claim: (...args) => next().claim(...args),
    read: (...args) => next().read(...args),
    delete: (key) => next().delete(key),
    budget: {
      reserve: (...args) => next().budget.reserve(...args),
      settle: (...args) => next().budget.settle(...args),
      reset: async (key) => {
        for (const { budget } of stores) await budget.reset(key);
      },
    },
  };
}

describeRedis('a token store in Redis', () => {
  let server: RedisServer;
  let opened: OpenClient[] = [];
  const storeOf = async ({ open }: ClientKind, options: RedisTokenStoreOptions): Promise<TokenStore> => {
    const client = open(server.port);
    opened.push(client);
    await client.isReady;
    return redisTokenStore(client.client, { operationTimeoutMs: 30_000, ...options });
  };
  beforeAll(async () => {
    server = await redisServer();
  });
  afterEach(() => {
    for (const { close } of opened) close();
    opened = [];
  });
  afterAll(() => server.remove());

  const kinds: readonly [string, RedisTokenStoreOptions][] = [
    ['', {}],
    [', sealed', { sealKey: Buffer.alloc(32, 1).toString('base64') }],
    [', without logins while Redis fails', { onStoreFailure: 'throw' }],
  ];
  describe.each(clients)('with $name', (kind) => {
    describe.each(kinds)('of one process%s,', (_, options) => {
      tokenStoreConformance(() => storeOf(kind, options), runner);
    });
  });

  describe('of three processes with different clients,', () => {
    const make = async (): Promise<TokenStore> =>
      byTurns(await Promise.all([...clients, clients[0]!].map((kind) => storeOf(kind, {}))));
    tokenStoreConformance(make, runner);
  });
});
