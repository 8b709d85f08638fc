import { describe, expect, test } from '@jest/globals';
import { createTokenProvider, memoryTokenStore, type TokenStore } from '../../src/index.js';
import { bench, hour, manualClock, minute, outcome, settled } from './support.js';

describe('a store that several providers share', () => {
  function pair(changes: readonly [object, object] = [{}, {}]) {
    const clock = manualClock();
    const store = memoryTokenStore({ clock });
    let logins = 0;
    const mint = async () => ({ token: `T${++logins}` });
    const common = { provider: 'acme', mint, lifeMs: 2 * hour, jitter: 0, clock, store };
    const [a, b] = changes.map((change) => createTokenProvider({ ...common, ...change }));
    if (a === undefined || b === undefined) throw new Error('two');
    return { a, b, clock, logins: () => logins };
  }

  test('two cold providers make one login', async () => {
    const { a, b, logins } = pair();
    expect(await Promise.all([outcome(a.getToken()), outcome(b.getToken())])).toEqual(['T1', 'T1']);
    expect(logins()).toBe(1);
  });

  test('a token that one found dead is not taken from the store by it again', async () => {
    const { a, b, clock, logins } = pair();
    await Promise.all([a.getToken(), b.getToken()]);
    clock.advance(minute);
    a.invalidate('T1');
    expect(await outcome(a.getToken())).toBe('T2');
    b.invalidate('T1');
    expect(await outcome(b.getToken())).toBe('T2');
    expect(logins()).toBe(2);
  });

  test('a token adopted late is as old as it is, also when the wall clock was set back', async () => {
    const { a, b, clock } = pair();
    await a.getToken();
    clock.advance(hour);
    clock.jump(-5 * hour);
    expect(await outcome(b.getToken())).toBe('T1');
    clock.advance(59 * minute);
    expect(await outcome(b.getToken())).toBe('T2');
  });

  const apart: readonly [string, object, object][] = [
    ['names', { provider: 'acme' }, { provider: 'other' }],
    ['base URLs', { scope: ['https://live'] }, { scope: ['https://sandbox'] }],
    ['accounts, however they are spelled', { scope: ['a', 'b'] }, { scope: ['a","b'] }],
    ['credentials', { credentialFingerprint: () => '1' }, { credentialFingerprint: () => '2' }],
  ];
  test.each(apart)('different %s never share a token', async (_, one, other) => {
    const { a, b } = pair([one, other]);
    expect([await outcome(a.getToken()), await outcome(b.getToken())]).toEqual(['T1', 'T2']);
  });

  test('changed credentials take up the token that others have made with them', async () => {
    let version = '1';
    const credentialFingerprint = () => version;
    const { a, b, clock } = pair([{ credentialFingerprint }, { credentialFingerprint: () => '2' }]);
    await a.getToken();
    clock.advance(minute);
    expect(await outcome(a.getToken({ forceRefresh: true }))).toBe('T2');
    expect(await outcome(b.getToken())).toBe('T3');
    version = '2';
    clock.advance(minute);
    expect(await outcome(a.getToken({ forceRefresh: true }))).toBe('T3');
  });

  test('one rejected login is enough for all', async () => {
    const clock = manualClock();
    const store = memoryTokenStore({ clock });
    const both = [bench({ store, clock }), bench({ store, clock })];
    for (const b of both) {
      b.answer = 'credentials_rejected';
      expect(await outcome(b.tokens.getToken())).toBe('credentials_rejected');
    }
    expect(both.map(({ logins }) => logins.length)).toEqual([1, 0]);
  });

  test('the lease is not given away by who has given it back before', async () => {
    const store = memoryTokenStore();
    const early = await store.claim('key', 0);
    if (!('lease' in early)) throw new Error('no lease');
    await early.lease.release();
    await store.claim('key', 0);
    await early.lease.release();
    let isLent = false;
    store.claim('key', 0).then(() => {
      isLent = true;
    });
    await settled();
    expect(isLent).toBe(false);
  });

  test('a late save does not replace a newer token', async () => {
    const store = memoryTokenStore();
    const early = await store.claim('key', 0);
    if (!('lease' in early)) throw new Error('no lease');
    await early.lease.release();
    const next = await store.claim('key', 0);
    if (!('lease' in next)) throw new Error('no lease');
    const record = { token: 'T', issuedAtMs: 0, lifeMs: null };
    expect(await next.lease.save({ ...record, generation: next.lease.generation }, 0)).toBe(true);
    expect(await early.lease.save({ ...record, generation: early.lease.generation }, 0)).toBe(false);
  });
});

