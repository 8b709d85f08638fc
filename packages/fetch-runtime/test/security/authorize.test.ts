import {
  apiKey,
  bearer,
  type CallOptions,
  type ConfigurationParameters,
  cookie,
  header,
  query,
  type SecurityAlternative,
  type SecurityScheme,
} from '../../src/index.js';
import { rejection, type Sent, secured, sent } from '../support.js';

const key: SecurityScheme = { id: 'key', credential: apiKey, encode: header, name: 'X-Key' };
const second: SecurityScheme = { id: 'second', credential: apiKey, encode: header, name: 'X-Second' };
const token: SecurityScheme = { id: 'token', credential: bearer, encode: header, name: 'Authorization' };
const inQuery: SecurityScheme = { id: 'q', credential: apiKey, encode: query, name: 'api key' };
const inCookie: SecurityScheme = { id: 'c', credential: apiKey, encode: cookie, name: 'sid' };

const KEY = { apiKey: { key: 'k' } };
const KEYS = { apiKey: { key: 'k', second: 's' } };
const TOKEN = { accessToken: 't' };

function request(
  security: readonly SecurityAlternative[],
  parameters: ConfigurationParameters,
  options?: CallOptions,
): Promise<Sent> {
  return sent(secured(security), {}, parameters, options);
}

async function headers(
  security: readonly SecurityAlternative[],
  parameters: ConfigurationParameters,
  options?: CallOptions,
): Promise<Record<string, string>> {
  return Object.fromEntries((await request(security, parameters, options)).headers);
}

describe('alternatives', () => {
  const k = { 'x-key': 'k' };
  const t = { authorization: 'Bearer t' };
  test.each<[string, readonly SecurityAlternative[], ConfigurationParameters, Record<string, string>]>([
    ['the only one', [[key]], KEY, k],
    ['the first of two configured', [[token], [key]], { ...KEY, ...TOKEN }, t],
    ['the second, if only that is configured', [[token], [key]], KEY, k],
    ['all schemes of one that needs two', [[key, second]], KEYS, { ...k, 'x-second': 's' }],
    ['not half of one that needs two', [[key, second], [token]], { ...KEY, ...TOKEN }, t],
    ['optional, nothing configured', [[key], []], {}, {}],
    ['optional first, nothing configured', [[], [key]], {}, {}],
    ['optional first, but configured', [[], [key]], KEY, k],
    ['optional last, but configured', [[key], []], KEY, k],
    ['optional, half of two configured', [[key, second], []], KEY, {}],
  ])('%s', async (_title, security, parameters, expected) => {
    expect(await headers(security, parameters)).toEqual(expected);
  });

  test('an operation without security gets none, whatever is configured', async () => {
    expect(Object.fromEntries((await sent({}, {}, { ...KEYS, ...TOKEN })).headers)).toEqual({});
  });

  test('a key goes where its scheme says, escaped as any parameter', async () => {
    const configured = { apiKey: { q: 'a b&c', c: 'x;y' } };
    const { url, headers: given } = await request([[inQuery, inCookie]], configured);
    expect(url).toBe('https://api.example.test/things?api%20key=a%20b%26c');
    expect(given.get('cookie')).toBe('sid=x%3By');
  });

  test('a credential replaces a configured header', async () => {
    expect(await headers([[key]], { ...KEY, headers: { 'x-key': 'other' } })).toEqual({ 'x-key': 'k' });
  });

  test('nothing configured: the error names the schemes, and nothing is sent', async () => {
    const error = await rejection(request([[key, second], [token]], {}));
    expect(error).toMatchObject({
      name: 'CredentialsError',
      code: 'credentials_required',
      schemes: ['key', 'second', 'token'],
    });
    expect(error.message).toContain('getThing: set the credentials for key and second, or token');
  });
});

describe('a header written by hand stands for its scheme', () => {
  const byHand = { headers: { authorization: 'Custom x' } };

  test('in configuration.headers', async () => {
    expect(await headers([[token]], byHand)).toEqual({ authorization: 'Custom x' });
  });

  test('in the headers of the call', async () => {
    expect(await headers([[token]], {}, byHand)).toEqual({ authorization: 'Custom x' });
  });

  test('in what a function as options returns, which is asked last: nothing is refused before', async () => {
    expect(await headers([[token]], {}, async () => byHand)).toEqual({ authorization: 'Custom x' });
    expect(await headers([[token]], {}, async () => ({}))).toEqual({});
    expect(await headers([[token], [key]], KEY, async () => byHand)).toEqual({
      authorization: 'Custom x',
      'x-key': 'k',
    });
  });

  test('beside a configured one', async () => {
    expect(await headers([[token, key]], { ...KEY, ...byHand })).toEqual({
      authorization: 'Custom x',
      'x-key': 'k',
    });
  });

  test('not for another scheme', async () => {
    expect(await rejection(request([[key]], byHand))).toMatchObject({ code: 'credentials_required' });
    expect(await rejection(request([[key, token]], byHand))).toMatchObject({ code: 'credentials_required' });
  });

  test('not for a scheme that sets no header', async () => {
    expect(await rejection(request([[inQuery]], byHand))).toMatchObject({ code: 'credentials_required' });
  });
});
