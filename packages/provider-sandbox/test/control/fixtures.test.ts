import { FixtureError } from '../../src/core/fixtures.js';
import type { Provider } from '../../src/core/provider.js';
import { startSandbox } from '../../src/entrances/http/start.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';
import { closeAll, started } from '../entrances/http/support.js';
import { tinyProvider } from '../faults/tiny-provider.js';

afterEach(closeAll);

/** Fixtures with every member that each provider accepts. */
const whole: Readonly<Record<string, object>> = {
  finicity: {
    customers: [
      {
        ...{
          id: '42',
          username: 'ada-lovelace',
          firstName: 'Ada',
          lastName: 'L',
          phone: '1',
          email: 'ada@example.com',
        },
        ...{ applicationId: 'a-1', type: 'testing' },
        accounts: [
          {
            ...{ id: '77', name: 'Main', type: 'checking', institutionId: 101_790, openingBalance: 10.5 },
            transactions: [
              {
                ...{ date: '2026-01-31', amount: -0.7, payee: 'Shop', category: 'Food', type: 'atm' },
                isPending: false,
              },
            ],
          },
        ],
      },
    ],
  },
  plo: {
    offers: [
      {
        ...{ offerId: 'O-1', merchant: 'Shop', category: 'TRAVEL', discount: 5, discountType: 'ABSOLUTE' },
        ...{ minimumSpend: 20, startDate: '2026-01-01', endDate: '2026-02-01' },
      },
      { offerId: 'O-2', merchant: 'Other', discount: 5 },
    ],
    cardholders: [{ userId: 'ada', redeemed: ['O-1'], activated: ['O-2'] }],
  },
  mailinabox: {
    accounts: [
      {
        email: 'ada@ada.example',
        password: 'pa55-word',
        isAdministrator: true,
        totpSecret: 'GEZDGNBVGY3TQOJQ',
      },
    ],
    aliases: [
      { address: 'all@ada.example', forwardsTo: ['ada@ada.example'], permittedSenders: ['ada@ada.example'] },
    ],
    dnsRecords: [{ qname: 'www.ada.example', rtype: 'A', value: '192.0.2.7' }],
  },
  'commerce-connect': {
    orders: [
      {
        ...{ clientTransactionId: 'ORDER-7', amount: '100.00', currencyCode: 'INR', status: 'SUCCESS' },
        ...{ resultURL: 'https://shop.example.com/', refunds: ['10.00'] },
      },
    ],
  },
};

/** The paths of all that is in a value, as fixtures name them, with the parts they are made of. */
function pathsIn(
  value: unknown,
  path = '',
  parts: readonly string[] = [],
): [path: string, parts: readonly string[]][] {
  const own: [string, readonly string[]][] = path === '' ? [] : [[path, parts]];
  if (typeof value !== 'object' || value === null) return own;
  const further = Object.entries(value).flatMap(([name, below]) => {
    const next = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    return pathsIn(below, next, [...parts, name]);
  });
  return [...own, ...further];
}

/** A copy with another value at a place. */
function changed(value: object, parts: readonly string[], to: unknown): object {
  const copy = structuredClone(value) as Record<string, unknown>;
  const last = parts.at(-1)!;
  const parent = parts.slice(0, -1).reduce((part, name) => part[name] as Record<string, unknown>, copy);
  parent[last] = to;
  return copy;
}

function load(provider: Provider, fixtures: unknown): FixtureError | undefined {
  try {
    provider.loadFixtures?.(fixtures);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(FixtureError);
    return error as FixtureError;
  }
}

const names = sandboxProviders().providers.map(({ name }) => name);

function made(name: string): Provider {
  return sandboxProviders().providers.find((provider) => provider.name === name)!;
}

test('each provider accepts fixtures', () => {
  expect([...names].sort()).toEqual(Object.keys(whole).sort());
});

