import { Configuration } from '@acme/finicity-client';
import { describe, expect, test } from '@jest/globals';
import {
  ConfigurationError,
  type FinicityAuthOptions,
  finicityAuth,
  validatePartnerSecret,
} from '../../src/finicity/index.js';
import { rejection } from '../support.js';
import { appKey, partner, partnerId, partnerSecret } from './support.js';

const credentials = { partnerSecret, appKey };

describe('the options', () => {
  test.each([
    ['no partner', { partnerId: '' }],
    ['a partner that is a number', { partnerId: 7 }],
    ['no credentials', { credentials: undefined }],
    ['an empty secret', { credentials: { partnerSecret: '', appKey } }],
    ['an empty secret of before', { credentials: { ...credentials, previousPartnerSecret: '' } }],
    ['no App-Key', { credentials: { partnerSecret } }],
    ['an App-Key with a line break', { credentials: { partnerSecret, appKey: 'a\nb' } }],
    ['the credentials of another partner', { credentials: { ...credentials, partnerId: '1' } }],
    ['a base URL over http', { basePath: 'http://api.finicity.com' }],
    ['http on the loopback interface, unless that is allowed', { basePath: 'http://127.0.0.1:1' }],
    ['a base URL with a password', { basePath: 'https://a:b@api.finicity.com' }],
    ['a base URL that is none', { basePath: 'finicity' }],
    ['no time for a request', { requestTimeoutMs: 0 }],
    ['a time that is none', { requestTimeoutMs: Number.NaN }],
    ['a time that timers take for 1 ms', { requestTimeoutMs: Infinity }],
    ['a time one ms longer than timers have', { requestTimeoutMs: 2 ** 31 }],
    ['an empty key of the deployment', { fingerprintKey: '' }],
    ['a life that ends before the renewal', { lifeMs: 60_000 }],
    ['a skew below zero', { clockSkewMs: -1 }],
  ])('%s is refused before anything is sent, without a quote', (_title, options) => {
    const all = { partnerId, credentials, ...options } as FinicityAuthOptions;
    expect(() => finicityAuth(all)).toThrow(ConfigurationError);
    expect(() => finicityAuth(all)).toThrow(/^finicity: (?!.*(a:b|r4vEn|127))/);
  });

  test('that a function gives later are held to the same rules', async () => {
    const { auth, server } = await partner({ credentials: () => ({ ...credentials, partnerId: '1' }) });
    expect(await rejection(auth.getToken())).toMatchObject({ code: 'configuration_invalid' });
    expect(server.arrived).toEqual([]);
  });

  test('give the vendor as the default, and a basePath only where there is one', () => {
    expect(Object.keys(finicityAuth({ partnerId, credentials }).configuration)).toEqual([
      'apiKey',
      'middleware',
    ]);
    const basePath = 'https://gateway.example.com/finicity/';
    const configuration = new Configuration(finicityAuth({ partnerId, credentials, basePath }).configuration);
    expect(configuration.basePath).toMatch(/^https:\/\/gateway.example.com\/finicity/);
  });

  test('may name a base URL with a path, to which logins go as well', async () => {
    const { server, another } = await partner();
    await rejection(another({ basePath: `${server.origin}/gateway/` }).getToken());
    expect(server.arrived).toMatchObject([{ path: '/gateway/aggregation/v2/partners/authentication' }]);
  });

  test('may name the fetch that logins are sent with', async () => {
    const urls: string[] = [];
    const { auth, server } = await partner({
      fetch(url, init) {
        urls.push(url);
        return fetch(url, init);
      },
    });
    await auth.getToken();
    expect(urls).toEqual([`${server.origin}/aggregation/v2/partners/authentication`]);
  });
});

describe('a partner secret', () => {
  test.each(['abcdefghijk1', '1abcdefghijk', `a1${'x'.repeat(253)}`, 'Aa1!@#$%&*_-+'])(
    'that the policy allows is let through: %s',
    (secret) => {
      expect(() => validatePartnerSecret(secret)).not.toThrow();
    },
  );

  test.each([
    'abcdefghij1',
    `a1${'x'.repeat(254)}`,
    'abcdefghijkl',
    '123456789012',
    'abcdefghijk1 ',
    'abcdefghijk1\n',
    'abcdefghijk1é',
    'abcdefghijk1=',
    '',
    undefined,
    7,
  ])('that the policy forbids is refused, and not quoted: %j', (secret) => {
    expect(() => validatePartnerSecret(secret as string)).toThrow(ConfigurationError);
    expect(() => validatePartnerSecret(secret as string)).toThrow(/12 to 255 characters of A-Z/);
  });
});
