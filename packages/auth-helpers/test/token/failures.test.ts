import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AuthError } from '../../src/index.js';
import { bench, hour, minute, outcome, second, settled, types } from './support.js';

describe('a login that fails', () => {
  test('is not tried again before the time that the provider has asked for, and says how long that is', async () => {
    const ms = fc.integer({ min: 0, max: 3 * hour });
    await fc.assert(
      fc.asyncProperty(
        ms,
        fc.array(fc.integer({ min: 0, max: hour }), { maxLength: 8 }),
        async (asked, waits) => {
          const b = bench();
          b.answer = new AuthError('provider_unavailable', 'acme: busy', {
            status: 429,
            retryAfterMs: asked,
          });
          expect(await outcome(b.tokens.getToken())).toBe('provider_unavailable');
          b.answer = 'token';
          let passedMs = 0;
          for (const waitMs of waits) {
            b.clock.advance(waitMs);
            passedMs += waitMs;
            const got = await b.tokens.getToken().catch((error: AuthError) => error.retryAfterMs);
            if (passedMs < Math.max(asked, 30 * second))
              expect(got).toBe(Math.max(asked, 30 * second) - passedMs);
            else expect(got).toMatchObject({ issuedAtMs: expect.any(Number) });
          }
        },
      ),
    );
  });

  test('and whose time to wait is of a year, as a page in front of the provider may say, is over with reset()', async () => {
    const b = bench();
    b.answer = new AuthError('outcome_unknown', 'acme: busy', { status: 503, retryAfterMs: 8_760 * hour });
    await outcome(b.tokens.getToken());
    b.answer = 'token';
    await b.tokens.reset();
    expect(await outcome(b.tokens.getToken())).toBe('T2');
  });

  test('is not remembered as a token: past the interval the next call tries again', async () => {
    const b = bench();
    b.answer = 'provider_unavailable';
    expect(await outcome(b.tokens.getToken())).toBe('provider_unavailable');
    b.answer = 'token';
    b.clock.advance(30 * second);
    expect(await outcome(b.tokens.getToken())).toBe('T2');
    expect(types(b.events)).toEqual(['login_failed', 'login']);
    b.clock.advance(2 * hour);
    await b.tokens.getToken();
    expect(b.logins.map(({ attempt }) => attempt)).toEqual([1, 2, 1]);
    b.clock.advance(90 * minute);
    await b.tokens.getToken();
    expect(types(b.events)).not.toContain('token_served_stale');
  });

  test('takes nothing from callers while the old token is good', async () => {
    const b = bench();
    await b.tokens.getToken();
    b.answer = 'provider_unavailable';
    b.clock.advance(90 * minute);
    expect(await outcome(b.tokens.getToken())).toBe('T1');
    await settled();
    b.clock.advance(29 * minute - 1);
    expect(await outcome(b.tokens.getToken())).toBe('T1');
    await settled();
    b.clock.advance(1);
    expect(await outcome(b.tokens.getToken())).toBe('provider_unavailable');
  });

  test('behind the callers is an event, never an unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', listener);
    try {
      const b = bench();
      await b.tokens.getToken();
      b.clock.advance(90 * minute);
      b.answer = new TypeError('fetch failed');
      await b.tokens.getToken();
      await settled();
      await b.tokens.getToken();
      await settled();
      expect(types(b.events)).toContain('refresh_failed');
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', listener);
    }
  });

  test.each(['credentials_rejected', 'account_locked'] as const)(
    '%s: 500 calls over a day make one login, and each gets the code',
    async (code) => {
      const b = bench();
      b.answer = code;
      for (let call = 0; call < 500; call += 1) {
        expect(await outcome(b.tokens.getToken({ forceRefresh: true }))).toBe(code);
        b.clock.advance(3 * minute);
      }
      expect(b.logins).toHaveLength(1);
      expect(types(b.events)).toContain('budget_exhausted');
    },
  );

  test('credentials that were changed elsewhere are tried once, and read anew before each login', async () => {
    let version = 'v1';
    const b = bench({ credentialFingerprint: async () => version });
    b.answer = 'credentials_rejected';
    await outcome(b.tokens.getToken());
    b.clock.advance(hour);
    await outcome(b.tokens.getToken());
    expect(b.logins).toHaveLength(1);
    version = 'v2';
    b.answer = 'token';
    b.clock.advance(30 * second);
    expect(await outcome(b.tokens.getToken())).toBe('T2');
  });

  test('reset() lets a locked account be tried at once, as support has opened it', async () => {
    const b = bench();
    b.answer = 'account_locked';
    await outcome(b.tokens.getToken());
    b.answer = 'token';
    await b.tokens.reset();
    expect(await outcome(b.tokens.getToken())).toBe('T2');
  });

  test('without an answer counts against credentials that were never accepted, for 15 minutes', async () => {
    const b = bench();
    b.answer = new DOMException('The time limit has passed', 'TimeoutError');
    expect(await outcome(b.tokens.getToken())).toBe('outcome_unknown');
    b.answer = 'token';
    b.clock.advance(15 * minute - 1);
    expect(await outcome(b.tokens.getToken())).toBe('outcome_unknown');
    expect(b.logins).toHaveLength(1);
    b.clock.advance(31 * second);
    expect(await outcome(b.tokens.getToken())).toBe('T2');
  });

  test('without an answer does not count once the credentials were accepted', async () => {
    const b = bench();
    await b.tokens.getToken();
    b.clock.advance(2 * hour);
    b.answer = 'outcome_unknown';
    expect(await outcome(b.tokens.getToken())).toBe('outcome_unknown');
    b.answer = 'token';
    b.clock.advance(30 * second);
    expect(await outcome(b.tokens.getToken())).toBe('T3');
  });

  test.each(['forbidden', 'request_rejected'] as const)(
    'as %s may count as a failed one, so it holds the next back as one without an answer does',
    async (code) => {
      const b = bench();
      b.answer = code;
      expect(await outcome(b.tokens.getToken())).toBe(code);
      b.clock.advance(minute);
      expect(await outcome(b.tokens.getToken())).toBe('outcome_unknown');
      expect(b.logins).toHaveLength(1);
      b.answer = 'token';
      b.clock.advance(15 * minute);
      expect(await outcome(b.tokens.getToken())).toBe('T2');
    },
  );

  test('is made at most every 30 s while the provider is down, however many call', async () => {
    const b = bench();
    b.answer = 'provider_unavailable';
    for (let at = 0; at < 600; at += 1) {
      await Promise.all([outcome(b.tokens.getToken()), outcome(b.tokens.getToken({ forceRefresh: true }))]);
      b.clock.advance(second);
    }
    expect(b.logins).toHaveLength(20);
  });

  test('puts the next one off at random, so that many processes do not return together', async () => {
    const b = bench({ jitter: 0.5, random: () => 1 });
    b.answer = 'provider_unavailable';
    await outcome(b.tokens.getToken());
    b.clock.advance(45 * second - 1);
    await outcome(b.tokens.getToken());
    expect(b.logins).toHaveLength(1);
    b.clock.advance(1);
    await outcome(b.tokens.getToken());
    expect(b.logins).toHaveLength(2);
  });

  test.each([undefined, {}, { token: '' }, { token: 'T', lifeMs: 0 }, { token: 'T', lifeMs: Number.NaN }])(
    'is what an answer without a usable token is: %j',
    async (reply) => {
      const { tokens } = bench({ mint: async () => reply as never });
      expect(await outcome(tokens.getToken())).toBe('outcome_unknown');
    },
  );

  test('a fingerprint that cannot be read makes no login, and its words are not passed on', async () => {
    const b = bench({ credentialFingerprint: () => Promise.reject(new Error('secret-marker')) });
    const error = await b.tokens.getToken().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
    expect(String((error as Error).cause)).not.toContain('secret-marker');
    expect(b.logins).toHaveLength(0);
  });
});
