import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { minute } from '../token/support.js';
import { passed } from './bench.js';
import { busy, LOAD } from './load.js';
import { end, type LoginServer, loginServer, type Member, type Worker, workers } from './processes.js';
import { proxyTo, type SlowWay } from './proxy.js';
import { describeRedis, type RedisServer, redisServer } from './server.js';

/** What the processes do not share is that each may try again at once: so the budget alone holds them back. */
const options = { lifeMs: 120 * minute, refreshAfterMs: 90 * minute, minLoginIntervalMs: 0 };

interface Stage {
  readonly server: RedisServer;
  readonly proxy: SlowWay;
  readonly admin: Redis;
  readonly vendor: LoginServer;
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

/** Time enough for all troubles at once on a machine with hardly any. */
const PATIENCE_MS = 1_800_000;

const told = ['credentials_rejected', 'outcome_unknown', 'provider_unavailable'];

describeRedis('eight processes with one wrong secret', () => {
  let processes: Worker[];
  let calm: () => Promise<void>;
  const runs = new Map<string, Promise<number>>();

  // Most of their time goes into waiting for what does not come: so all wait at once.
  beforeAll(async () => {
    calm = busy(LOAD);
    processes = await workers(8);
    for (const [name, trouble] of Object.entries(troubles)) {
      for (const [when, run] of [
        ['from the start on', fromTheStart],
        ['as soon as one has sent it', onceSent],
      ] as const) {
        const logins = played(trouble, run);
        logins.catch(() => undefined);
        runs.set(`${name} ${when}`, logins);
      }
    }
  }, PATIENCE_MS);
  afterAll(async () => {
    await Promise.allSettled(runs.values());
    await end(processes);
    await calm();
  }, PATIENCE_MS);

  /** @returns how many logins the vendor has seen. */
  async function played(
    trouble: Trouble,
    run: (trouble: Trouble, stage: Stage, members: readonly Member[]) => Promise<void>,
  ): Promise<number> {
    const server = await redisServer('--maxmemory-policy', 'noeviction');
    const admin = new Redis({ port: server.port, retryStrategy: () => 50 });
    admin.on('error', () => undefined);
    const vendor = await loginServer();
    vendor.answer = 'refuse';
    const stage = { server, admin, vendor, proxy: await proxyTo(server.port) };
    const { password } = trouble;
    const order = { port: stage.proxy.port, vendor: vendor.url, scope: 'one account', options };
    const whole = password === undefined ? order : { ...order, password };
    const members = await Promise.all(processes.map(({ join }) => join(whole)));
    try {
      await run(trouble, stage, members);
      return vendor.logins;
    } finally {
      await Promise.all(members.map(({ leave }) => leave()));
      admin.disconnect();
      await stage.proxy.close();
      await server.remove();
      await vendor.close();
    }
  }

  async function ask(members: readonly Member[]): Promise<void> {
    const got = await Promise.all(members.map((member) => member.ask()));
    expect(told).toEqual(expect.arrayContaining([...new Set(got)]));
  }

  async function fromTheStart(trouble: Trouble, stage: Stage, members: readonly Member[]): Promise<void> {
    const { asks = 3 } = trouble;
    await trouble.begin(stage);
    for (let calls = 0; calls < asks; calls += 1) await ask(members);
    await trouble.end(stage);
    for (let calls = 0; calls < asks; calls += 1) {
      await ask(members);
      await passed(200);
    }
  }

  async function onceSent(trouble: Trouble, stage: Stage, members: readonly Member[]): Promise<void> {
    const { asks = 3 } = trouble;
    const { vendor } = stage;
    vendor.answer = 'wait';
    const first = members.slice(0, 1).map((member) => member.ask());
    if (trouble.password === undefined) await vendor.asked;
    await trouble.begin(stage);
    vendor.answer = 'refuse';
    vendor.refuseAll();
    for (let calls = 0; calls < asks; calls += 1) await ask(members);
    await Promise.all(first);
    await trouble.end(stage);
    for (let calls = 0; calls < asks; calls += 1) await ask(members);
  }

  describe.each(Object.keys(troubles))('and a Redis that %s', (name) => {
    test(
      'from the start on send it twice at most, then and afterwards',
      async () => {
        expect(await runs.get(`${name} from the start on`)).toBeLessThanOrEqual(2);
      },
      PATIENCE_MS,
    );

    test(
      'as soon as one has sent it send it twice at most, then and afterwards',
      async () => {
        // A Redis that was down has forgotten what it had counted; who sent it remembers that himself.
        const most = name === 'is down' ? 3 : 2;
        expect(await runs.get(`${name} as soon as one has sent it`)).toBeLessThanOrEqual(most);
      },
      PATIENCE_MS,
    );
  });
});
