import {
  apiKey,
  basic,
  bearer,
  type ConfigurationParameters,
  header,
  oauth2,
  type SecurityScheme,
} from '../../src/index.js';
import { rejection, secured, sent } from '../support.js';

const key: SecurityScheme = { id: 'appKey', credential: apiKey, encode: header, name: 'X-Key' };
const other: SecurityScheme = { id: 'appToken', credential: apiKey, encode: header, name: 'X-Token' };
const login: SecurityScheme = { id: 'login', credential: basic, encode: header, name: 'Authorization' };
const token: SecurityScheme = { id: 'token', credential: bearer, encode: header, name: 'Authorization' };
const oauth: SecurityScheme = { id: 'oauth', credential: oauth2, encode: header, name: 'Authorization' };

async function sentWith(
  schemes: readonly SecurityScheme[],
  parameters: ConfigurationParameters,
): Promise<Record<string, string>> {
  return Object.fromEntries((await sent(secured([schemes]), {}, parameters)).headers);
}

describe('apiKey', () => {
  test.each<[string, ConfigurationParameters['apiKey']]>([
    ['a string', 'k1'],
    ['a record by scheme id', { appKey: 'k1', 'X-Key': 'not this' }],
    ['a record by wire name', { 'X-Key': 'k1' }],
    ['a record whose member for the scheme is undefined', { appKey: undefined, 'X-Key': 'k1' }],
    ['a record of functions', { appKey: async () => 'k1' }],
    ['a function of the wire name', (name) => (name === 'X-Key' ? 'k1' : undefined)],
    ['a function that promises', async () => 'k1'],
  ])('%s', async (_title, source) => {
    expect(await sentWith([key], { apiKey: source })).toEqual({ 'x-key': 'k1' });
  });

  test('two keys come from a record or a function', async () => {
    const both = { 'x-key': 'k1', 'x-token': 'k2' };
    expect(await sentWith([key, other], { apiKey: { appKey: 'k1', 'X-Token': () => 'k2' } })).toEqual(both);
    expect(await sentWith([key, other], { apiKey: (name) => (name === 'X-Key' ? 'k1' : 'k2') })).toEqual(
      both,
    );
  });

  test('one string for two keys is refused: it would send a key to the wrong place', async () => {
    const error = await rejection(sentWith([key, other], { apiKey: 'secret' }));
    expect(error).toMatchObject({
      name: 'CredentialsError',
      code: 'credentials_invalid',
      schemes: ['appKey', 'appToken'],
    });
    expect(error.message).toMatch(/appKey and appToken .* a member for each/);
    expect(error.message).not.toContain('secret');
  });

  test('one string serves one key beside another kind of credential', async () => {
    expect(await sentWith([key, token], { apiKey: 'k1', accessToken: 't1' })).toEqual({
      'x-key': 'k1',
      authorization: 'Bearer t1',
    });
  });

  test('an inherited member is no key', async () => {
    const scheme = { ...key, id: 'constructor', name: 'toString' };
    expect(await rejection(sentWith([scheme], { apiKey: {} }))).toMatchObject({
      code: 'credentials_required',
    });
  });
});

describe('bearer and oauth2', () => {
  test.each([
    ['bearer', token],
    ['oauth2', oauth],
  ])('%s send the token after Bearer', async (_title, scheme) => {
    const bare = { authorization: 'Bearer t1' };
    expect(await sentWith([scheme], { accessToken: 't1' })).toEqual(bare);
    expect(await sentWith([scheme], { accessToken: () => 't1' })).toEqual(bare);
    expect(await sentWith([scheme], { accessToken: async () => 't1' })).toEqual(bare);
  });

  test('a function gets the scheme and the scopes of the operation', async () => {
    const accessToken = jest.fn(async () => 't1');
    await sent(secured([[{ scheme: oauth, scopes: ['read', 'write'] }]]), {}, { accessToken });
    expect(accessToken.mock.calls).toEqual([['oauth', ['read', 'write']]]);
  });

  test('a function of a scheme without scopes gets none', async () => {
    const accessToken = jest.fn(async () => 't1');
    await sentWith([token], { accessToken });
    expect(accessToken.mock.calls).toEqual([['token', []]]);
  });

  test('a token that brings its own Bearer is refused', async () => {
    const error = await rejection(sentWith([token], { accessToken: 'Bearer secret' }));
    expect(error).toMatchObject({ code: 'credentials_invalid', schemes: ['token'] });
    expect(error.message).toBe(
      'getThing: security scheme token: the token holds white space; give it without "Bearer "',
    );
    expect(error.message).not.toContain('secret');
  });
});

