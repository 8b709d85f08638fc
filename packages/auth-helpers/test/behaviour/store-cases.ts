import { memoryTokenStore } from '../../src/index.js';
import { type RedisClient, redisTokenStore } from '../../src/redis/index.js';
import { manualClock, tokenStoreConformance } from '../../src/testing/index.js';
import { type BehaviourCase, cases } from './case.js';
import { equal, outcome } from './check.js';
import { got, tokenBench } from './token-bench.js';

/** A Redis that is asked for nothing but scripts. */
function redis(answer: (script: string) => Promise<unknown>): RedisClient {
  return { eval: answer, on: () => undefined };
}

export const storeCases: readonly BehaviourCase[] = cases('stores', {
  'that of memory passes the conformance kit': async () => {
    await Promise.all(
      tokenStoreConformance(() => memoryTokenStore(), { caseTimeoutMs: 60_000 }).map(({ title, run }) =>
        run().catch((error: Error) => {
          throw new Error(`${title}: ${error.message}`);
        }),
      ),
    );
  },

  'providers that share one share a token and a budget': async () => {
    const clock = manualClock();
    const store = memoryTokenStore({ clock });
    const [one, other] = [tokenBench({ clock, store }), tokenBench({ clock, store })];
    equal(await Promise.all([got(one.tokens.getToken()), got(other.tokens.getToken())]), ['T1', 'T1']);
    equal(one.logins.length + other.logins.length, 1, 'logins');
    const [first, second] = ['rejected', 'rejected too'].map(() =>
      tokenBench({ clock, store, scope: ['rejected'] }),
    );
    first!.answer = 'credentials_rejected';
    equal(await got(first!.tokens.getToken()), 'credentials_rejected');
    equal(await got(second!.tokens.getToken()), 'credentials_rejected');
    equal(second!.logins.length, 0, 'logins after a rejection');
  },

  'one that fails causes no login': async () => {
    const fail = (): Promise<never> => Promise.reject(new Error('down'));
    const store = {
      claim: fail,
      read: fail,
      delete: fail,
      budget: { reserve: fail, settle: fail, reset: fail },
    };
    const bench = tokenBench({ store });
    equal(await got(bench.tokens.getToken()), 'provider_unavailable');
    equal(await outcome(bench.tokens.reset()), 'provider_unavailable');
    equal(bench.logins.length, 0, 'logins');
  },

  'with a Redis that fails, a process logs in by itself if it was let in before, or not at all if told so':
    async () => {
      const down = (): Promise<never> => Promise.reject(new Error('down'));
      const hangs = (): Promise<never> => new Promise(() => undefined);
      for (const fails of [down, hangs]) {
        for (const onStoreFailure of ['local', 'throw'] as const) {
          let answer: (script: string) => Promise<unknown> = fails;
          const client = redis((script) => answer(script));
          const clock = manualClock();
          const store = redisTokenStore(client, { operationTimeoutMs: 20, onStoreFailure, clock });
          const bench = tokenBench({ store, clock, minLoginIntervalMs: 0 });
          equal(await got(bench.tokens.getToken()), 'provider_unavailable');
          equal(bench.logins.length, 0, 'logins while it is not known whether the credentials are good');
          const replies = { "'lease'": ['lease', '1'], "'pending'": 'allowed', 'return 1': 1 };
          answer = async (script) => Object.entries(replies).find(([word]) => script.includes(word))?.[1];
          clock.advance(6_000);
          equal(await got(bench.tokens.getToken()), 'T1');
          answer = fails;
          const again = await got(bench.tokens.getToken({ forceRefresh: true }));
          equal(again, onStoreFailure === 'local' ? 'T2' : 'provider_unavailable');
        }
      }
    },
});