describe.each(names)('the fixtures of %s', (name) => {
  test('are accepted with every member that there is, and with none', () => {
    expect([load(made(name), whole[name]), load(made(name), {})]).toEqual([undefined, undefined]);
  });

  test.each(pathsIn(whole[name]))(
    'are refused by the path of a wrong value at %s, which is not repeated',
    (path, parts) => {
      const provider = made(name);
      const before = JSON.stringify(provider.state());
      for (const wrong of [{ secret: 'hush-hush' }, null]) {
        const error = load(provider, changed(whole[name]!, parts, wrong));
        expect(error?.problems.map((problem) => problem.path)).toContainEqual(expect.stringContaining(path));
        expect(error?.message).toContain(`The fixtures of ${name} are not valid: `);
        expect(error?.message).not.toContain('hush-hush');
        expect(error?.code).toBe('fixture_invalid');
      }
      expect(JSON.stringify(provider.state())).toBe(before);
    },
  );

  test('are refused by the path of a member that is not known, wherever it is', () => {
    const objects = pathsIn(whole[name]).filter(([, parts]) => {
      const part = parts.reduce(
        (value, key) => (value as Record<string, unknown>)[key],
        whole[name] as unknown,
      );
      return typeof part === 'object' && !Array.isArray(part);
    });
    expect(objects.length).toBeGreaterThan(0);
    for (const [path, parts] of objects) {
      const error = load(made(name), changed(whole[name]!, [...parts, 'colour'], 'red'));
      expect(error?.problems).toEqual([{ path: `${path}.colour`, rule: 'is not known' }]);
    }
  });

  test.each([undefined, null, [], 'text', 7])('are refused if they are %j', (value) => {
    expect(load(made(name), value)?.problems).toHaveLength(1);
  });

  test('may be loaded again and again, over HTTP too, and are the same each time', async () => {
    const { providers, clock } = sandboxProviders();
    const server = await started({ providers, clock });
    const stateAfter = async () => {
      const answer = await fetch(`${server.url}/_sandbox/fixtures`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ provider: name, fixtures: whole[name] }),
      });
      expect(answer.status).toBe(200);
      return ((await answer.json()) as { providers: Record<string, { state: object }> }).providers[name]!
        .state;
    };
    const first = await stateAfter();
    expect(await stateAfter()).toEqual(first);
  });

  test('give the same data as an option as in a control call', () => {
    const provider = made(name);
    provider.loadFixtures?.(whole[name]);
    const key = name === 'commerce-connect' ? 'commerceConnect' : name;
    const all = sandboxProviders({ [key]: { fixtures: whole[name] } });
    const other = all.providers.find((each) => each.name === name)!;
    expect(other.state()).toEqual(provider.state());
  });
});

describe('a control call with fixtures', () => {
  async function refusal(body: object, providers = sandboxProviders().providers): Promise<unknown> {
    const server = await startSandbox({ providers, port: 0 });
    const answer = await fetch(`${server.url}/_sandbox/fixtures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await server.close();
    return [answer.status, await answer.json()];
  }

  test('says with a code and paths why they are refused', async () => {
    const fixtures = { customers: [{ username: 7 }, { id: 'x' }] };
    const problems = [
      { path: 'customers[0].username', rule: 'must be string' },
      { path: 'customers[1].username', rule: 'is missing' },
      { path: 'customers[1].id', rule: expect.stringContaining('must match pattern') },
    ];
    expect(await refusal({ provider: 'finicity', fixtures })).toEqual([
      400,
      {
        code: 'fixture_invalid',
        error: expect.stringContaining(
          'The fixtures of finicity are not valid: customers[0].username must be string',
        ),
        problems: expect.arrayContaining(problems),
      },
    ]);
  });

  test('is refused for a provider that is not known or accepts none', async () => {
    const code = 'invalid_request';
    expect(await refusal({ provider: 'nobody', fixtures: {} })).toMatchObject([400, { code }]);
    const providers = [tinyProvider('plo')];
    expect(await refusal({ provider: 'plo', fixtures: {} }, providers)).toEqual([
      400,
      { code, error: 'plo accepts no fixtures' },
    ]);
  });
});
