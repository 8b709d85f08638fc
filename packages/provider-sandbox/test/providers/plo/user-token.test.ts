import { AuthError, type AuthInfoOptions, createAuthInfo } from '@acme/auth-helpers/plo';
import { type ManualClock, manualClock } from '@acme/auth-helpers/testing';
import { matchedoffersGet, usertokenGet } from '@acme/plo-client';
import { describe, expect, test } from '@jest/globals';
import { type PloOptions, ploProvider } from '../../../src/providers/plo/index.js';
import { basePath, fiId, institution, iv, key, START_MS, told } from './support.js';

const day = 24 * 60 * 60_000;
const authInfo = (changes: Partial<AuthInfoOptions> = {}) =>
  createAuthInfo({ fiId, key, iv, userId: 'cardholder-1', now: () => START_MS, ...changes });
const login = async (info: string, options: PloOptions = {}, FId = fiId): Promise<string> => {
  const { fetchApi } = institution(options);
  return told(await fetchApi(`${basePath}/usertoken?${new URLSearchParams({ FId, AuthInfo: info })}`));
};

describe('a session token', () => {
  test('is given for the AuthInfo of the real helper, and taken by all calls', async () => {
    const { auth, configuration } = institution();
    const answer = await matchedoffersGet(configuration, await auth.sessionRequest('cardholder-1'));
    expect(answer.Response?.Status).toEqual({ Code: '600', Message: 'Success' });
  });

  test('does not expire', async () => {
    const { auth, clock, configuration } = institution();
    const session = await auth.sessionRequest('cardholder-1');
    clock.advance(1_000 * day);
    await matchedoffersGet(configuration, session);
  });

  test('has characters that a careless client leaves unencoded, and is the same for the same seed', async () => {
    const tokens = async (seed: number) => {
      const { configuration } = institution({ seed });
      const all: (string | undefined)[] = [];
      for (let at = 0; at < 5; at += 1) {
        const answer = await usertokenGet(configuration, { fId: fiId, authInfo: await authInfo() });
        all.push(answer.Response?.UserToken?.Token);
      }
      return all.join(' ');
    };
    expect(await tokens(1)).toMatch(/[+/=&]/);
    expect(await tokens(1)).toBe(await tokens(1));
    expect(await tokens(1)).not.toBe(await tokens(2));
  });

  test('is refused with 401 after drop-tokens, upon which the helper gets another', async () => {
    const { auth, clock, configuration, provider } = institution();
    const call = async () => matchedoffersGet(configuration, await auth.sessionRequest('cardholder-1'));
    await call();
    provider.actions['drop-tokens']();
    clock.advance(60_000);
    await expect(call()).rejects.toMatchObject({ name: 'ResponseError', status: 401 });
    await call();
    expect(provider.state()).toMatchObject({ logins: 2, tokens: 1, cardholders: 1 });
  });

  test('that was ended is told from one that was never given', async () => {
    const { auth, fetchApi, provider } = institution();
    const { token } = await auth.getToken('cardholder-1');
    provider.actions['drop-tokens']();
    const refused = async (UserToken: string): Promise<unknown> => {
      const query = new URLSearchParams({ FId: fiId, UserToken });
      return (await fetchApi(`${basePath}/matchedoffers?${query}`)).json();
    };
    const error = { Source: 'UserToken', ReasonCode: 'INVALID_TOKEN', Recoverable: false };
    const described = (Description: unknown): object => ({ Errors: { Error: [{ ...error, Description }] } });
    expect(await refused(token)).toEqual(described(expect.stringContaining('has been ended')));
    expect(await refused('other')).toEqual(described(expect.stringContaining('never given')));
  });

  test('is not shown by state', async () => {
    const { auth, provider } = institution();
    expect(JSON.stringify(provider.state())).not.toContain((await auth.getToken('cardholder-1')).token);
  });
});

