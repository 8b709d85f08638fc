import { Redis } from 'ioredis';
import { createClient } from 'redis';
import type { RedisClient } from '../../src/redis/index.js';

export interface OpenClient {
  readonly client: RedisClient;
  readonly isReady: Promise<unknown>;
  close(): void;
}

export interface ClientKind {
  readonly name: string;
  open(port: number): OpenClient;
}

/** As users make them, but with a connection that comes back soon. */
export const clients: readonly ClientKind[] = [
  {
    name: 'redis',
    open(port) {
      const client = createClient({ socket: { port, host: '127.0.0.1', reconnectStrategy: 50 } });
      return { client, isReady: client.connect(), close: () => client.destroy() };
    },
  },
  {
    name: 'ioredis',
    open(port) {
      const client = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 50, lazyConnect: true });
      return { client, isReady: client.connect(), close: () => client.disconnect() };
    },
  },
];

/** The client, whose commands go through `send`. */
export function through(
  client: RedisClient,
  send: (command: () => Promise<unknown>) => Promise<unknown>,
): RedisClient {
  const run = client.eval.bind(client) as (...args: unknown[]) => Promise<unknown>;
  return new Proxy(client, {
    get(target, name) {
      if (name === 'eval') return (...args: unknown[]) => send(() => run(...args));
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
