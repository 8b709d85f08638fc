import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { minute } from '../token/support.js';
import { passed } from './bench.js';
import { busy, LOAD } from './load.js';
import { end, type LoginServer, loginServer, type Worker, workers } from './processes.js';
import { proxyTo, type SlowWay } from './proxy.js';
import { describeRedis, type RedisServer, redisServer } from './server.js';

/** What the processes do not share is that each may try again at once: so the budget alone holds them back. */
const options = { lifeMs: 120 * minute, refreshAfterMs: 90 * minute, minLoginIntervalMs: 0 };

interface Stage {
  readonly server: RedisServer;
  readonly proxy: SlowWay;
  readonly admin: Redis;
}

type Change = (stage: Stage) => unknown;

interface Trouble {
  readonly begin: Change;
  readonly end: Change;
  /** Of the clients. */
  readonly password?: string;
  /** How often each process asks, before and after. Default: 3. */
  readonly asks?: number;
}

/** Each with the default options of the store. */
const troubles: Readonly<Record<string, Trouble>> = {
  'pauses for a second': {
    begin: ({ admin }) => admin.call('client', 'pause', '1000', 'ALL'),
    end: () => undefined,
  },
  'is stopped for a second': {
    async begin({ server }) {
      server.hang();
      setTimeout(() => server.goOn(), 1_000);
    },
    end: ({ server }) => server.goOn(),
  },
  hangs: { begin: ({ server }) => server.hang(), end: ({ server }) => server.goOn() },
  'is down': { begin: ({ server }) => server.kill(), end: ({ server }) => server.start() },
  'has no memory left': {
    begin: ({ admin }) => admin.call('config', 'set', 'maxmemory', '1'),
    end: ({ admin }) => admin.call('config', 'set', 'maxmemory', '0'),
  },
  'is a replica that cannot be written': {
    begin: ({ admin }) => admin.call('replicaof', '127.0.0.1', '1'),
    end: ({ admin }) => admin.call('replicaof', 'no', 'one'),
  },
  'wants a password that the processes do not have': {
    async begin({ admin }) {
      await admin.call('config', 'set', 'requirepass', 'password');
      await admin.call('client', 'kill', 'type', 'normal', 'skipme', 'yes');
    },
    end: ({ admin }) => admin.call('config', 'set', 'requirepass', ''),
  },
  'refuses the password of the processes': {
    begin: ({ admin }) => admin.call('config', 'set', 'requirepass', 'password'),
    end: ({ admin }) => admin.call('config', 'set', 'requirepass', ''),
    password: 'another',
  },
  'is 300 ms away': {
    begin({ proxy }) {
      proxy.delayMs = 150;
    },
    end: () => undefined,
    asks: 1,
  },
  'is so far away that each reply comes too late': {
    begin({ proxy }) {
      proxy.delayMs = 700;
    },
    end({ proxy }) {
      proxy.delayMs = 0;
    },
  },
  'does what it is told, and no reply comes back': {
    begin({ proxy }) {
      proxy.isDeaf = true;
    },
    end({ proxy }) {
      proxy.isDeaf = false;
    },
  },
};

describeRedis('eight processes with one wrong secret', () => {
  let members: Worker[];
  let stage: Stage;
  let vendor: LoginServer;
  let calm: () => Promise<void>;
  beforeAll(async () => {
    calm = busy(LOAD);
    members = await workers(8);
  });
  afterAll(async () => {
    await end(members);
    await calm();
  });
  beforeEach(async () => {
    const server = await redisServer('--maxmemory-policy', 'noeviction');
    const admin = new Redis({ port: server.port, retryStrategy: () => 50 });
    admin.on('error', () => undefined);
    stage = { server, admin, proxy: await proxyTo(server.port) };
    vendor = await loginServer();
    vendor.answer = 'refuse';
  });
  afterEach(async () => {
    stage.admin.disconnect();
    await stage.proxy.close();
    await stage.server.remove();
    await vendor.close();
  });

  async function join({ password }: Trouble): Promise<void> {
    const order = { port: stage.proxy.port, vendor: vendor.url, scope: 'one account', options };
    const whole = password === undefined ? order : { ...order, password };
    await Promise.all(members.map((member) => member.join(whole)));
  }

  const ask = async (): Promise<string[]> => {
    const got = await Promise.all(members.map((member) => member.ask()));
    return [...new Set(got)].sort();
  };

  const told = ['credentials_rejected', 'outcome_unknown', 'provider_unavailable'];

  describe.each(Object.keys(troubles))('and a Redis that %s', (name) => {
    const trouble = troubles[name] as Trouble;
    const { asks = 3 } = trouble;

    test('from the start on send it twice at most, then and afterwards', async () => {
      await join(trouble);
      await trouble.begin(stage);
      for (let calls = 0; calls < asks; calls += 1) expect(told).toEqual(expect.arrayContaining(await ask()));
      await trouble.end(stage);
      for (let calls = 0; calls < asks; calls += 1) {
        expect(told).toEqual(expect.arrayContaining(await ask()));
        await passed(200);
      }
      expect(vendor.loginsAtMs.length).toBeLessThanOrEqual(2);
    });

    test('as soon as one has sent it send it twice at most, then and afterwards', async () => {
      await join(trouble);
      vendor.answer = 'wait';
      const first = members.slice(0, 1).map((member) => member.ask());
      while (vendor.loginsAtMs.length === 0 && trouble.password === undefined) await passed(5);
      await trouble.begin(stage);
      vendor.answer = 'refuse';
      vendor.refuseAll();
      for (let calls = 0; calls < asks; calls += 1) await ask();
      await Promise.all(first);
      await trouble.end(stage);
      for (let calls = 0; calls < asks; calls += 1) await ask();
      // A Redis that was down has forgotten what it had counted; who sent it remembers that himself.
      expect(vendor.loginsAtMs.length).toBeLessThanOrEqual(name === 'is down' ? 3 : 2);
    });
  });
});
