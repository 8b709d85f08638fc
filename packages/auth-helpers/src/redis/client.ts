/** What is used of `ioredis`: a `Redis` or a `Cluster`. */
export interface IoredisClient {
  /** Not called: it is what tells the clients apart. */
  call(command: string): Promise<unknown>;
  eval(script: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  on(event: 'error', listener: (error: unknown) => void): unknown;
}

/** What is used of `redis`: what `createClient`, `createCluster` or `createSentinel` makes. */
export interface NodeRedisClient {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  on(event: 'error', listener: (error: unknown) => void): unknown;
}

/** A client of yours, connected and closed by you. Every version that has these calls will do. */
export type RedisClient = IoredisClient | NodeRedisClient;

/** Runs a Lua script, which Redis does in one step. */
export type Evaluate = (
  script: string,
  keys: readonly string[],
  values: readonly string[],
) => Promise<unknown>;

/** `EVAL` in the calling form of the client. */
export function evaluator(client: RedisClient): Evaluate {
  if ('call' in client) {
    return async (script, keys, values) => client.eval(script, keys.length, ...keys, ...values);
  }
  return async (script, keys, values) => client.eval(script, { keys: [...keys], arguments: [...values] });
}

const attended = new WeakSet<RedisClient>();

/**
 * Listens to `error` and does nothing: Node ends a process whose emitter of errors has no listener, and what a lost
 * connection means here is known from the command that fails. Other listeners get the error as well.
 */
export function surviveErrors(client: RedisClient): void {
  if (attended.has(client)) return;
  attended.add(client);
  client.on('error', () => undefined);
}
