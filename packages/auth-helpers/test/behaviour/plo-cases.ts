import { createAuthInfo, type PloAuth, type PloAuthOptions, ploAuth } from '../../src/plo/index.js';
import { type ManualClock, manualClock } from '../../src/testing/index.js';
import { type BehaviourCase, cases } from './case.js';
import { counted, equal, outcome } from './check.js';
import { send } from './client.js';
import { second } from './token-bench.js';

const keys = { fiId: '999999', key: btoa('0123456789abcdef'), iv: btoa('fedcba9876543210') };

interface Institution {
  readonly clock: ManualClock;
  readonly auth: PloAuth;
  /** The queries of logins and of calls, and what was signed. */
  readonly logins: URLSearchParams[];
  readonly calls: URLSearchParams[];
  readonly authorizations: (string | null)[];
  /** Of calls. */
  status: number;
  call(userId: string, more?: string): Promise<Response>;
}

function institution(options: Partial<PloAuthOptions> = {}): Institution {
  const clock = manualClock();
  const auth = ploAuth({
    ...keys,
    clock,
    async fetch(url, init) {
      const { pathname, searchParams } = new URL(url);
      one.authorizations.push(new Headers(init.headers).get('authorization'));
      const isLogin = pathname.endsWith('/usertoken');
      (isLogin ? one.logins : one.calls).push(searchParams);
      const UserToken = { Token: `T${one.logins.length}` };
      const body = { Response: { Status: { Code: '600' }, ...(isLogin ? { UserToken } : {}) } };
      return Response.json(body, { status: isLogin ? 200 : one.status });
    },
    ...options,
  });
  const one: Institution = {
    ...{ clock, auth, logins: [], calls: [], authorizations: [], status: 200 },
    async call(userId, more = '') {
      const { fId, userToken } = await auth.sessionRequest(userId);
      const url = `${auth.configuration.basePath}/matchedoffers?FId=${fId}&UserToken=${userToken}${more}`;
      return send(auth, auth.configuration.fetchApi, url, { method: 'GET' });
    },
  };
  return one;
}

export const ploCases: readonly BehaviourCase[] = cases('PLO', {
  '50 calls for a cardholder cause one login, with an AuthInfo of the moment': async () => {
    const one = institution();
    await Promise.all(Array.from({ length: 50 }, () => one.call('u-1')));
    await one.call('u-2');
    equal(one.logins.length, 2, 'logins');
    const authInfo = await createAuthInfo({ ...keys, userId: 'u-1', now: one.clock.nowMs });
    equal(one.logins[0]?.get('AuthInfo'), authInfo);
    equal(counted(one.calls.map((query) => `${query.get('UserToken')}`)), { T1: 50, T2: 1 });
  },

  'a token is dropped after a 401, and the next call logs in': async () => {
    const one = institution();
    await one.call('u-1');
    one.clock.advance(31 * second);
    one.status = 401;
    equal((await one.call('u-1')).status, 401);
    one.status = 200;
    await one.call('u-1');
    equal(
      one.calls.map((query) => query.get('UserToken')),
      ['T1', 'T1', 'T2'],
    );
  },

  'each request is signed as it is sent, login and calls': async () => {
    const signed: string[] = [];
    const one = institution({
      sign(url, method, body) {
        signed.push(`${method} ${new URL(url).search.slice(1, 5)} ${body}`);
        return `OAuth ${signed.length}`;
      },
    });
    await one.call('u-1');
    await one.call('u-1', "&Note=it's+(1)!");
    equal(signed, ['GET FId= null', 'GET FId= null', 'GET FId= null']);
    equal(one.authorizations, ['OAuth 1', 'OAuth 2', 'OAuth 3']);
    equal(one.calls[1]?.get('Note'), "it's (1)!");
  },

  'what carries a token or an AuthInfo goes to the own origin only': async () => {
    const one = institution();
    for (const name of ['UserToken', 'AuthInfo']) {
      const sent = send(
        one.auth,
        one.auth.configuration.fetchApi,
        `https://example.com/plo/v1/offers?${name}=x`,
      );
      equal(await outcome(sent), 'configuration_invalid', name);
    }
    equal(one.calls.length, 0, 'requests');
  },

  'the tokens of the cardholders that were asked for last are kept': async () => {
    const one = institution({ maxTokens: 2 });
    for (const userId of ['u-1', 'u-2', 'u-1', 'u-3', 'u-1', 'u-2']) await one.call(userId);
    equal(one.logins.length, 4, 'logins');
  },

  'an id that could be read in two ways is refused': async () => {
    const one = institution();
    for (const userId of ['', 'a:b', 'a\n', '\u{d800}']) {
      equal(await outcome(one.call(userId)), 'configuration_invalid', JSON.stringify(userId));
    }
    equal(one.logins.length, 0, 'logins');
  },
});
