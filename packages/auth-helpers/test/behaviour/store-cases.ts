import { memoryTokenStore } from '../../src/index.js';
import { type RedisClient, redisTokenStore } from '../../src/redis/index.js';
import { manualClock, tokenStoreConformance } from '../../src/testing/index.js';
import { type BehaviourCase, cases } from './case.js';
import { equal, outcome } from './check.js';
import { got, tokenBench } from './token-bench.js';

/** A Redis that does the same with every command. */
function redis(answer: () => Promise<unknown>): RedisClient {
  return { eval: answer, on: () => undefined };
}

export const storeCases: readonly BehaviourCase[] = cases('stores', {
  'that of memory passes the conformance kit': async () => {
    await Promise.all(
      tokenStoreConformance(() => memoryTokenStore()).map(({ title, run }) =>
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
    const store = { claim: fail, budget: { reserve: fail, settle: fail, reset: fail } };
    const bench = tokenBench({ store });
    equal(await got(bench.tokens.getToken()), 'provider_unavailable');
    equal(await outcome(bench.tokens.reset()), 'provider_unavailable');
    equal(bench.logins.length, 0, 'logins');
  },

  'with a Redis that is down, or hangs, the process logs in by itself, or not at all if told so':
    async () => {
      const down = (): Promise<never> => Promise.reject(new Error('down'));
      const hangs = (): Promise<never> => new Promise(() => undefined);
      for (const answer of [down, hangs]) {
        const store = redisTokenStore(redis(answer), { operationTimeoutMs: 20 });
        equal(await got(tokenBench({ store }).tokens.getToken()), 'T1');
        const strict = redisTokenStore(redis(answer), { operationTimeoutMs: 20, onStoreFailure: 'throw' });
        const bench = tokenBench({ store: strict });
        equal(await got(bench.tokens.getToken()), 'provider_unavailable');
        equal(bench.logins.length, 0, 'logins');
      }
    },
});