describe('basic', () => {
  test.each([
    ['Aladdin', 'open sesame', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
    ['test', '123£', 'Basic dGVzdDoxMjPCow=='],
    ['key', '', 'Basic a2V5Og=='],
    ['', 'key', 'Basic OmtleQ=='],
    ['a', 'b:c', 'Basic YTpiOmM='],
  ])('%s and %s (RFC 7617 §2)', async (username, password, authorization) => {
    expect(await sentWith([login], { username, password })).toEqual({ authorization });
  });

  test('functions are asked', async () => {
    const parameters = { username: () => 'Aladdin', password: async () => 'open sesame' };
    expect(await sentWith([login], parameters)).toEqual({
      authorization: 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
    });
  });

  test('half of it is not configured: undefined is never sent', async () => {
    for (const half of [{ username: 'a' }, { password: 'a' }]) {
      expect(await rejection(sentWith([login], half))).toMatchObject({ code: 'credentials_required' });
    }
  });

  test.each([
    ['a colon in the user name', 'sec:ret', 'p', 'the user name holds a colon'],
    ['a control character', 'secret\n', 'p', 'a control character in user name or password'],
    ['nothing at all', '', '', 'user name and password are empty'],
  ])('%s is refused', async (_title, username, password, problem) => {
    const error = await rejection(sentWith([login], { username, password }));
    expect(error).toMatchObject({ code: 'credentials_invalid', schemes: ['login'] });
    expect(error.message).toBe(`getThing: security scheme login: ${problem}`);
  });
});

describe('what is no credential', () => {
  const promised = (async () => (): string => 'secret') as unknown as () => string;
  test.each<[string, SecurityScheme, ConfigurationParameters]>([
    ['an empty key', key, { apiKey: '' }],
    ['an empty key in a record', key, { apiKey: { appKey: '' } }],
    ['an empty key from a function', key, { apiKey: () => '' }],
    ['an empty token', token, { accessToken: '' }],
    ['a function instead of a token', token, { accessToken: promised }],
    ['an object instead of a key', key, { apiKey: { appKey: {} as string } }],
    ['a number instead of a password', login, { username: 'a', password: 1 as unknown as string }],
  ])('%s is refused, never sent', async (_title, scheme, parameters) => {
    expect(await rejection(sentWith([scheme], parameters))).toMatchObject({
      name: 'CredentialsError',
      code: 'credentials_invalid',
      schemes: [scheme.id],
      message: expect.stringMatching(/the credential is (an empty string|not a string)$/),
    });
  });

  test.each<[string, SecurityScheme, object]>([
    ['the keys are', key, { apiKey: null }],
    ['a key is', key, { apiKey: { appKey: null } }],
    ['a key function answers', key, { apiKey: () => null }],
    ['the token is', token, { accessToken: null }],
    ['the user name is', login, { username: null, password: '' }],
  ])('null, as JSON has it, is not configured: %s null', async (_title, scheme, parameters) => {
    expect(await rejection(sentWith([scheme], parameters))).toMatchObject({ code: 'credentials_required' });
  });

  test('a line break in a key is refused, naming the scheme', async () => {
    expect(await rejection(sentWith([key], { apiKey: 'secret\n' }))).toMatchObject({
      code: 'invalid_request',
      field: 'appKey',
    });
  });

  test('what a credential function throws comes out as it is', async () => {
    const failure = new Error('vault is sealed');
    const accessToken = async (): Promise<string> => {
      throw failure;
    };
    expect(await rejection(sentWith([token], { accessToken }))).toBe(failure);
  });
});
