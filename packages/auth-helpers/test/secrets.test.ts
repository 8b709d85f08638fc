import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { Configuration, getToken } from '@acme/commerce-connect-client';
import {
  commerceConnectAuth,
  decryptResult,
  encryptPayload,
  MerchantKey,
  requestHmac,
} from '../src/commerce-connect/index.js';
import { SecretKey } from '../src/crypto/secret-key.js';
import { createAuthInfo } from '../src/plo/index.js';
import { onEachBackend, rejection } from './support.js';

const MARKER = 'planted-5ecret';
const rawKey = createHash('sha256').update(MARKER).digest();
const rawIv = createHash('md5').update(MARKER).digest();
const key = rawKey.toString('base64');
const iv = rawIv.toString('base64');
const planted = [rawKey, rawIv].flatMap((raw) => [
  raw.toString('base64'),
  raw.toString('hex'),
  [...raw].join(','),
  [...raw].join(', '),
  raw.toString('hex').replaceAll(/..(?!$)/g, '$& '),
]);

/** All that a log or a crash could show of it. */
function shownBy(thing: unknown): string {
  const stack = thing instanceof Error ? thing.stack : '';
  const ways = [true, false].flatMap((customInspect) =>
    [true, false].map((showHidden) =>
      inspect(thing, { depth: 9, showHidden, customInspect, maxArrayLength: null, breakLength: Infinity }),
    ),
  );
  return [
    ...ways,
    String(thing),
    `${JSON.stringify(thing)}`,
    `${JSON.stringify({ ...Object(thing) })}`,
    stack,
  ].join('\n');
}

function leaks(shown: string): string[] {
  return [MARKER, ...planted].filter((secret) => shown.includes(secret));
}

test.each([
  ['MerchantKey', () => new MerchantKey({ key, iv })],
  ['SecretKey', () => new SecretKey('AES-CBC', new Uint8Array(rawKey))],
  ['commerceConnectAuth', () => commerceConnectAuth({ merchantId: '1', key, iv })],
  [
    'a configuration with it',
    () => new Configuration(commerceConnectAuth({ merchantId: '1', key, iv }).configuration),
  ],
])('printing %s shows no secret', (_title, make) => {
  expect(leaks(shownBy(make()))).toEqual([]);
});

test.each([
  new MerchantKey({ key, iv }),
  commerceConnectAuth({ merchantId: '1', key, iv }),
  new SecretKey('AES-CBC', new Uint8Array(rawKey)),
])('and says so', (object) => {
  expect([String(object), JSON.stringify(object), inspect(object), inspect({ object })]).toEqual([
    '[redacted]',
    '"[redacted]"',
    '[redacted]',
    '{ object: [redacted] }',
  ]);
});

onEachBackend(() => {
  const merchantKey = new MerchantKey({ key, iv });
  const plo = { userId: MARKER, fiId: '1', key: rawIv.toString('base64'), iv };
  const details = { amount: '1', currencyCode: 'INR', clientTransactionId: MARKER };
  const token = async (basePath: string, fetchApi: () => Promise<Response>): Promise<unknown> => {
    const auth = commerceConnectAuth({ merchantId: MARKER, key, iv });
    const configuration = new Configuration({ ...auth.configuration, basePath, fetchApi });
    return getToken(configuration, await auth.tokenRequest({ transactionDetails: details }));
  };
  const echo = async (): Promise<Response> =>
    Response.json({ response: { errorCode: key, errorMessage: MARKER } });

  test.each<[string, () => unknown]>([
    ['a key that is too long', () => new MerchantKey({ key: `${key}AAAA`, iv })],
    ['an IV that is a key', () => new MerchantKey({ key, iv: key })],
    ['a payload that is no object', () => encryptPayload(MARKER, merchantKey)],
    ['a payload that refers to itself', () => encryptPayload(circular(), merchantKey)],
    ['a result that is no base64', () => decryptResult(`${MARKER}${key}`, merchantKey)],
    ['a result that is no JSON', async () => decryptResult(await merchantKey.encrypt(MARKER), merchantKey)],
    [
      'a field that is missing',
      () => requestHmac({ ...details, merchantId: MARKER, amount: '' }, merchantKey),
    ],
    ['another origin', () => token(`https://example.com/${MARKER}`, echo)],
    ['a URL that is none', () => token(`https://[${MARKER}`, echo)],
    ['an answer that quotes the request', () => token('https://test.fdconnect.com', echo)],
    ['a base URL that is none', () => commerceConnectAuth({ merchantId: '1', key, iv, basePath: MARKER })],
    ['a PLO key of another length', () => createAuthInfo({ ...plo, key })],
    ['a PLO user with a colon', () => createAuthInfo({ ...plo, userId: `${MARKER}:1` })],
    ['another mode', () => createAuthInfo({ ...plo, mode: MARKER as never })],
  ])('the error of %s shows no secret', async (_title, run) => {
    const error = await rejection((async () => run())());
    expect(error).toBeInstanceOf(Error);
    expect(leaks(shownBy(error))).toEqual([]);
  });
});

function circular(): object {
  const payload: Record<string, unknown> = { [MARKER]: MARKER };
  return Object.assign(payload, { payload });
}

test('the check finds a secret in whatever form it is printed', () => {
  for (const thing of [
    new Error(MARKER),
    { a: { b: rawKey } },
    new Uint8Array(rawIv),
    { key },
    { cause: { iv } },
  ]) {
    expect(leaks(shownBy(thing))).not.toEqual([]);
  }
});
