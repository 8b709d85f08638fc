// One of many processes, with the package as it is built. It can be a member of several groups at once.
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

const outcome = async (asked) => {
  try {
    return (await asked).token;
  } catch (error) {
    return error instanceof AuthError ? error.code : error.name;
  }
};

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function memberOf({ kind, port, password, vendor, scope, store, options, nowMs }) {
  const { client, close } = await connect[kind](port, password);
  // As in a process that has run for a while: the first call loads much.
  await (await fetch(`${vendor}/call?none`)).text();
  // It stands still until it is moved, so that no token ends because the machine is busy.
  const clock = manualClock(nowMs);
  // Time limits of commands pass as well, and are told by it whether this process runs.
  const storeClock = { nowMs: clock.nowMs, monotonicMs: () => clock.monotonicMs() + performance.now() };
  const events = [];
  const underWay = new Set();
  const tokens = createTokenProvider({
    provider: 'acme',
    scope: [scope],
    jitter: 0,
    clock,
    store: redisTokenStore(client, { clock: storeClock, ...store }),
    onEvent: ({ type }) => events.push(type),
    waitUntil(login) {
      underWay.add(login);
      login.then(() => underWay.delete(login));
    },
    async mint({ signal }) {
      const answer = await fetch(`${vendor}/login`, { method: 'POST', signal });
      if (answer.ok) return answer.json();
      throw new AuthError('credentials_rejected', 'acme: refused', { status: answer.status });
    },
    ...options,
  });
  const ask = () => outcome(tokens.getToken());

  return {
    close,
    advance: ({ ms }) => clock.advance(ms),
    ask,
    /** As one who is told to try later does. */
    async askOn() {
      for (;;) {
        const got = await ask();
        if (got !== 'provider_unavailable') return got;
        await pause(500);
      }
    },
    /** Asks until there is another token than `old`. */
    async askPast({ old }) {
      for (;;) {
        const got = await ask();
        if (got !== old && got !== 'provider_unavailable') return got;
        await pause(20);
      }
    },
    /** Makes calls with the token, and ends when no login is under way. @returns the statuses. */
    async calls({ count }) {
      const statuses = [];
      for (let made = 0; made < count; made += 1) {
        const { status } = await fetch(`${vendor}/call?${await ask()}`);
        statuses.push(status);
      }
      await Promise.all(underWay);
      return statuses;
    },
    /** Ends when Redis answers. */
    async reached() {
      while (!(await client.ping().catch(() => undefined))) await pause(20);
    },
    events: () => events.splice(0),
  };
}

const members = new Map();

const orders = {
  async join({ member, ...about }) {
    members.set(member, await memberOf(about));
  },
  leave({ member }) {
    members.get(member).close();
    members.delete(member);
  },
};

process.on('message', async ({ id, order, ...about }) => {
  const carryOut = orders[order] ?? members.get(about.member)[order];
  process.send({ id, result: await carryOut(about) });
});
process.on('disconnect', () => process.exit());
process.send('ready');
