import { describe, expect, jest, test } from '@jest/globals';
import { bench, hour, minute, outcome, second, settled } from './support.js';

describe('the age of a token', () => {
  test('counts from the start of its login, not from its reply', async () => {
    const b = bench();
    b.answer = 'wait';
    const asked = b.tokens.getToken();
    await settled();
    const startedMs = b.clock.nowMs();
    b.clock.advance(50 * second);
    b.logins[0]?.succeed({ token: 'T1' });
    const { issuedAtMs, refreshAtMs, expiresAtMs } = await asked;
    expect([issuedAtMs, refreshAtMs - startedMs, expiresAtMs - startedMs]).toEqual([
      startedMs,
      90 * minute,
      119 * minute,
    ]);
  });

  test('ends its use the skew before its life, never late', async () => {
    const b = bench({ refreshAfterMs: 120 * minute });
    await b.tokens.getToken();
    b.clock.advance(119 * minute - 1);
    expect(await outcome(b.tokens.getToken())).toBe('T1');
    b.clock.advance(1);
    expect(await outcome(b.tokens.getToken())).toBe('T2');
  });

  test.each([-hour, hour])('does not depend on a wall clock that is wrong by %d ms', async (wrongMs) => {
    const b = bench();
    b.clock.jump(wrongMs);
    await b.tokens.getToken();
    b.clock.advance(89 * minute);
    expect(await outcome(b.tokens.getToken())).toBe('T1');
    expect(b.tokens.invalidate('T1')).toBe(true);
    expect(await outcome(b.tokens.getToken())).toBe('T2');
  });

  test('is not made less by a wall clock that is set back', async () => {
    const b = bench();
    await b.tokens.getToken();
    b.clock.jump(-10 * hour);
    b.clock.advance(119 * minute);
    expect(await outcome(b.tokens.getToken())).toBe('T2');
  });

  test('includes the time that a machine slept, though the monotonic clock stood still', async () => {
    const b = bench();
    await b.tokens.getToken();
    b.clock.sleep(3 * hour);
    expect(await outcome(b.tokens.getToken())).toBe('T2');
  });

  test('a clock set back does not hold back logins, nor does one set ahead hurry them', async () => {
    const b = bench();
    b.answer = 'provider_unavailable';
    await outcome(b.tokens.getToken());
    b.clock.jump(10 * hour);
    await outcome(b.tokens.getToken());
    expect(b.logins).toHaveLength(1);
    b.clock.jump(-20 * hour);
    b.clock.advance(30 * second);
    await outcome(b.tokens.getToken());
    expect(b.logins).toHaveLength(2);
  });

  test('a life shorter than the refresh window is renewed at its half, not at each call', async () => {
    const b = bench();
    b.answer = 'wait';
    const asked = b.tokens.getToken();
    await settled();
    b.logins[0]?.succeed({ token: 'T1', lifeMs: 10 * minute });
    await asked;
    b.answer = 'token';
    b.clock.advance(5 * minute - 1);
    await b.tokens.getToken();
    await settled();
    expect(b.logins).toHaveLength(1);
    b.clock.advance(1);
    await b.tokens.getToken();
    await settled();
    expect(b.logins).toHaveLength(2);
  });

  test('a life shorter than asked for keeps three quarters of it, whatever the skew', async () => {
    const b = bench();
    b.answer = 'wait';
    const asked = b.tokens.getToken();
    await settled();
    b.logins[0]?.succeed({ token: 'T1', lifeMs: 80 * second });
    await asked;
    b.answer = 'provider_unavailable';
    b.clock.advance(60 * second - 1);
    expect(await outcome(b.tokens.getToken())).toBe('T1');
    b.clock.advance(1);
    expect(await outcome(b.tokens.getToken())).toBe('provider_unavailable');
  });

  test('jitter renews earlier, never later', async () => {
    const b = bench({ jitter: 0.1, random: () => 1 });
    const { issuedAtMs, refreshAtMs } = await b.tokens.getToken();
    expect(refreshAtMs - issuedAtMs).toBe(87 * minute);
  });
});

