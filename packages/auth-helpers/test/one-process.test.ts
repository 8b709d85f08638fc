import { inspect } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import { finicityAuth } from '../src/finicity/index.js';
import { mailinaboxAuth } from '../src/mailinabox/index.js';
import { ploAuth } from '../src/plo/index.js';
import { manualClock } from '../src/testing/index.js';

const answer = (status: number, body: object): Response => Response.json(body, { status });
const key = 'AAECAwQFBgcICQoLDA0ODw==';

interface Case {
  readonly name: string;
  /** How many the provider refuses before no more are sent. */
  readonly most: number;
  readonly refused: () => Response;
  readonly accepted: () => Response;
  /** Makes a helper, and logs in with it. */
  readonly login: (about: Made) => Promise<string>;
  readonly reset: (about: Made) => Promise<void>;
}

interface Made {
  readonly clock: ReturnType<typeof manualClock>;
  readonly fetch: () => Promise<Response>;
  readonly secret: string;
}

const finicity = ({ clock, fetch, secret }: Made) =>
  finicityAuth({ clock, fetch, partnerId: 'p', credentials: { partnerSecret: secret, appKey: 'k' } });
const mailinabox = ({ clock, fetch, secret }: Made) =>
  mailinaboxAuth({
    clock,
    fetch,
    basePath: 'https://box.example.com/admin',
    email: 'a@example.com',
    password: secret,
  });
const plo = ({ clock, fetch, secret }: Made) =>
  ploAuth({ clock, fetch, fiId: '1', key, iv: btoa(secret.padEnd(16)) });
let cardholders = 0;

const cases: readonly Case[] = [
  {
    ...{ name: 'finicity', most: 1 },
    refused: () => answer(401, { code: 10001 }),
    accepted: () => answer(200, { token: 'T' }),
    login: async (about) => (await finicity(about).getToken()).token,
    reset: (about) => finicity(about).reset(),
  },
  {
    ...{ name: 'mailinabox', most: 1 },
    refused: () => answer(200, { status: 'invalid', reason: 'Incorrect email address or password.' }),
    accepted: () =>
      answer(200, { status: 'ok', api_key: 'T', email: 'a@example.com', privileges: ['admin'] }),
    login: async (about) => (await mailinabox(about).getToken()).token,
    reset: (about) => mailinabox(about).reset(),
  },
  {
    // One may be the cardholder's fault.
    ...{ name: 'plo', most: 2 },
    refused: () => answer(401, {}),
    accepted: () => answer(200, { Response: { Status: { Code: '600' }, UserToken: { Token: 'T' } } }),
    login: async (about) => (await plo(about).getToken(`c${cardholders++}`)).token,
    reset: (about) => plo(about).reset(),
  },
];

describe.each(cases)(
  '$name helpers that are made anew for each call',
  ({ most, refused, accepted, login, reset }) => {
    test('send a wrong secret once in all, and again after reset() of any, or when it has changed', async () => {
      const clock = manualClock();
      let logins = 0;
      let respond = refused;
      const fetch = async (): Promise<Response> => {
        logins += 1;
        return respond();
      };
      const wrong = { clock, fetch, secret: 'wrong' };
      const tried = async (): Promise<unknown[]> =>
        Promise.all(
          Array.from({ length: 10 }, () => login(wrong).catch(({ code }: { code: string }) => code)),
        );
      for (let calls = 0; calls < 3; calls += 1) {
        expect(new Set(await tried())).toEqual(new Set(['credentials_rejected']));
        clock.advance(3_600_000);
      }
      expect(logins).toBe(most);
      respond = accepted;
      expect(await login({ ...wrong, secret: 'right' })).toBe('T');
      await reset(wrong);
      expect(await login(wrong)).toBe('T');
    });
  },
);

describe('copies of this package in one process, as of entries, bundles and frameworks that load it again', () => {
  async function copies(): Promise<readonly (typeof finicityAuth)[]> {
    const loaded: (typeof finicityAuth)[] = [];
    for (let copy = 0; copy < 6; copy += 1) {
      await jest.isolateModulesAsync(async () => {
        const module = await import('../src/finicity/index.js');
        loaded.push(module.finicityAuth);
      });
    }
    expect(new Set(loaded).size).toBe(6);
    return loaded;
  }

  test('send a wrong secret once in all, one after the other and at once', async () => {
    let logins = 0;
    const fetch = async (): Promise<Response> => {
      logins += 1;
      return answer(401, { code: 10001 });
    };
    const credentials = { partnerSecret: 'wrong', appKey: 'k' };
    const made = await copies();
    const codes = async (): Promise<unknown[]> =>
      Promise.all(
        made.map((make) =>
          make({ fetch, partnerId: 'p', credentials })
            .getToken()
            .catch(({ code }: { code: string }) => code),
        ),
      );
    expect(new Set(await codes())).toEqual(new Set(['credentials_rejected']));
    expect(new Set(await codes())).toEqual(new Set(['credentials_rejected']));
    expect(logins).toBe(1);
  });

  test('each get a token with good ones, where they start at once', async () => {
    const fetch = async (): Promise<Response> => answer(200, { token: 'T' });
    const credentials = { partnerSecret: 'good', appKey: 'k' };
    const made = await copies();
    const tokens = made.map((make) => make({ fetch, partnerId: 'p', credentials }).getToken());
    expect((await Promise.all(tokens)).map(({ token }) => token)).toEqual(Array(6).fill('T'));
  });

  test('share what shows no secret, and does not show on the global object', async () => {
    const own = Object.getOwnPropertySymbols(globalThis).find(({ description }) =>
      description?.startsWith('@acme/auth-helpers/'),
    );
    expect(Object.getOwnPropertyDescriptor(globalThis, own ?? '')?.enumerable).toBe(false);
    const shared: unknown = Reflect.get(globalThis, own ?? '');
    expect(shared).toBeInstanceOf(Map);
    const shown = inspect(shared, { depth: Infinity, showHidden: true, getters: true });
    expect(shown).not.toMatch(/wrong|good|Uint8Array/);
  });
});
