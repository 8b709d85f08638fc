import { Configuration, matchedoffersGet } from '@acme/plo-client';
import { describe, expect, test } from '@jest/globals';
import { outOfTime } from '../../../../tools/jest/out-of-time.js';
import { memoryTokenStore } from '../../src/index.js';
import { AuthError, ConfigurationError, type PloAuthOptions, ploAuth } from '../../src/plo/index.js';
import { rejection } from '../support.js';
import { hour, minute, second, types } from '../token/support.js';
import { fiId, institution, iv, key } from './support.js';

describe('the session token of a cardholder', () => {
  test('comes from one login, however many ask at a time, and each cardholder gets their own', async () => {
    const { auth, server } = await institution();
    const asked = Array.from({ length: 1_000 }, (_, at) => auth.getToken(`cardholder-${at % 2}`));
    const tokens = await Promise.all(asked);
    expect([...server.users].sort()).toEqual(['cardholder-0', 'cardholder-1']);
    for (const [at, { token }] of tokens.entries()) expect(token).toContain(`cardholder-${at % 2}`);
  });

  test('is what the generated client takes, with the id of the institution', async () => {
    const { auth, server, configuration } = await institution();
    const session = await auth.sessionRequest('cardholder-1');
    expect(Object.keys(session)).toEqual(['fId', 'userToken']);
    const answer = await matchedoffersGet(configuration, { ...session, itemsPerPage: 10 });
    expect(answer.Response?.Status?.Code).toBe('600');
    expect(Object.fromEntries(server.calls[0]!.query)).toEqual({
      FId: fiId,
      UserToken: (await auth.getToken('cardholder-1')).token,
      ItemsPerPage: '10',
    });
  });

  test('is not shared between keys, institutions, base URLs and cardholders, in one store', async () => {
    const { auth, server, another } = await institution();
    const store = memoryTokenStore();
    const shared = { store, fingerprintKey: 'of this deployment' };
    const other = { ...shared, basePath: server.url.replace('127.0.0.1', 'localhost') };
    server.instead = ({ query }) => ({
      status: 200,
      body: { Response: { Status: { Code: 600 }, UserToken: { Token: query.get('AuthInfo') } } },
    });
    const tokens = [
      (await another(shared).getToken('1')).token,
      (await another(shared).getToken('2')).token,
      (await another({ ...shared, fiId: '7' }).getToken('1')).token,
      (await another({ ...shared, key: iv }).getToken('1')).token,
      (await another({ ...shared, iv: key }).getToken('1')).token,
      (await another(other).getToken('1')).token,
    ];
    expect(server.logins).toHaveLength(6);
    expect((await another(shared).getToken('1')).token).toBe(tokens[0]);
    expect(server.logins).toHaveLength(6);
    await auth.getToken('1');
    expect(server.logins).toHaveLength(7);
  });

  test('is asked for once more after a rejection in a shared store, when one process has forgotten that', async () => {
    const { server, another } = await institution();
    const shared = { store: memoryTokenStore(), fingerprintKey: 'of this deployment' };
    const [one, other] = [another(shared), another(shared)];
    server.instead = () => ({ status: 401 });
    await rejection(one.getToken('1'));
    await rejection(other.getToken('1'));
    expect(server.logins).toHaveLength(1);
    server.instead = () => undefined;
    await one.forget('1');
    expect((await one.getToken('1')).token).toContain('1');
  });
});

describe('the session of a cardholder', () => {
  test('holds no token: it stands for one, which the hook puts in, that of the moment', async () => {
    const { auth, server, configuration, clock } = await institution();
    const session = await auth.sessionRequest('cardholder-1');
    await matchedoffersGet(configuration, session);
    clock.advance(minute);
    await auth.forget('cardholder-1');
    await matchedoffersGet(configuration, { ...session });
    const sent = server.calls.map(({ query }) => query.get('UserToken'));
    expect(sent).toEqual(['token-1+of/cardholder-1=', 'token-2+of/cardholder-1=']);
    expect(session).toEqual({ fId: fiId, userToken: expect.stringMatching(/^redacted-[0-9a-f]{32}$/) });
    expect(await auth.sessionRequest('cardholder-1')).toEqual(session);
    expect(await auth.sessionRequest('cardholder-2')).not.toEqual(session);
  });

  test('of another helper, or of one that has had many others since, is refused before anything is sent', async () => {
    const { auth, another, server, configuration } = await institution({ maxTokens: 1 });
    const foreign = await another().sessionRequest('foreign');
    const old = await auth.sessionRequest('1');
    for (const userId of ['2', '3']) await auth.sessionRequest(userId);
    for (const session of [foreign, old]) {
      const error = await rejection(matchedoffersGet(configuration, session));
      expect(error).toMatchObject({ code: 'configuration_invalid', provider: 'plo' });
    }
    expect(server.calls).toEqual([]);
  });

  test('is refused where the client has not the hook that puts the token in', async () => {
    const { auth, server } = await institution();
    const { basePath, fetchApi } = auth.configuration;
    const plain = { basePath, fetchApi, allowInsecureLoopback: true };
    const error = await rejection(matchedoffersGet(plain, await auth.sessionRequest('1')));
    expect(error).toMatchObject({ code: 'configuration_invalid', provider: 'plo' });
    expect(server.calls).toEqual([]);
  });
});

