// One of many processes, with the package as it is built. Does what its parent says, one thing after another.
import { AuthError, createTokenProvider } from '@acme/auth-helpers';
import { redisTokenStore } from '@acme/auth-helpers/redis';
import { manualClock } from '@acme/auth-helpers/testing';

const connect = {
  async redis(port, password) {
    const { createClient } = await import('redis');
    const client = createClient({ password, socket: { port, host: '127.0.0.1', reconnectStrategy: 50 } });
    client.on('error', () => undefined);
    // Not waited for: a Redis may be down from the start, or refuse the password.
    client.connect().catch(() => undefined);
    return { client, close: () => client.destroy() };
  },
  async ioredis(port, password) {
    const { Redis } = await import('ioredis');
    const client = new Redis({ port, password, host: '127.0.0.1', retryStrategy: () => 50 });
    client.on('error', () => undefined);
    return { client, close: () => client.disconnect() };
  },
};

let connection;
let clock;
let tokens;
let vendorUrl;
const events = [];

const outcome = async (asked) => {
  try {
    return (await asked).token;
  } catch (error) {
    return error instanceof AuthError ? error.code : error.name;
  }
};

const orders = {
  /** With `nowMs`, time stands still until it is moved; else it is real. */
  async join({ kind, port, password, vendor, scope, store, options, nowMs }) {
    connection?.close();
    connection = await connect[kind](port, password);
    vendorUrl = vendor;
    // As in a process that has run for a while: the first call loads much.
    await (await fetch(`${vendor}/call?none`)).text();
    clock = nowMs === undefined ? undefined : manualClock(nowMs);
    tokens = createTokenProvider({
      provider: 'acme',
      scope: [scope],
      jitter: 0,
      clock,
      store: redisTokenStore(connection.client, store),
      onEvent: ({ type }) => events.push(type),
      async mint({ signal }) {
        const answer = await fetch(`${vendor}/login`, { method: 'POST', signal });
        if (answer.ok) return answer.json();
        throw new AuthError('credentials_rejected', 'acme: refused', { status: answer.status });
      },
      ...options,
    });
  },
  advance({ ms }) {
    clock.advance(ms);
  },
  ask() {
    return outcome(tokens.getToken());
  },
  /** As one who is told to try later does. */
  async askOn() {
    for (;;) {
      const got = await outcome(tokens.getToken());
      if (got !== 'provider_unavailable') return got;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  },
  /** Asks until there is another token than `old`. */
  async askPast({ old }) {
    for (;;) {
      const got = await outcome(tokens.getToken());
      if (got !== old && got !== 'provider_unavailable') return got;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
  /** Makes calls with the token, and counts how they end. */
  async load({ forMs, everyMs }) {
    const counts = {};
    for (const untilMs = Date.now() + forMs; Date.now() < untilMs; ) {
      const token = await outcome(tokens.getToken());
      const { status } = await fetch(`${vendorUrl}/call?${token}`);
      counts[status] = (counts[status] ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    return { counts };
  },
  events() {
    return events.splice(0);
  },
};

process.on('message', async ({ id, order, ...about }) => {
  process.send({ id, result: await orders[order](about) });
});
process.on('disconnect', () => process.exit());
process.send('ready');
