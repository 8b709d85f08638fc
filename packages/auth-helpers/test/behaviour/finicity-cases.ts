import { type FinicityAuth, type FinicityAuthOptions, finicityAuth } from '../../src/finicity/index.js';
import { type ManualClock, manualClock } from '../../src/testing/index.js';
import { type BehaviourCase, cases } from './case.js';
import { counted, equal, outcome, until } from './check.js';
import { send } from './client.js';
import { appKey, type FakeFinicity, fakeFinicity, finicityUrl, partnerId } from './finicity-fake.js';
import { minute, second } from './token-bench.js';

const partnerSecret = 'r4vEn-hollow_82kites';

interface Partner {
  readonly clock: ManualClock;
  readonly vendor: FakeFinicity;
  readonly auth: FinicityAuth;
  call(origin?: string): Promise<Response>;
}

function partner(options: Partial<FinicityAuthOptions> = {}): Partner {
  const clock = manualClock();
  const vendor = fakeFinicity(clock, partnerSecret);
  const credentials = { partnerSecret, appKey };
  const { fetch } = vendor;
  const auth = finicityAuth({ partnerId, credentials, clock, fetch, jitter: 0, ...options });
  const call = (origin = finicityUrl): Promise<Response> => {
    const names = ['Finicity-App-Key', 'Finicity-App-Token'];
    const headers = Object.fromEntries(names.map((name) => [name, `${auth.configuration.apiKey(name)}`]));
    return send(auth, fetch, `${origin}/aggregation/v1/customers/7`, { headers });
  };
  return { clock, vendor, auth, call };
}

const many = async ({ call }: Partner, count: number): Promise<Record<string, number>> =>
  counted(await Promise.all(Array.from({ length: count }, () => outcome(call()))));

export const finicityCases: readonly BehaviourCase[] = cases('Finicity', {
  '50 calls cause one login, and carry its token and the App-Key': async () => {
    const one = partner();
    equal(await many(one, 50), { ok: 50 });
    equal(one.vendor.logins.length, 1, 'logins');
    const carried = one.vendor.seen.map((request) => `${request.appKey} ${request.token}`);
    equal(counted(carried), { [`${appKey} null`]: 1, [`${appKey} T1`]: 50 });
  },

  'a token is renewed behind after 90 minutes': async () => {
    let logins = 0;
    const one = partner({
      onEvent({ type }) {
        if (type === 'login') logins += 1;
      },
    });
    await one.call();
    one.clock.advance(90 * minute);
    await one.call();
    equal(
      one.vendor.seen.filter(({ token }) => token !== null).map(({ token }) => token),
      ['T1', 'T1'],
    );
    await until('the login behind', () => logins === 2);
    equal((await one.auth.getToken()).token, 'T2');
  },

  'a token that has died costs one login and one more try of each call': async () => {
    const one = partner();
    await one.call();
    const { fetch } = one.vendor;
    one.clock.advance(31 * second);
    let refused = 0;
    const early: typeof fetch = (url, init) => {
      if (new Headers(init.headers).get('finicity-app-token') !== 'T1') return fetch(url, init);
      refused += 1;
      return Promise.resolve(Response.json({ code: '10023' }, { status: 401 }));
    };
    const headers = { 'Finicity-App-Token': `${one.auth.configuration.apiKey('Finicity-App-Token')}` };
    const calls = Array.from({ length: 50 }, () =>
      send(one.auth, early, `${finicityUrl}/aggregation/v1/customers/7`, { headers }),
    );
    equal(counted((await Promise.all(calls)).map(({ status }) => `${status}`)), { 200: 50 });
    equal([refused, one.vendor.logins.length], [50, 2]);
  },

  'another origin gets neither key nor token': async () => {
    const one = partner();
    equal(await outcome(one.call('https://api.finicity.com.example')), 'configuration_invalid');
    equal(await outcome(one.call('http://api.finicity.com')), 'configuration_invalid');
    equal(one.vendor.seen.length, 0, 'requests');
  },

  'a rejected secret is sent once in a day': async () => {
    const one = partner({ credentials: { partnerSecret: 'another-0ne', appKey } });
    for (let hour = 0; hour < 24; hour += 1) {
      equal(await many(one, 5), { credentials_rejected: 5 });
      one.clock.advance(60 * minute);
    }
    equal(one.vendor.seen.length, 1, 'requests');
  },

  'a locked account is told as such, though the vendor says 500, and ends the logins': async () => {
    const one = partner();
    one.vendor.instead = async () => Response.json({ code: 24302 }, { status: 500 });
    equal(await many(one, 5), { account_locked: 5 });
    one.clock.advance(60 * minute);
    equal(await many(one, 5), { account_locked: 5 });
    equal(one.vendor.seen.length, 1, 'requests');
  },

  'a login without an answer ends in time, and is not sent again at once': async () => {
    const one = partner({ requestTimeoutMs: 20, fetch: (_, init) => untilAborted(init) });
    equal(await many(one, 5), { outcome_unknown: 5 });
    equal(await many(one, 5), { outcome_unknown: 5 });
  },

  'a new secret is stored before it is sent, and used from then on': async () => {
    const one = partner();
    const newSecret = 'moss+Lantern7_quarry';
    const stored: string[] = [];
    await one.auth.modifyPartnerSecret({
      newSecret,
      persist: (_, state) => stored.push(`${state}, vendor has ${one.vendor.partnerSecret === newSecret}`),
    });
    equal(stored, ['pending, vendor has false', 'active, vendor has true']);
    one.clock.advance(minute);
    await one.auth.getToken({ forceRefresh: true });
    equal(one.vendor.logins.at(-1)?.partnerSecret, newSecret);
  },
});

/** No answer, until the request is given up. */
function untilAborted({ signal }: RequestInit): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}
