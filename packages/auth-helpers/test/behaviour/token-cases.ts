import { type BehaviourCase, cases } from './case.js';
import { counted, equal, must, settled } from './check.js';
import { got, minute, second, type TokenBench, tokenBench } from './token-bench.js';

const many = (bench: TokenBench, count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => got(bench.tokens.getToken())));

export const tokenCases: readonly BehaviourCase[] = cases('tokens', {
  '1,000 cold callers cause one login': async () => {
    const bench = tokenBench();
    equal(counted(await many(bench, 1_000)), { T1: 1_000 });
    equal(bench.logins.length, 1, 'logins');
  },

  'one that is due is renewed behind, and nobody waits for that': async () => {
    const bench = tokenBench();
    await bench.tokens.getToken();
    bench.clock.advance(90 * minute);
    bench.answer = 'wait';
    equal(counted(await many(bench, 1_000)), { T1: 1_000 });
    await settled();
    equal(bench.logins.length, 2, 'logins');
    bench.logins[1]?.succeed({ token: 'T2' });
    await settled();
    equal(await many(bench, 1), ['T2']);
  },

  'one is handed out until a minute before its end, and 1,000 callers then cause one login': async () => {
    const bench = tokenBench();
    await bench.tokens.getToken();
    bench.answer = 'provider_unavailable';
    bench.clock.advance(119 * minute - 1);
    equal(await many(bench, 1), ['T1']);
    await settled();
    bench.answer = 'token';
    bench.clock.advance(30 * second);
    equal(counted(await many(bench, 1_000)), { T3: 1_000 });
    equal(bench.logins.length, 3, 'logins');
  },

  'one whose life is over by either clock is not handed out': async () => {
    const changes = [
      (bench: TokenBench) => bench.clock.sleep(120 * minute),
      (bench: TokenBench) => {
        bench.clock.jump(-60 * minute);
        bench.clock.advance(120 * minute);
      },
    ];
    for (const change of changes) {
      const bench = tokenBench();
      await bench.tokens.getToken();
      change(bench);
      equal(await many(bench, 1), ['T2']);
    }
  },

  'a reply that comes after its login was given up changes nothing': async () => {
    const bench = tokenBench({ minLoginIntervalMs: 0 });
    bench.answer = 'wait';
    const early = got(bench.tokens.getToken());
    await settled();
    bench.clock.advance(60 * second);
    bench.answer = 'token';
    // The first is not known to have failed, so the credentials are held back until they are reset.
    equal(await many(bench, 1), ['outcome_unknown']);
    await bench.tokens.reset();
    equal(await many(bench, 1), ['T2']);
    bench.logins[0]?.succeed({ token: 'late' });
    await settled();
    equal([await early, ...(await many(bench, 1))], ['outcome_unknown', 'T2']);
  },

  'a caller who aborts ends its own wait alone, with its own reason': async () => {
    const bench = tokenBench();
    bench.answer = 'wait';
    const controller = new AbortController();
    const asked = [{ signal: controller.signal }, {}].map((options) => got(bench.tokens.getToken(options)));
    await settled();
    controller.abort();
    equal(await asked[0], 'AbortError');
    bench.logins[0]?.succeed({ token: 'T1' });
    equal(await asked[1], 'T1');
    equal(bench.logins.length, 1, 'logins');
  },

  'rejected credentials are not tried again until they change or are reset': async () => {
    let version = 1;
    const bench = tokenBench({ credentialFingerprint: () => `v${version}` });
    bench.answer = 'credentials_rejected';
    for (let hour = 0; hour < 24; hour += 1) {
      equal(counted(await many(bench, 10)), { credentials_rejected: 10 });
      bench.clock.advance(60 * minute);
    }
    equal(bench.logins.length, 1, 'logins');
    version += 1;
    await many(bench, 10);
    equal(bench.logins.length, 2, 'logins after a change');
    await bench.tokens.reset();
    bench.answer = 'token';
    equal(await many(bench, 1), ['T3']);
  },

  'after a failure there is one login in 30 s at most': async () => {
    const bench = tokenBench();
    bench.answer = 'provider_unavailable';
    for (let at = 0; at < 300; at += 1) {
      await many(bench, 3);
      bench.clock.advance(second);
    }
    equal(bench.logins.length, 10, 'logins in 300 s');
  },

  'one that an answer proved dead is given up once, unless it is young or no longer in hand': async () => {
    const bench = tokenBench();
    await bench.tokens.getToken();
    equal([bench.tokens.invalidate('T1'), bench.tokens.invalidate('other')], [false, true]);
    bench.clock.advance(30 * second);
    equal(Array.from({ length: 50 }, () => bench.tokens.invalidate('T1')).every(Boolean), true);
    equal(counted(await many(bench, 50)), { T2: 50 });
    bench.clock.advance(30 * second);
    equal(bench.tokens.invalidate('T1'), true);
    equal(await many(bench, 1), ['T2']);
    equal(bench.logins.length, 2, 'logins');
  },

  'one that is to last longer, or to be new, is fetched anew': async () => {
    const bench = tokenBench();
    await bench.tokens.getToken();
    bench.clock.advance(60 * minute);
    equal(await got(bench.tokens.getToken({ minRemainingMs: 59 * minute - 1 })), 'T1');
    equal(await got(bench.tokens.getToken({ minRemainingMs: 60 * minute })), 'T2');
    bench.clock.advance(30 * second);
    equal(await got(bench.tokens.getToken({ forceRefresh: true })), 'T3');
  },

  'their events tell names, codes and times, and no value': async () => {
    const bench = tokenBench();
    await bench.tokens.getToken();
    bench.clock.advance(90 * minute);
    bench.answer = 'provider_unavailable';
    for (let at = 0; at < 3; at += 1) {
      await bench.tokens.getToken();
      await settled();
    }
    const types = bench.events.map(({ type }) => type);
    equal(types, ['login', 'refresh_failed', 'token_served_stale']);
    must(!JSON.stringify(bench.events).includes('T1'), 'an event has a token');
  },
});