describe('a call with a token that the server refuses', () => {
  test.each([401, 403])('with %i is not repeated, and the next call gets a new token', async (status) => {
    const { call, server, clock, events } = await institution();
    await call();
    clock.advance(minute);
    server.killTokens();
    server.instead = ({ path }) => (path.endsWith('/matchedoffers') ? { status } : undefined);
    expect(await rejection(call())).toMatchObject({ name: 'ResponseError', status });
    expect([server.calls.length, server.logins.length]).toEqual([2, 1]);
    server.instead = () => undefined;
    await call();
    expect([server.calls.length, server.logins.length]).toEqual([3, 2]);
    expect(types(events)).toEqual(['login', 'token_invalidated', 'login']);
  });

  test.each([400, 404, 500])('with %i does not lose the token', async (status) => {
    const { call, server, clock } = await institution();
    await call();
    clock.advance(minute);
    server.instead = () => ({ status });
    await rejection(call());
    server.instead = () => undefined;
    await call();
    expect(server.logins).toHaveLength(1);
  });

  test.each([
    ['AUTHENTICATION_FAILED', 1],
    ['INVALID_SIGNATURE', 1],
    ['INVALID_BODY_HASH', 1],
    ['INVALID_TOKEN', 2],
    ['NOT_PERMITTED', 2],
    ['', 2],
  ])(
    'keeps the token where %j says that the signature was the reason, and else loses it',
    async (ReasonCode, logins) => {
      const { call, server, clock } = await institution();
      await call();
      clock.advance(minute);
      const body = { Errors: { Error: [{ Source: 'Gateway', ReasonCode }] } };
      server.instead = ({ path }) => (path.endsWith('/matchedoffers') ? { status: 401, body } : undefined);
      const error = await rejection(call());
      expect(error).toMatchObject({ name: 'ResponseError', status: 401, body });
      server.instead = () => undefined;
      await call();
      expect(server.logins).toHaveLength(logins);
    },
  );

  test('loses the token of its own cardholder alone', async () => {
    const { auth, call, server, clock } = await institution();
    await Promise.all([call('a'), call('b')]);
    clock.advance(minute);
    server.instead = ({ query }) => (query.get('UserToken')?.includes('/a=') ? { status: 403 } : undefined);
    await rejection(call('a'));
    await Promise.all([auth.getToken('a'), auth.getToken('b')]);
    expect([...server.users].sort()).toEqual(['a', 'a', 'b']);
  });

  test('does not cause a login for each call: a token younger than 30 seconds is kept', async () => {
    const { call, server, clock } = await institution();
    server.instead = ({ path }) => (path.endsWith('/matchedoffers') ? { status: 403 } : undefined);
    for (let at = 0; at < 5; at += 1) await rejection(call());
    expect(server.logins).toHaveLength(1);
    clock.advance(30 * second);
    for (let at = 0; at < 5; at += 1) await rejection(call());
    expect(server.logins).toHaveLength(2);
  });
});