describe('a store that misbehaves', () => {
  test('or has a newer token by the time a login ends, is believed', async () => {
    const record = { token: 'newer', issuedAtMs: Date.now(), lifeMs: hour, generation: 9 };
    let saves = 0;
    const b = withStore(({ claim }) => ({
      claim: async (key, generation) => {
        const claimed = await claim(key, generation);
        if (saves > 0 || 'stored' in claimed) return { stored: { record, ageMs: 0 } };
        return { lease: { ...claimed.lease, save: async () => ++saves === 0 } };
      },
    }));
    b.clock.jump(record.issuedAtMs - b.clock.nowMs());
    expect(await outcome(b.tokens.getToken())).toBe('newer');
  });

  function withStore(change: (store: TokenStore) => Partial<TokenStore>) {
    const store = memoryTokenStore();
    return bench({ store: { ...store, ...change(store) } });
  }

  test('which returns an expired token gets no one to use it', async () => {
    const record = { token: 'dead', issuedAtMs: 0, lifeMs: hour, generation: 1 };
    const b = withStore(({ claim }) => ({
      claim: async (key, generation) =>
        generation < 1 ? { stored: { record, ageMs: 0 } } : claim(key, generation),
    }));
    expect(await outcome(b.tokens.getToken())).toBe('T1');
  });

  test('which cannot save, or count, costs nobody the token that was made', async () => {
    const b = withStore(({ claim, budget }) => ({
      budget: { ...budget, settle: () => Promise.reject(new Error('down')) },
      claim: async (key, generation) => {
        const claimed = await claim(key, generation);
        if ('stored' in claimed) return claimed;
        return { lease: { ...claimed.lease, save: () => Promise.reject(new Error('down')) } };
      },
    }));
    expect(await outcome(b.tokens.getToken())).toBe('T1');
    expect(b.events.map(({ type }) => type)).toEqual(['login', 'store_failed', 'store_failed']);
  });

  test('which never takes a token causes three logins at most, and the last token is used', async () => {
    const b = withStore(({ claim }) => ({
      claim: async (key, generation) => {
        const claimed = await claim(key, generation);
        return 'stored' in claimed ? claimed : { lease: { ...claimed.lease, save: async () => false } };
      },
    }));
    expect(await outcome(b.tokens.getToken())).toBe('T3');
    expect(b.logins).toHaveLength(3);
  });

  test('which fails makes no login; which goes back to older tokens neither', async () => {
    const down = withStore(() => ({ claim: () => Promise.reject(new Error('down')) }));
    expect(await outcome(down.tokens.getToken())).toBe('provider_unavailable');
    const record = { token: 'old', issuedAtMs: 0, lifeMs: null, generation: 0 };
    const odd = withStore(() => ({ claim: async () => ({ stored: { record, ageMs: 0 } }) }));
    expect(await outcome(odd.tokens.getToken())).toBe('provider_unavailable');
    expect([down.logins.length, odd.logins.length]).toEqual([0, 0]);
  });

  test('which hangs is given up after mintTimeoutMs, and no login follows when it comes back', async () => {
    let answer: () => void = () => undefined;
    const hung = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const b = withStore(({ claim }) => ({ claim: (...args) => hung.then(() => claim(...args)) }));
    const asked = outcome(b.tokens.getToken());
    b.clock.advance(minute);
    const later = outcome(b.tokens.getToken());
    expect(await asked).toBe('outcome_unknown');
    answer();
    expect(await later).toBe('T1');
    await settled();
    expect(b.logins).toHaveLength(1);
  });
});
