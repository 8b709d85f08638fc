import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { bench, hour, minute, outcome, second, settled, types } from './support.js';

test('where signals have neither throwIfAborted nor a reason, as on React Native, a login is made and an abort ends a wait', async () => {
  const { throwIfAborted, reason } = Object.getOwnPropertyDescriptors(AbortSignal.prototype);
  Object.assign(AbortSignal.prototype, { throwIfAborted: undefined });
  Object.defineProperty(AbortSignal.prototype, 'reason', { configurable: true, get: () => undefined });
  try {
    const b = bench();
    const controller = new AbortController();
    expect(await outcome(b.tokens.getToken({ signal: controller.signal }))).toBe('T1');
    b.answer = 'wait';
    b.clock.advance(2 * hour);
    const waiting = outcome(b.tokens.getToken({ signal: controller.signal }));
    await settled();
    controller.abort();
    expect(await waiting).toBe('AbortError');
    expect(await outcome(b.tokens.getToken({ signal: controller.signal }))).toBe('AbortError');
    const others = outcome(b.tokens.getToken());
    b.logins[1]?.succeed({ token: 'T2' });
    expect(await others).toBe('T2');
  } finally {
    Object.defineProperties(AbortSignal.prototype, { throwIfAborted: throwIfAborted!, reason: reason! });
  }
});

describe('many callers, one login', () => {
  test('1,000 cold callers cause one login and share its token', async () => {
    const { tokens, logins } = bench();
    const got = await Promise.all(Array.from({ length: 1_000 }, () => tokens.getToken()));
    expect(logins).toHaveLength(1);
    expect(new Set(got.map(({ token }) => token))).toEqual(new Set(['T1']));
  });

  test('1,000 callers past the end of a life cause one login', async () => {
    const { tokens, logins, clock } = bench();
    await tokens.getToken();
    clock.advance(119 * minute);
    const got = await Promise.all(Array.from({ length: 1_000 }, () => outcome(tokens.getToken())));
    expect([logins.length, new Set(got)]).toEqual([2, new Set(['T2'])]);
  });

  test('from refreshAfterMs on one login runs behind, and nobody waits for it', async () => {
    const b = bench();
    await b.tokens.getToken();
    b.clock.advance(90 * minute - 1);
    expect(await outcome(b.tokens.getToken())).toBe('T1');
    await settled();
    expect(b.logins).toHaveLength(1);
    b.clock.advance(1);
    b.answer = 'wait';
    const got = await Promise.all(Array.from({ length: 1_000 }, () => outcome(b.tokens.getToken())));
    await settled();
    expect([b.logins.length, new Set(got)]).toEqual([2, new Set(['T1'])]);
    b.logins[1]?.succeed({ token: 'T2' });
    await settled();
    expect(await outcome(b.tokens.getToken())).toBe('T2');
  });

  test('a caller who aborts fails alone, with its own reason; the login goes on for the others', async () => {
    const b = bench();
    b.answer = 'wait';
    const first = new AbortController();
    const asked = [b.tokens.getToken({ signal: first.signal }), b.tokens.getToken()].map(outcome);
    await settled();
    first.abort();
    expect(await asked[0]).toBe('AbortError');
    expect(b.logins[0]?.signal.aborted).toBe(false);
    b.logins[0]?.succeed({ token: 'T1' });
    expect(await asked[1]).toBe('T1');
    expect(b.logins).toHaveLength(1);
  });

  test('a caller who has aborted already causes no login', async () => {
    const b = bench();
    expect(await outcome(b.tokens.getToken({ signal: AbortSignal.abort() }))).toBe('AbortError');
    await settled();
    expect(b.logins).toHaveLength(0);
  });

  test('no listener stays on a signal that many calls share', async () => {
    const b = bench();
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 10 }, () => b.tokens.getToken({ signal })));
    await settled();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('a login that hangs is given up by the first caller past mintTimeoutMs, and its late reply is dropped', async () => {
    const b = bench({ minLoginIntervalMs: 0 });
    await b.tokens.getToken();
    b.clock.advance(119 * minute);
    b.answer = 'wait';
    const early = outcome(b.tokens.getToken());
    await settled();
    b.clock.advance(60 * second);
    b.answer = 'token';
    expect(await outcome(b.tokens.getToken())).toBe('T3');
    expect(await early).toBe('outcome_unknown');
    expect(b.logins[1]?.signal.aborted).toBe(true);
    b.logins[1]?.succeed({ token: 'late' });
    await settled();
    expect(await outcome(b.tokens.getToken())).toBe('T3');
    expect(types(b.events)).toEqual(['login', 'login_failed', 'login']);
  });

  test('a listener that throws, or rejects, disturbs nobody', async () => {
    const sync = bench({
      onEvent: () => {
        throw new Error('listener');
      },
    });
    expect(await outcome(sync.tokens.getToken())).toBe('T1');
    const later = bench({ onEvent: () => Promise.reject(new Error('listener')) });
    expect(await outcome(later.tokens.getToken())).toBe('T1');
    await settled();
  });

  test('events tell types, names, codes and times, and no value', async () => {
    const b = bench();
    await b.tokens.getToken();
    b.clock.advance(90 * minute);
    b.answer = 'provider_unavailable';
    await b.tokens.getToken();
    await settled();
    await b.tokens.getToken();
    await b.tokens.getToken();
    expect(types(b.events)).toEqual(['login', 'refresh_failed', 'token_served_stale']);
    expect(JSON.stringify(b.events)).not.toContain('T1');
    expect(b.events[1]).toEqual({ type: 'refresh_failed', provider: 'acme', code: 'provider_unavailable' });
  });
});
