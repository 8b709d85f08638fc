import { factsOf, pageOf } from '../../src/page/words.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';
import { stillClock } from '../entrances/http/support.js';

const hourMs = 60 * 60 * 1_000;
const nowMs = Date.UTC(2026, 0, 1);

/** As "name: text; item; item", and with a mark where it keeps calls from working. */
function told(provider: string, state: Readonly<Record<string, unknown>>): string[] {
  return factsOf(provider, state, nowMs).map(
    ({ name, text, items = [], isBad }) =>
      `${isBad === true ? '! ' : ''}${[`${name}: ${text}`, ...items].join('; ')}`,
  );
}

describe('what the page says of a provider', () => {
  test.each(
    sandboxProviders({ clock: stillClock() }).providers.map((provider) => [provider.name, provider] as const),
  )(
    '%s: every member of its state has words of its own; if not, add them in src/providers/<name>/page.ts',
    (name, provider) => {
      const { tells = [] } = pageOf(name) ?? {};
      expect(Object.keys(provider.state()).filter((member) => !tells.includes(member))).toEqual([]);
      for (const line of told(name, provider.state())) expect(line).not.toMatch(/undefined|NaN|[{}]|object/);
    },
  );

  test('finicity: how many failures are left, how long tokens and an old secret still live', () => {
    const iso = (afterMs: number) => new Date(nowMs + afterMs).toISOString();
    const state = {
      ...{ isLocked: false, failures: 3, liveTokens: 2, customerCount: 1 },
      secrets: [{ validUntil: iso(29.5 * 24 * hourMs) }, { validUntil: 'changed' }],
      tokens: [
        { token: 'abcd…', expires: iso(2 * hourMs - 1) },
        { token: 'efgh…', expires: iso(90_000) },
      ],
      customers: [{ id: '7', username: 'ada', type: 'active' }],
    };
    expect(told('finicity', state)).toEqual([
      'Account: open; 3 of 5 wrong logins',
      'Secrets: 2 are valid; an older one, for 29 days; the present one',
      'Tokens: 2 tokens alive; abcd… for 119 minutes; efgh… for 1 minute',
      'Customers: 1; ada (7, active)',
    ]);
  });

  test('finicity: of many tokens and customers only the last are told, and how many there are', () => {
    const token = { token: 'abcd…', expires: new Date(nowMs + 60_000).toISOString() };
    const customer = { id: '7', username: 'ada', type: 'active' };
    const account = { isLocked: false, failures: 0, secrets: [] };
    const state = { ...account, liveTokens: 30, tokens: [token], customerCount: 21, customers: [customer] };
    expect(told('finicity', state)).toEqual(
      expect.arrayContaining([
        'Tokens: 30 tokens alive; the last 1:; abcd… for 1 minute',
        'Customers: 21; the last 1:; ada (7, active)',
      ]),
    );
  });

  test('finicity: a lock stands out', () => {
    const account = { isLocked: true, failures: 5, secrets: [{ validUntil: 'changed' }] };
    const others = { liveTokens: 0, tokens: [], customerCount: 0, customers: [] };
    const facts = told('finicity', { ...account, ...others });
    expect(facts).toContain('! Account: locked: every login and call is refused');
    expect(facts).toContain('Tokens: none is alive');
  });

  test('mailinabox: a ban and a stopped daemon stand out; a session says when it ends and when it has', () => {
    const state = {
      ...{ isDown: true, bannedUntilMs: nowMs + 30_000, recentFailures: 0 },
      ...{ logins: 2, refusedLogins: 1, calls: 9, refusedCalls: 4 },
      sessions: [
        { key: '12ab…', email: 'ada@example.com', usedAtMs: nowMs - 49 * hourMs },
        { key: '34cd…', email: 'ada@example.com', usedAtMs: nowMs - hourMs },
      ],
      accounts: [{ email: 'ada@example.com', privileges: ['admin'], secondFactors: 1 }],
    };
    expect(told('mailinabox', state)).toEqual([
      '! Daemon: stopped: every call gets 502',
      '! Ban: nobody can connect for less than a minute',
      'Sessions: 2 of 64 places taken; ada@example.com, 12ab… dead, and still in its place; ada@example.com, 34cd… for 47 hours if not used',
      'Logins: 2, and 1 refused',
      'Calls: 9, of them 4 refused',
      'Accounts: 1; ada@example.com, admin, 1 second factor',
    ]);
  });

  test('commerce-connect: the latest payment first, with what has become of it', () => {
    const order = {
      clientTransactionId: 'A',
      amount: '1.00',
      currencyCode: 'INR',
      status: 'PENDING',
      refunds: 0,
    };
    const paid = { ...order, clientTransactionId: 'B', status: 'SUCCESS', refunds: 2 };
    const state = { merchantId: '1', orders: 30, latestOrders: [order, paid], failuresToCome: 1 };
    expect(told('commerce-connect', state)).toEqual([
      'Merchant: 1',
      'Payments: 30; the last 2:; B: 1.00 INR, paid, 2 refunds; A: 1.00 INR, waits for the customer',
      '! To come: 1 call refused inside 200',
    ]);
  });

  test('what has no words yet is there by its name', () => {
    const state = {
      openOrders: 2,
      isSlow: true,
      usedAtMs: nowMs,
      last: null,
      keys: [{ id: 1, isOld: false }],
    };
    expect(told('another', state)).toEqual([
      'Open orders: 2',
      'Is slow: yes',
      'Used at: 2026-01-01 00:00:00',
      'Last: –',
      'Keys: 1 item; id 1, isOld no',
    ]);
  });
});
