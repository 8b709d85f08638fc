import { describe, expect, test } from '@jest/globals';
import { AuthError, createTokenProvider, memoryTokenStore } from '../../src/index.js';
import { bench, hour, manualClock, minute, outcome, second, settled } from './support.js';

describe('the credentials of a login', () => {
  /** Whose secret changes each time it is read, as in the middle of a rotation. */
  function rotating() {
    let reads = 0;
    const seen: string[] = [];
    const b = bench({
      credentials: () => `secret ${++reads}`,
      credentialFingerprint: (secret: unknown) => `${secret}`,
      mint: async ({ credentials }: { credentials: unknown }) => {
        seen.push(`${credentials}`);
        return { token: `T${seen.length}` };
      },
    } as never);
    return { b, seen };
  }

  test('are read once, and are those that it is booked under, whatever is read meanwhile', async () => {
    const { b, seen } = rotating();
    const asked = b.tokens.getToken();
    await b.tokens.reset();
    await b.tokens.refused('account_locked');
    await asked;
    expect(seen).toEqual(['secret 1']);
  });

  test.each(['reset', 'refused'] as const)('are not swapped by %s() while it is under way', async (what) => {
    let version = 1;
    const booked: string[] = [];
    const store = memoryTokenStore();
    const b = bench({
      store: {
        ...store,
        budget: {
          ...store.budget,
          settle: async (key, how) => {
            booked.push(`${JSON.parse(key).at(-1)} ${how}`);
            await store.budget.settle(key, how);
          },
        },
      },
      credentialFingerprint: () => `v${version}`,
    });
    b.answer = 'wait';
    const asked = outcome(b.tokens.getToken());
    await settled();
    version = 2;
    await (what === 'reset' ? b.tokens.reset() : b.tokens.refused('account_locked'));
    b.logins[0]?.fail(new AuthError('credentials_rejected', 'acme: refused'));
    expect(await asked).toBe('credentials_rejected');
    expect(booked).toEqual(
      what === 'reset' ? ['v1 credentials_rejected'] : ['v2 account_locked', 'v1 credentials_rejected'],
    );
  });

  test('that a refused token was made with are the refused ones, also after a change', async () => {
    let version = 1;
    const store = memoryTokenStore();
    const b = bench({ store, credentialFingerprint: () => `v${version}`, minLoginIntervalMs: 0 });
    await b.tokens.getToken();
    version = 2;
    await b.tokens.refused('account_locked', 'T1');
    expect(await outcome(b.tokens.getToken({ forceRefresh: true }))).toBe('T2');
    version = 1;
    await b.tokens.forget();
    await store.delete(JSON.stringify(['acme', 'v1']));
    expect(await outcome(b.tokens.getToken())).toBe('account_locked');
  });
});

describe('tokens of different base URLs', () => {
  const tokensOf = async (...basePaths: string[]): Promise<string[]> => {
    const store = memoryTokenStore();
    let logins = 0;
    const mint = async () => ({ token: `T${++logins}` });
    const providers = basePaths.map((basePath) =>
      createTokenProvider({ provider: 'acme', mint, lifeMs: hour, store, basePath }),
    );
    const got: string[] = [];
    for (const provider of providers) got.push(await outcome(provider.getToken()));
    return got;
  };

  test.each([
    ['http://gateway.test/live'],
    ['https://gateway.test:8443/live'],
    ['https://gateway.test/sandbox'],
    ['https://gateway.test/live/v2'],
    ['https://gateway.test'],
    ['https://other.test/live'],
    ['https://gateway.test/live?tenant=2'],
  ])('never meet behind one gateway: https://gateway.test/live and %s', async (other) => {
    expect(await tokensOf('https://gateway.test/live', other)).toEqual(['T1', 'T2']);
  });

  test('are those of one where the spelling alone differs', async () => {
    const spellings = [
      'https://gateway.test/live',
      'HTTPS://GATEWAY.test:443/live',
      'https://gateway.test/live//',
      'https://gateway.test/x/../live/',
    ];
    expect(new Set(await tokensOf(...spellings))).toEqual(new Set(['T1']));
  });
});

describe('a member whose own login failed', () => {
  function pair() {
    const clock = manualClock();
    const store = memoryTokenStore({ clock });
    return { clock, one: bench({ clock, store }), other: bench({ clock, store }) };
  }

  test('asks the store before it sits out its interval, once a second at most', async () => {
    const clock = manualClock();
    const store = memoryTokenStore({ clock });
    let reads = 0;
    const counted = {
      ...store,
      read: (...args: Parameters<typeof store.read>) => {
        reads += 1;
        return store.read(...args);
      },
    };
    const [one, other] = [bench({ clock, store: counted }), bench({ clock, store })];
    one.answer = 'provider_unavailable';
    expect(await outcome(one.tokens.getToken())).toBe('provider_unavailable');
    reads = 0;
    for (let calls = 0; calls < 100; calls += 1) await outcome(one.tokens.getToken());
    expect(reads).toBe(0);
    clock.advance(second);
    for (let calls = 0; calls < 100; calls += 1) await outcome(one.tokens.getToken());
    expect(reads).toBe(1);
    expect(await outcome(other.tokens.getToken())).toBe('T1');
    clock.advance(second);
    expect(await outcome(one.tokens.getToken())).toBe('T1');
    expect(one.logins).toHaveLength(1);
  });

  test('asks it after a sleep that its monotonic clock has not seen', async () => {
    const { clock, one, other } = pair();
    one.answer = 'provider_unavailable';
    await outcome(one.tokens.getToken());
    clock.sleep(hour);
    expect(await outcome(other.tokens.getToken())).toBe('T1');
    expect(await outcome(one.tokens.getToken())).toBe('T1');
    expect(one.logins).toHaveLength(1);
  });

  test('whose token was made by another while it was logging in, gets that, and no error', async () => {
    const clock = manualClock();
    const store = memoryTokenStore({ clock });
    const one = bench({ clock, store });
    await one.tokens.getToken();
    clock.advance(119 * minute);
    one.answer = 'wait';
    const asked = outcome(one.tokens.getToken());
    await settled();
    // Stored by one that does not wait for this one's lease, as in a process of another machine.
    const key = JSON.stringify(['acme', '']);
    const claim = {
      token: 'of another',
      issuedAtMs: clock.nowMs(),
      lifeMs: hour,
      generation: clock.nowMs() + 99,
    };
    const read = store.read;
    store.read = async (at, known) =>
      at === key && known < claim.generation ? { record: claim, ageMs: 0 } : read(at, known);
    one.logins[1]?.fail(new TypeError('lost'));
    expect(await asked).toBe('of another');
  });
});
