import { Redis } from 'ioredis';
import {
  AuthError,
  type AuthErrorCode,
  type Clock,
  createTokenProvider,
  type TokenEvent,
  type TokenProvider,
  type TokenProviderOptions,
  type TokenStore,
} from '../../src/index.js';
import { type RedisTokenStoreOptions, redisTokenStore } from '../../src/redis/index.js';
import { type ManualClock, manualClock } from '../../src/testing/index.js';
import { minute } from '../token/support.js';
import { type ClientKind, type OpenClient, through } from './clients.js';
import { type RedisServer, redisServer } from './server.js';

/** What one process of many has. */
export interface Member {
  readonly tokens: TokenProvider;
  readonly store: TokenStore;
  readonly events: TokenEvent[];
  readonly client: OpenClient;
}

/** One that stands still until it is moved, but for the time limits of commands: they tell by it whether a process runs. */
function storeClock(clock: ManualClock): Clock {
  return { nowMs: clock.nowMs, monotonicMs: () => clock.monotonicMs() + performance.now() };
}

/** Several processes in one, each with a client of its own, that log in at one provider. */
export interface Bench {
  readonly server: RedisServer;
  /** For looking at what is in Redis, and for changing it. */
  readonly admin: Redis;
  /** Of all members. */
  readonly clock: ManualClock;
  /** All logins, oldest first: when they were made. */
  readonly loginsAtMs: number[];
  /** What a login brings: T1, T2, …, or a failure. */
  answer: 'token' | AuthErrorCode;
  join(options?: RedisTokenStoreOptions, changes?: Partial<TokenProviderOptions>): Promise<Member>;
  /** Commands of those who join from now on go through it. */
  send: (command: () => Promise<unknown>) => Promise<unknown>;
  end(): Promise<void>;
}

export async function redisBench({ open }: ClientKind, operationTimeoutMs = 30_000): Promise<Bench> {
  const server = await redisServer();
  const admin = new Redis({ port: server.port, retryStrategy: () => 50 });
  admin.on('error', () => undefined);
  const clock = manualClock(Date.now());
  const clients: OpenClient[] = [];
  const loginsAtMs: number[] = [];
  const bench: Bench = {
    ...{ server, admin, clock, loginsAtMs, answer: 'token', send: (command) => command() },
    async join(options, changes) {
      const client = open(server.port);
      clients.push(client);
      const { send } = bench;
      const own = { operationTimeoutMs, clock: storeClock(clock) };
      const store = redisTokenStore(through(client.client, send), { ...own, ...options });
      await client.isReady.catch(() => undefined);
      const events: TokenEvent[] = [];
      const tokens = createTokenProvider({
        ...{ provider: 'acme', lifeMs: 120 * minute, refreshAfterMs: 90 * minute, jitter: 0, store, clock },
        minLoginIntervalMs: 0,
        onEvent: (event) => events.push(event),
        async mint() {
          const token = `T${loginsAtMs.push(clock.nowMs())}`;
          if (bench.answer !== 'token') throw new AuthError(bench.answer, 'acme: refused');
          return { token };
        },
        ...changes,
      });
      return { tokens, store, events, client };
    },
    async end() {
      for (const { close } of clients) close();
      admin.disconnect();
      await server.remove();
    },
  };
  return bench;
}

/** The one key in Redis that ends so. */
export async function keyOf(admin: Redis, end: 'tok' | 'lock' | 'try'): Promise<string> {
  const [key = 'none', ...others] = await admin.keys(`*:${end}`);
  if (others.length > 0) throw new Error('there is more than one');
  return key;
}

/**
 * Ends the life of the lock, and of the login that the budget knows to be under way, as time would: both pass by the
 * clock of Redis, which no test can stop. Tests that need their end give them a life in which no test ends.
 */
export async function endOfLock(admin: Redis): Promise<void> {
  await admin.hset(await keyOf(admin, 'try'), 'openAtMs', 0);
  await admin.pexpire(await keyOf(admin, 'lock'), 1);
}

export function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
