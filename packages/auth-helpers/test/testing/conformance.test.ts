import { describe, expect, test } from '@jest/globals';
import { type LoginBudget, memoryTokenStore, type TokenLease, type TokenStore } from '../../src/index.js';
import { manualClock, tokenStoreConformance } from '../../src/testing/index.js';

describe('the memory store, made anew for each case,', () => {
  tokenStoreConformance(memoryTokenStore, { test, caseTimeoutMs: 60_000 });
});

describe('one memory store for all cases, with a clock that stands still,', () => {
  tokenStoreConformance(memoryTokenStore({ clock: manualClock() }), { test, caseTimeoutMs: 60_000 });
});

type Change = (store: TokenStore) => Partial<TokenStore>;

/** The memory store with something changed in each lease. */
function withLease(change: (lease: TokenLease, key: string) => Partial<TokenLease>): Change {
  return (store) => ({
    async claim(key, generation) {
      const claim = await store.claim(key, generation);
      return 'lease' in claim ? { lease: { ...claim.lease, ...change(claim.lease, key) } } : claim;
    },
  });
}

function withBudget(change: (budget: LoginBudget) => Partial<LoginBudget>): Change {
  return ({ budget }) => ({ budget: { ...budget, ...change(budget) } });
}

/** One that writes its records in two steps. */
function torn({ claim }: TokenStore): Partial<TokenStore> {
  const tokens = new Map<string, string>();
  return {
    async claim(key, generation) {
      const claimed = await claim(key, generation);
      if ('stored' in claimed) {
        const { record, ageMs } = claimed.stored;
        return { stored: { ageMs, record: { ...record, token: tokens.get(key) ?? '' } } };
      }
      const { lease } = claimed;
      return {
        lease: {
          ...lease,
          async save(record, ageMs) {
            const isSaved = await lease.save(record, ageMs);
            await new Promise((resolve) => setTimeout(resolve, 2));
            tokens.set(key, record.token);
            return isSaved;
          },
        },
      };
    },
  };
}

const broken: readonly [string, Change, readonly string[]][] = [
  [
    'lends the right to everybody',
    () => ({ claim: async (key) => memoryTokenStore().claim(key, 0) }),
    [
      'lets the second wait, and gives it what the first has saved',
      'lends the right to one at a time',
      'takes back from nobody a right that was given back before',
    ],
  ],
  [
    'never hands the right on',
    withLease(() => ({ release: async () => undefined })),
    ['hands on a right that is given back without a token'],
  ],
  [
    'believes a late save',
    withLease(() => ({ save: async () => true })),
    ['refuses a late save of an older generation'],
  ],
  [
    'forgets which generation is known',
    ({ claim }) => ({ claim: (key) => claim(key, 0) }),
    [
      'gives no token to one who knows it',
      'gives each right a larger generation, also than the one that is known',
    ],
  ],
  [
    'cuts its keys',
    ({ claim }) => ({ claim: (key, generation) => claim(key.trim(), generation) }),
    ['keeps keys apart'],
  ],
  ['writes a record in two steps', torn, ['gives whole records while they are replaced']],
  [
    'forgets the age of a token',
    withLease(({ save }) => ({ save: (record) => save(record, 0) })),
    ['makes no token younger than it was when it was saved'],
  ],
  [
    'stamps tokens anew',
    ({ claim }) => ({
      async claim(key, generation) {
        const claimed = await claim(key, generation);
        if ('lease' in claimed) return claimed;
        return { stored: { ageMs: 0, record: { ...claimed.stored.record, issuedAtMs: Date.now() } } };
      },
    }),
    ['gives no expired token as a fresh one', 'gives a record as it was saved'],
  ],
  [
    'keeps what was deleted',
    () => ({ delete: async () => undefined }),
    ['deletes a token, and only that', 'takes no token whose right is older than the delete'],
  ],
  [
    'forgets on a delete what was lent before',
    ({ claim }) => {
      // The right of after is no newer than that of before, as if the counter was deleted as well.
      const deleted = new Set<string>();
      const inner = memoryTokenStore();
      return {
        claim: (key, generation) => (deleted.has(key) ? inner : { claim }).claim(key, generation),
        read: (key, generation) => inner.read(key, generation),
        delete: async (key) => void deleted.add(key),
      };
    },
    ['takes no token whose right is older than the delete'],
  ],
  [
    'reads as it claims',
    ({ claim }) => ({
      read: async (key, generation) => {
        const claimed = await claim(key, generation);
        return 'stored' in claimed ? claimed.stored : undefined;
      },
    }),
    ['reads a newer record without waiting, and lends nothing'],
  ],
  [
    'takes each rejection for that of the credentials',
    withBudget((budget) => ({
      settle: (key, outcome) =>
        budget.settle(key, outcome === 'subject_rejected' ? 'credentials_rejected' : outcome),
    })),
    ['takes two rejections in a row, whomever they were of, for those of the credentials'],
  ],
  [
    'counts a login when it is over',
    withBudget((budget) => ({
      reserve: async (key) => {
        const verdict = await budget.reserve(key);
        if (verdict === 'allowed') await budget.settle(key, 'harmless');
        return verdict;
      },
    })),
    ['counts a login whose process died as one without an answer'],
  ],
  [
    'allows every login',
    withBudget(() => ({ reserve: async () => 'allowed' })),
    ['allows no login after two that were rejected', 'allows no login to a locked account'],
  ],
  [
    'counts all keys together',
    withBudget(({ reserve, settle, reset }) => ({
      reserve: () => reserve('all'),
      settle: (_, outcome) => settle('all', outcome),
      reset: () => reset('all'),
    })),
    ['counts each key by itself'],
  ],
  ['forgets nothing', withBudget(() => ({ reset: async () => undefined })), ['begins anew after a reset']],
  [
    'distrusts credentials that were accepted',
    withBudget((budget) => ({
      settle: async (key, outcome) => budget.settle(key, outcome === 'accepted' ? 'harmless' : outcome),
    })),
    ['lets proven credentials go on without an answer'],
  ],
];

describe('a store that', () => {
  test.each(broken)('%s is found out', async (_, change, rules) => {
    const make = (): TokenStore => {
      const store = memoryTokenStore();
      return { ...store, ...change(store) };
    };
    const cases = tokenStoreConformance(make, { caseTimeoutMs: 500 });
    const found = await Promise.all(
      cases.map(({ title, run }) =>
        run().then(
          () => [],
          (error: Error) => [{ title, message: error.message }],
        ),
      ),
    );
    expect(found.flat().map(({ title }) => title)).toEqual(expect.arrayContaining([...rules]));
    for (const { message } of found.flat()) expect(message).toMatch(/^the token store must /);
  });
});

test('the cases are given to no runner unless one is named', () => {
  const titles: string[] = [];
  const cases = tokenStoreConformance(memoryTokenStore, { test: (title) => titles.push(title) });
  expect(titles).toEqual(cases.map(({ title }) => title));
  expect(new Set(titles).size).toBe(titles.length);
});