describe('a login that fails', () => {
  const errors = (ReasonCode: string, Source = 'System') => ({ Errors: { Error: [{ Source, ReasonCode }] } });
  const answers = (Code: unknown, Token?: unknown) => ({
    Response: { Status: { Code }, UserToken: { Token } },
  });

  test.each<[string, number, unknown, string, string | undefined]>([
    [
      'a signature that does not fit',
      401,
      errors('AUTHENTICATION_FAILED'),
      'signature_invalid',
      'AUTHENTICATION_FAILED',
    ],
    [
      'a body hash that does not fit',
      400,
      errors('INVALID_BODY_HASH'),
      'signature_invalid',
      'INVALID_BODY_HASH',
    ],
    ['any other 401', 401, errors('SOMETHING_NEW'), 'credentials_rejected', 'SOMETHING_NEW'],
    ['a 401 that says nothing', 401, undefined, 'credentials_rejected', undefined],
    ['an institution that is not ours', 403, errors('NOT_PERMITTED', 'FId'), 'forbidden', 'NOT_PERMITTED'],
    [
      'an AuthInfo that cannot be read',
      400,
      errors('INVALID_PARAMETER'),
      'request_rejected',
      'INVALID_PARAMETER',
    ],
    ['an unknown cardholder', 404, errors('NOT_FOUND'), 'request_rejected', 'NOT_FOUND'],
    ['a system error', 500, errors('SYSTEM_ERROR'), 'provider_unavailable', 'SYSTEM_ERROR'],
    ['a gateway that is down', 502, undefined, 'provider_unavailable', undefined],
    ['too many requests', 429, undefined, 'provider_unavailable', undefined],
    ['another code than 600 in a 200', 200, answers('601', 'T'), 'request_rejected', '601'],
    ['no token in a 200', 200, answers('600'), 'request_rejected', '600'],
    ['a token that is no text', 200, answers('600', { a: 1 }), 'request_rejected', '600'],
    ['a code that quotes the request', 400, errors('AuthInfo=secret'), 'request_rejected', undefined],
    ['a redirect', 302, undefined, 'provider_unavailable', undefined],
  ])('%s (HTTP %i) is told in our words', async (_title, status, body, code, vendorCode) => {
    const { auth, server } = await institution();
    server.instead = () => ({ status, body, headers: { location: '/' } });
    const error = await rejection(auth.getToken('cardholder-1'));
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ code, provider: 'plo', status });
    expect((error as AuthError).vendorCode).toBe(vendorCode);
    expect((error as AuthError).retryable).toBe(code === 'provider_unavailable');
  });

  test('as rejected is not tried again, whatever the time, until it is forgotten', async () => {
    const { auth, server, clock } = await institution();
    server.instead = () => ({ status: 401 });
    for (let at = 0; at < 3; at += 1) {
      expect(await rejection(auth.getToken('1'))).toMatchObject({ code: 'credentials_rejected' });
      clock.advance(hour);
    }
    expect(server.logins).toHaveLength(1);
    server.instead = () => undefined;
    expect((await auth.getToken('another')).token).toContain('another');
    await auth.forget('1');
    expect((await auth.getToken('1')).token).toContain('1');
  });

  test('with one wrong key and 500 cardholders is refused twice, and is not made again until reset()', async () => {
    const { auth, server, clock } = await institution();
    server.instead = () => ({ status: 401 });
    for (let rounds = 0; rounds < 3; rounds += 1) {
      const asked = Array.from({ length: 500 }, (_, at) => rejection(auth.getToken(`${at}`)));
      for (const error of await Promise.all(asked))
        expect(error).toMatchObject({ code: 'credentials_rejected' });
      clock.advance(hour);
    }
    expect(server.logins).toHaveLength(2);
    await auth.forget();
    await rejection(auth.getToken('1'));
    expect(server.logins).toHaveLength(2);
    server.instead = () => undefined;
    await auth.reset();
    expect((await auth.getToken('1')).token).toContain('1');
  });

  test('of a cardholder who is refused ends the logins of no other, and is not repeated for 15 minutes', async () => {
    const { auth, server, clock } = await institution();
    await auth.getToken('good');
    server.instead = ({ query }) => (query.get('AuthInfo') === null ? undefined : { status: 403 });
    await rejection(auth.getToken('bad'));
    server.instead = () => undefined;
    expect((await auth.getToken('other')).token).toContain('other');
    for (const passed of [minute, 10 * minute]) {
      clock.advance(passed);
      await rejection(auth.getToken('bad'));
    }
    expect(server.logins).toHaveLength(3);
    clock.advance(10 * minute);
    expect((await auth.getToken('bad')).token).toContain('bad');
  });

  test('with a key that was revoked, and with it the tokens of 500 cardholders, is refused five times at most', async () => {
    const { auth, server } = await institution();
    await auth.getToken('good');
    server.instead = () => ({ status: 401 });
    await Promise.all(Array.from({ length: 500 }, (_, at) => rejection(auth.getToken(`${at}`))));
    expect(server.logins.length).toBeLessThanOrEqual(1 + 5);
  });

  test('is tried again after 30 seconds or more, with a new AuthInfo and the time of that moment', async () => {
    const { auth, server, clock } = await institution({ random: () => 0 });
    server.instead = () => ({ status: 503 });
    await rejection(auth.getToken('1'));
    await rejection(auth.getToken('1'));
    expect(server.logins).toHaveLength(1);
    clock.advance(24 * hour);
    server.instead = () => undefined;
    await auth.getToken('1');
    const [before, after] = server.logins.map(({ query }) => query.get('AuthInfo'));
    expect(before).not.toBe(after);
  });

  test('for want of an answer is of unknown outcome', async () => {
    const { auth, server } = await institution({ requestTimeoutMs: 50 });
    server.instead = () => 'silence';
    const isAsked = (): boolean => server.logins.length === 1;
    const error = await outOfTime(50, isAsked, () => rejection(auth.getToken('1')));
    expect(error).toMatchObject({ code: 'outcome_unknown' });
    server.instead = () => 'lost';
    expect(await rejection(auth.getToken('2'))).toMatchObject({ code: 'outcome_unknown' });
  });
});

