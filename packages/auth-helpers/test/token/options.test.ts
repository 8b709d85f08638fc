import { describe, expect, test } from '@jest/globals';
import { ConfigurationError, memoryTokenStore, type TokenProviderOptions } from '../../src/index.js';
import { bench, hour, minute, outcome, settled } from './support.js';

describe('options', () => {
  const wrong: readonly [keyof TokenProviderOptions, unknown][] = [
    ['lifeMs', 0],
    ['lifeMs', Number.NaN],
    ['refreshAfterMs', 0],
    ['refreshAfterMs', 121 * minute],
    ['refreshAfterMs', Number.NaN],
    ['clockSkewMs', -1],
    ['clockSkewMs', 31 * minute],
    ['clockSkewMs', Number.NaN],
    ['jitter', 1.1],
    ['jitter', Number.NaN],
    ['minLoginIntervalMs', Infinity],
    ['minLoginIntervalMs', Number.NaN],
    ['mintTimeoutMs', 0],
    ['mintTimeoutMs', Number.NaN],
  ];

  test.each(wrong)('%s: %p is refused with the rule', (name, value) => {
    expect(() => bench({ [name]: value })).toThrow(ConfigurationError);
    expect(() => bench({ [name]: value })).toThrow(`acme: ${name} must be`);
  });

  test('a refreshAfterMs is refused for a token that does not expire', () => {
    expect(() => bench({ lifeMs: Infinity, refreshAfterMs: hour })).toThrow(
      'refreshAfterMs must be left out',
    );
  });

  test.each([-1, Number.NaN])('a memory store refuses to hold back for %d ms', (outcomeUnknownWaitMs) => {
    expect(() => memoryTokenStore({ outcomeUnknownWaitMs })).toThrow(ConfigurationError);
  });

  test('0 is used as it is: no skew, no jitter, no interval', async () => {
    const b = bench({ clockSkewMs: 0, refreshAfterMs: 120 * minute, jitter: 0, minLoginIntervalMs: 0 });
    await b.tokens.getToken();
    b.clock.advance(120 * minute - 1);
    expect(await outcome(b.tokens.getToken())).toBe('T1');
    b.answer = 'provider_unavailable';
    b.clock.advance(1);
    await outcome(b.tokens.getToken());
    await outcome(b.tokens.getToken());
    expect(b.logins).toHaveLength(3);
  });

  test.each([-1, Number.NaN, 119 * minute, 120 * minute])(
    'minRemainingMs: %d is refused before any login',
    async (asked) => {
      const b = bench();
      expect(await outcome(b.tokens.getToken({ minRemainingMs: asked }))).toBe('configuration_invalid');
      expect(b.logins).toHaveLength(0);
    },
  );

  test('an undefined option means its default', async () => {
    const b = bench({ clockSkewMs: undefined, refreshAfterMs: undefined, minLoginIntervalMs: undefined });
    const { issuedAtMs, refreshAtMs, expiresAtMs } = await b.tokens.getToken();
    expect([refreshAtMs - issuedAtMs, expiresAtMs - issuedAtMs]).toEqual([90 * minute, 119 * minute]);
  });
});

describe('invalidate and forceRefresh', () => {
  test('give up only the token that was named', async () => {
    const b = bench();
    await b.tokens.getToken();
    b.clock.advance(minute);
    expect(b.tokens.invalidate('other')).toBe(true);
    expect(await outcome(b.tokens.getToken())).toBe('T1');
    expect(b.tokens.invalidate('T1')).toBe(true);
    expect(await outcome(b.tokens.getToken())).toBe('T2');
    expect(b.tokens.invalidate('T1')).toBe(true);
    expect(await outcome(b.tokens.getToken())).toBe('T2');
  });

  test('keep a token younger than minLoginIntervalMs', async () => {
    const b = bench();
    await b.tokens.getToken();
    b.clock.advance(30_000 - 1);
    expect(b.tokens.invalidate('T1')).toBe(false);
    expect(await outcome(b.tokens.getToken({ forceRefresh: true }))).toBe('T1');
    b.clock.advance(1);
    expect(await outcome(b.tokens.getToken({ forceRefresh: true }))).toBe('T2');
  });

  test('a token dropped while its renewal runs is followed by that renewal', async () => {
    const b = bench();
    await b.tokens.getToken();
    b.clock.advance(90 * minute);
    b.answer = 'wait';
    await b.tokens.getToken();
    await settled();
    b.tokens.invalidate('T1');
    const asked = outcome(b.tokens.getToken());
    b.logins[1]?.succeed({ token: 'T2' });
    expect([await asked, b.logins.length]).toEqual(['T2', 2]);
  });
});