describe('usertoken', () => {
  test.each<[string, Promise<string>, string]>([
    ['in base64', authInfo({ encoding: 'base64' }), '400 AuthInfo INVALID_PARAMETER'],
    ['in upper case', authInfo().then((info) => info.toUpperCase()), '400 AuthInfo INVALID_PARAMETER'],
    ['under another key', authInfo({ key: iv }), '400 AuthInfo INVALID_PARAMETER'],
    ['of half a block', authInfo().then((info) => info.slice(0, -2)), '400 AuthInfo INVALID_PARAMETER'],
    ['of another institution', authInfo({ fiId: '42' }), '403 AuthInfo NOT_PERMITTED'],
    [
      'with the time in milliseconds',
      authInfo({ timeUnit: 'milliseconds' }),
      '400 AuthInfo INVALID_PARAMETER',
    ],
    ['of six minutes ago', authInfo({ now: () => START_MS - 360_000 }), '400 AuthInfo INVALID_PARAMETER'],
    ['of in six minutes', authInfo({ now: () => START_MS + 360_000 }), '400 AuthInfo INVALID_PARAMETER'],
  ])('refuses an AuthInfo %s', async (_title, info, expected) => {
    expect(await login(await info)).toBe(expected);
  });

  test.each<[string, PloOptions, Partial<AuthInfoOptions>]>([
    ['of five minutes ago', {}, { now: () => START_MS - 300_000 }],
    ['of years ago with a tolerance of Infinity', { authInfoToleranceMs: Infinity }, { now: () => 0 }],
    ['in base64', { authInfoEncoding: 'base64' }, { encoding: 'base64' }],
    ['in milliseconds', { authInfoTimeUnit: 'milliseconds' }, { timeUnit: 'milliseconds' }],
  ])('takes an AuthInfo %s, where that was settled', async (_title, options, changes) => {
    expect(await login(await authInfo(changes), options)).toBe('200');
  });

  describe('says of a time that is too far from the present', () => {
    const refused = async (clock: ManualClock, madeMs: number): Promise<string> => {
      const { fetchApi } = institution({ clock });
      const query = new URLSearchParams({ FId: fiId, AuthInfo: await authInfo({ now: () => madeMs }) });
      return (await fetchApi(`${basePath}/usertoken?${query}`)).text();
    };

    test('by how much, and what to do where it is the present of the client and not of the sandbox', async () => {
      const madeMs = Math.floor(Date.now() / 1_000) * 1_000;
      const text = await refused(manualClock(madeMs + 120 * 60_000), madeMs);
      expect(text).toContain('7200 s behind the clock of the sandbox');
      expect(text).toContain('start the sandbox again');
      expect(text).toContain('authInfoToleranceMs');
    });

    test('nothing of clocks where it is the present of neither', async () => {
      const text = await refused(manualClock(Date.now()), Date.now() - 3_600_000);
      expect(text).toMatch(/3[56]\d\d s behind the clock of the sandbox"/);
    });
  });

  test('takes a key of 32 bytes', async () => {
    const long = Buffer.alloc(32, 7).toString('base64');
    const info = await authInfo({ key: long, mode: 'aes-256-cbc' });
    expect(await login(info, { institution: { key: long } })).toBe('200');
  });

  test('refuses another institution with 403, and a cardholder who is not enrolled with 404', async () => {
    expect(await login(await authInfo(), {}, '42')).toBe('403 FId NOT_PERMITTED');
    expect(await login(await authInfo(), { cardholders: ['cardholder-2'] })).toBe('404 AuthInfo NOT_FOUND');
  });

  test('is told by the helper as an AuthError with the vendor’s code', async () => {
    const { auth } = institution({}, { fiId: '42' });
    const error = await auth.getToken('cardholder-1').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ code: 'forbidden', vendorCode: 'NOT_PERMITTED', status: 403 });
  });
});

test('a request that violates the spec gets a 400 with an error for each rule', async () => {
  const { fetchApi } = institution();
  const answer = await fetchApi(`${basePath}/matchedoffers?ItemsPerPage=many`);
  const { Errors } = (await answer.clone().json()) as { Errors: { Error: { Description: string }[] } };
  expect(answer.status).toBe(400);
  const rules = Errors.Error.map(({ Description }) => Description);
  expect(rules).toEqual([
    expect.stringContaining('FId'),
    expect.stringContaining('UserToken'),
    expect.stringContaining('ItemsPerPage'),
  ]);
  expect(rules.join()).not.toContain('many');
});

test('an unknown path is a 404 in the vendor’s envelope', async () => {
  const { fetchApi } = institution();
  expect(await told(await fetchApi(`${basePath}/usertokens`))).toBe('404 System NOT_FOUND');
});

test.each([{ key: 'AAAA' }, { iv: 'AAAA' }, { key: 'no base64' }])('%j is no institution', (changes) => {
  expect(() => ploProvider({ institution: changes })).toThrow(RangeError);
});