test.each([
  'https://sandbox.api.mastercard.com/plo/v1',
  'http://127.0.0.1:1/plo/v1',
  'https://api.mastercard.com.example',
])('a token and an AuthInfo go to the origin of the base URL alone, not to %s', async (basePath) => {
  const sent: string[] = [];
  const auth = ploAuth({ fiId, key, iv, fetch: async (url) => Promise.reject(sent.push(url)) });
  const configuration = new Configuration({ ...auth.configuration, basePath });
  const call = matchedoffersGet(configuration, { fId: fiId, userToken: 'T' });
  // Over http the client refuses it before the helper does.
  const refused = basePath.startsWith('https:') ? { name: 'ConfigurationError' } : { field: 'basePath' };
  expect(await rejection(call)).toMatchObject(refused);
  expect(sent).toEqual([]);
});

test('production is asked where no base URL is given', async () => {
  const sent: string[] = [];
  const auth = ploAuth({ fiId, key, iv, fetch: async (url) => Promise.reject(sent.push(url)) });
  await rejection(auth.getToken('1'));
  expect(sent[0]).toMatch(
    /^https:\/\/api\.mastercard\.com\/plo\/v1\/usertoken\?FId=999999&AuthInfo=[0-9a-f]{64}$/,
  );
  expect(auth.configuration.basePath).toBe('https://api.mastercard.com/plo/v1');
});

test.each<[string, Partial<Record<keyof PloAuthOptions, unknown>>]>([
  ['a base URL over http', { basePath: 'http://api.mastercard.com/plo/v1' }],
  ['a base URL on loopback, which is not allowed by itself', { basePath: 'http://127.0.0.1:8080' }],
  ['no institution', { fiId: '' }],
  ['a key of 32 bytes', { key: Buffer.alloc(32).toString('base64') }],
  ['an IV in hex', { iv: '00'.repeat(16) }],
  ['another mode', { mode: 'aes-128-ecb' }],
  ['another encoding', { encoding: 'base32' }],
  ['what signs nothing', { sign: 'RSA-SHA256' }],
  ['no time for a login', { requestTimeoutMs: 0 }],
  ['a time that timers take for 1 ms', { requestTimeoutMs: Infinity }],
  ['a time one ms longer than timers have', { requestTimeoutMs: 2 ** 31 }],
  ['no room for tokens', { maxTokens: 0 }],
  ['half a token', { maxTokens: 1.5 }],
  ['a store without fingerprintKey', { store: memoryTokenStore() }],
  ['a fingerprintKey that is empty', { fingerprintKey: '' }],
])('%s is refused before anything is sent', (_title, options) => {
  expect(() => ploAuth({ fiId, key, iv, ...options } as PloAuthOptions)).toThrow(ConfigurationError);
});

test.each(['', 'a:b', '\n', 7])('a cardholder whose id is %j is refused', async (userId) => {
  const { auth, server } = await institution();
  expect(await rejection(auth.getToken(userId as string))).toBeInstanceOf(ConfigurationError);
  expect(server.arrived).toEqual([]);
});