describe('a token that lives', () => {
  test('longer than asked for is had with minRemainingMs, by a login where the present one does not', async () => {
    const b = bench();
    await b.tokens.getToken();
    b.clock.advance(60 * minute);
    expect(await outcome(b.tokens.getToken({ minRemainingMs: 59 * minute - 1 }))).toBe('T1');
    expect(await outcome(b.tokens.getToken({ minRemainingMs: 59 * minute }))).toBe('T2');
  });

  test('too short for minRemainingMs is not handed out, and not renewed for each call', async () => {
    const b = bench({ minLoginIntervalMs: 30 * second });
    const asked = { minRemainingMs: 90 * minute };
    b.answer = 'wait';
    const first = outcome(b.tokens.getToken(asked));
    await settled();
    // The provider tells a shorter life than it has by itself.
    b.logins[0]?.succeed({ token: 'T1', lifeMs: 60 * minute });
    expect(await first).toBe('token_expired');
    expect(await outcome(b.tokens.getToken(asked))).toBe('token_expired');
    expect(b.logins).toHaveLength(1);
    expect(await outcome(b.tokens.getToken())).toBe('T1');
  });

  test('shorter than its login took is not handed out', async () => {
    const b = bench();
    b.answer = 'wait';
    const asked = outcome(b.tokens.getToken());
    await settled();
    b.clock.advance(10 * second);
    b.logins[0]?.succeed({ token: 'T1', lifeMs: 10 * second });
    expect(await asked).toBe('token_expired');
  });

  test('for ever is never renewed, and for 30 days overflows nothing', async () => {
    const forever = bench({ lifeMs: Infinity, refreshAfterMs: undefined });
    const { expiresAtMs } = await forever.tokens.getToken();
    forever.clock.advance(10_000 * 24 * hour);
    expect([expiresAtMs, await outcome(forever.tokens.getToken())]).toEqual([Infinity, 'T1']);
    const long = bench({ lifeMs: 30 * 24 * hour, refreshAfterMs: undefined });
    await long.tokens.getToken();
    long.clock.advance(22 * 24 * hour);
    await long.tokens.getToken();
    await settled();
    expect(long.logins).toHaveLength(1);
  });
});

describe('time is that of the injected clock', () => {
  test('no timer is left, nor holds a process, whether a token is had, renewed or refused', async () => {
    const running = new Set<NodeJS.Timeout>();
    const { setInterval: start, clearInterval: stop } = globalThis;
    let started = 0;
    jest.spyOn(globalThis, 'setInterval').mockImplementation(((run: () => void, ms: number) => {
      const timer = start(run, ms);
      started += 1;
      running.add(timer);
      return timer;
    }) as typeof setInterval);
    jest.spyOn(globalThis, 'clearInterval').mockImplementation((timer) => {
      running.delete(timer as NodeJS.Timeout);
      stop(timer as NodeJS.Timeout);
    });
    const others = [jest.spyOn(globalThis, 'setTimeout'), jest.spyOn(AbortSignal, 'timeout')];
    const b = bench();
    b.answer = 'wait';
    const asked = [b.tokens.getToken(), b.tokens.getToken()];
    await settled();
    expect([...running].map((timer) => timer.hasRef())).toEqual([...running].map(() => false));
    expect(running.size).toBeGreaterThan(0);
    b.logins[0]?.succeed({ token: 'T1' });
    await Promise.all(asked);
    expect(running.size).toBe(0);
    const before = started;
    for (let calls = 0; calls < 10; calls += 1) await b.tokens.getToken();
    expect(started).toBe(before);
    b.answer = 'token';
    b.clock.advance(90 * minute);
    await b.tokens.getToken();
    await settled();
    b.answer = 'provider_unavailable';
    b.clock.advance(3 * hour);
    await outcome(b.tokens.getToken());
    expect(running.size).toBe(0);
    for (const spy of others) expect(spy).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });

  test('a token comes although fake timers freeze the platform', async () => {
    jest.useFakeTimers();
    try {
      const b = bench();
      expect(await outcome(b.tokens.getToken())).toBe('T1');
      const platform = bench({ clock: undefined });
      expect(await outcome(platform.tokens.getToken())).toBe('T1');
      jest.setSystemTime(Date.now() + 2 * hour);
      expect(await outcome(platform.tokens.getToken())).toBe('T2');
    } finally {
      jest.useRealTimers();
    }
  });

  test('one login for each 90 minutes: a day at one call per second makes 16', async () => {
    const b = bench();
    for (let at = 0; at < 24 * 3_600; at += 1) {
      await b.tokens.getToken();
      b.clock.advance(second);
    }
    // At 0:00, 1:30 and so on, as a call begins the login at once.
    expect(b.logins).toHaveLength(16);
  });
});
