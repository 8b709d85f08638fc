import { finicityAuth } from '../../src/finicity/index.js';
import { mailinaboxAuth } from '../../src/mailinabox/index.js';
import { ploAuth } from '../../src/plo/index.js';
import { redisTokenStore } from '../../src/redis/index.js';
import { type BehaviourCase, cases } from './case.js';
import { equal, outcome, settled } from './check.js';
import type { Fetch } from './client.js';
import { minute, tokenBench } from './token-bench.js';

/** What of the timers that `work` started has neither run nor been cleared when it is done. */
async function timersLeftBy(work: () => Promise<unknown>): Promise<number> {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
  const left = new Set<unknown>();
  const replaced = {
    setTimeout(run: () => void, ms?: number): unknown {
      const timer = setTimeout(() => {
        left.delete(timer);
        run();
      }, ms);
      left.add(timer);
      return timer;
    },
    clearTimeout(timer: Parameters<typeof clearTimeout>[0]): void {
      left.delete(timer);
      clearTimeout(timer);
    },
    clearInterval(timer: Parameters<typeof clearInterval>[0]): void {
      left.delete(timer);
      clearInterval(timer);
    },
    setInterval(run: () => void, ms?: number): unknown {
      const timer = setInterval(run, ms);
      left.add(timer);
      return timer;
    },
  };
  Object.assign(globalThis, replaced);
  try {
    await work();
    return left.size;
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval });
  }
}

const answers: readonly Fetch[] = [
  async () => Response.json({ token: 'T', status: 'ok', api_key: 'K' }),
  async () => Response.json({}, { status: 500 }),
  async () => {
    throw new TypeError('fetch failed');
  },
  (_, { signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    }),
];

export const timerCases: readonly BehaviourCase[] = cases('timers', {
  'none is left after a login, however it ended': async () => {
    for (const fetch of answers) {
      const limits = { fetch, requestTimeoutMs: 20 };
      const left = await timersLeftBy(async () => {
        const credentials = { partnerSecret: 's', appKey: 'k' };
        const account = { basePath: 'https://box.example.com/admin', email: 'a@example.com', password: 'p' };
        const key = btoa('0123456789abcdef');
        await outcome(finicityAuth({ partnerId: '1', credentials, ...limits }).getToken());
        await outcome(mailinaboxAuth({ ...account, ...limits }).getToken());
        await outcome(ploAuth({ fiId: '1', key, iv: key, ...limits }).getToken('u'));
      });
      equal(left, 0);
    }
  },

  'of a token provider none is left when its logins are over, and a token in hand starts none': async () => {
    const left = await timersLeftBy(async () => {
      const bench = tokenBench();
      equal(await timersLeftBy(() => bench.tokens.getToken()), 0);
      await bench.tokens.getToken();
      bench.clock.advance(90 * minute);
      await bench.tokens.getToken();
      await settled();
      bench.answer = 'wait';
      bench.clock.advance(90 * minute);
      await bench.tokens.getToken();
      await settled();
      equal(bench.logins.length, 3, 'logins');
      bench.logins[2]?.succeed({ token: 'T3' });
      await settled();
    });
    equal(left, 0);
  },

  'none is left of a Redis that hangs': async () => {
    const client = { eval: () => new Promise<never>(() => undefined), on: () => undefined };
    const left = await timersLeftBy(async () => {
      const store = redisTokenStore(client, { operationTimeoutMs: 20 });
      await outcome(tokenBench({ store }).tokens.getToken());
    });
    equal(left, 0);
  },
});
