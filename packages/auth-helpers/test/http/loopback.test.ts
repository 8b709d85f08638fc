import { BlockList } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commerceConnectAuth } from '../../src/commerce-connect/index.js';
import { finicityAuth } from '../../src/finicity/index.js';
import { AuthError, createAuthMiddleware, createTokenProvider, headerCarrier } from '../../src/index.js';
import { mailinaboxAuth } from '../../src/mailinabox/index.js';
import { ploAuth, signedFetch } from '../../src/plo/index.js';
import { helperNames } from '../helper-names.js';

type Make = (basePath: string, allowInsecureLoopback?: boolean) => unknown;

const iv = Buffer.alloc(16, 1).toString('base64');
const key = Buffer.alloc(32, 1).toString('base64');
const tokens = createTokenProvider({ provider: 'acme', lifeMs: 1_000, mint: async () => ({ token: 't' }) });

/** Everything that is given a base URL to send secrets to. */
const helpers: readonly [string, Make][] = [
  [
    'finicityAuth',
    (basePath, allowInsecureLoopback) =>
      finicityAuth({
        ...{ partnerId: '1', credentials: { partnerSecret: 's', appKey: 'k' } },
        ...{ basePath, allowInsecureLoopback },
      }),
  ],
  [
    'mailinaboxAuth',
    (basePath, allowInsecureLoopback) =>
      mailinaboxAuth({
        ...{ basePath: `${basePath}/admin`, email: 'a@example.com', password: 'p', allowInsecureLoopback },
      }),
  ],
  [
    'ploAuth',
    (basePath, allowInsecureLoopback) => ploAuth({ fiId: '1', key: iv, iv, basePath, allowInsecureLoopback }),
  ],
  [
    'signedFetch',
    (basePath, allowInsecureLoopback) =>
      signedFetch({ sign: () => 'OAuth', basePath, allowInsecureLoopback }),
  ],
  [
    'commerceConnectAuth',
    (basePath, allowInsecureLoopback) =>
      commerceConnectAuth({ merchantId: '1', key, iv, basePath, allowInsecureLoopback }),
  ],
  [
    'createAuthMiddleware',
    (basePath, allowInsecureLoopback) =>
      createAuthMiddleware({
        ...{ tokens, provider: 'acme', carrier: headerCarrier('x'), isExpired: () => false },
        ...{ basePath, allowInsecureLoopback },
      }),
  ],
];

test('the helper of every provider is among them', async () => {
  expect(helpers.map(([name]) => name)).toEqual(expect.arrayContaining(await helperNames()));
});

function takes(make: Make, basePath: string, allowInsecureLoopback?: boolean): boolean {
  try {
    make(basePath, allowInsecureLoopback);
    return true;
  } catch (error) {
    if (!(error instanceof AuthError && error.code === 'configuration_invalid')) throw error;
    // Whoever is told that https is needed learns how a test does without it.
    if (!basePath.startsWith('https:'))
      expect(error.message).toMatch(/ https .*\ballowInsecureLoopback permits http\b/);
    return false;
  }
}

/** Not by the rules of the package: by the addresses that Node takes for the loopback interface. */
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');

function isLoopback(basePath: string): boolean {
  const { hostname } = new URL(basePath);
  return hostname === 'localhost' || hostname === '[::1]' || loopback.check(hostname, 'ipv4');
}

const byte = fc.nat(255);
const number = fc
  .tuple(byte, fc.constantFrom(10, 8, 16))
  .map(([value, base]) => (base === 10 ? '' : base === 8 ? '0' : '0x') + value.toString(base));
const first = fc.oneof(fc.constantFrom('127', '0177', '0x7f', '0x7F', '128', '126'), number);
const ipV4 = fc.oneof(
  fc.ipV4Extended(),
  fc.tuple(first, number, number, number).map((parts) => parts.join('.')),
  fc.tuple(first, fc.nat(0xffffff)).map(([start, rest]) => `${start}.${rest}`),
  fc.integer({ min: 0x7e000000, max: 0x80ffffff }).map(String),
);
const ipV6 = fc.oneof(
  fc.constantFrom('::1', '0:0:0:0:0:0:0:1', '::', '::2', '1::1', '::127.0.0.1', '::ffff:7f00:1'),
  ipV4.map((address) => `::ffff:${address}`),
  fc.ipV6(),
);
const looksLocal = fc.constantFrom(
  'localhost',
  'LocalHost',
  '127.0.0.1',
  '[::1]',
  '127.1',
  '2130706433',
  '1',
);
const host = fc.oneof(
  ipV4,
  ipV6.map((address) => `[${address}]`),
  looksLocal,
  fc.domain(),
  fc.tuple(looksLocal, fc.constantFrom('.', '-', '', '%2e'), fc.domain()).map((parts) => parts.join('')),
  fc.tuple(fc.domain(), fc.constantFrom('.', '-', ''), looksLocal).map((parts) => parts.join('')),
  fc
    .tuple(looksLocal, fc.constantFrom('@', ':80@', '\\@', '#@', '?@'), fc.domain())
    .map((parts) => parts.join('')),
);
const url = fc
  .tuple(host, fc.constantFrom('', ':80', ':8080'))
  .map((parts) => `http://${parts.join('')}`)
  .filter((one) => URL.canParse(one) && !/[?#]/.test(one));

describe.each(helpers)('%s', (_, make) => {
  test('sends no credentials over http, unless it is told to, and then on the loopback interface alone', () => {
    fc.assert(
      fc.property(url, (basePath) => {
        expect([takes(make, basePath), takes(make, basePath, false)]).toEqual([false, false]);
        const { username, password } = new URL(basePath);
        const isPlain = username === '' && password === '';
        expect([basePath, takes(make, basePath, true)]).toEqual([basePath, isPlain && isLoopback(basePath)]);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    'http://127.0.0.1',
    'http://127.255.255.254:8080',
    'http://127.1',
    'http://0x7f.0.0.1',
    'http://0177.0.0.1',
    'http://2130706433',
    'http://[::1]:3000',
    'http://[0:0:0:0:0:0:0:1]',
    'http://localhost',
    'http://LOCALHOST:1',
  ])('takes %s when it is told to', (basePath) => {
    expect([takes(make, basePath, true), takes(make, basePath)]).toEqual([true, false]);
  });

  test.each([
    'http://localhost.evil.com',
    'http://localhost.',
    'http://127.0.0.1.evil.com',
    'http://127.0.0.1@evil.com',
    'http://evil.com\\@127.0.0.1',
    'http://evil-localhost',
    'http://sub.localhost',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[::]',
    'http://0.0.0.0',
    'http://128.0.0.1',
    'http://10.0.0.1',
    'http://127.0.0.1.nip.io',
    'ws://127.0.0.1',
    'ftp://localhost',
    'file:///localhost',
  ])('never takes %s', (basePath) => {
    expect([takes(make, basePath, true), takes(make, basePath)]).toEqual([false, false]);
  });
});
