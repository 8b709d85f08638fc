import { createCipheriv, createHmac, createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { turboBuild } from '../../shared/turbo-build.js';
import { measureAuthSizes } from './bytes.js';
import { type Bench, type Figure, median, ratio } from './figures.js';
import { inTurns } from './in-turns.js';

type Core = typeof import('../../../../packages/auth-helpers/src/index.js');
type CommerceConnect = typeof import('../../../../packages/auth-helpers/src/commerce-connect/index.js');

const merchantId = '000000000000042';
const rawKey = Buffer.alloc(32, 7);
const rawIv = Buffer.alloc(16, 3);
const key = rawKey.toString('base64');
const iv = rawIv.toString('base64');
const transactionDetails = {
  ...{ amount: '100.00', currencyCode: 'INR', clientTransactionId: 'ORDER-1001', transactionType: 'SALE' },
};
/** Of 1.2 kB as JSON, in many short members, as payments are. */
const payment = {
  resultURL: 'https://shop.example.com/paid',
  transactionDetails,
  customerDetails: { name: 'Asha Example', email: 'asha@example.com' },
  productData: Object.fromEntries(
    Array.from({ length: 24 }, (_, index) => [`udf${index}`, `value number ${index} of product`]),
  ),
};
const text = JSON.stringify(payment);
const signed = `${merchantId}ORDER-1001100.00INR${key}`;

/** What you would write by hand with keys imported once. @returns ciphertext in base64, HMAC in hex. */
type ByHand = (text: string) => Promise<[string, string]>;

/**
 * Measures the built auth-helpers with `node:crypto`, and then with `node:crypto` hidden, so that they use WebCrypto.
 * Builds the package first, where its sources have changed.
 *
 * @throws Error when a request is not the one that is made by hand.
 */
export async function measureAuth(bench: Bench): Promise<Figure[]> {
  const { root, env, say } = bench;
  turboBuild(root, env, '@acme/auth-helpers');
  const dist = (entry: string, copy: string): string =>
    `${pathToFileURL(join(root, 'packages', 'auth-helpers', 'dist', entry)).href}?${copy}`;
  const entry = 'commerce-connect/index.js';
  say('with node:crypto');
  const figures = await tokenFigures(await import(dist('index.js', 'node')));
  const onNode = await cryptoFigures(
    'node:crypto',
    await import(dist(entry, 'node')),
    nodeByHand(),
    300,
    1.5,
  );
  say('with WebCrypto');
  const { getBuiltinModule } = process;
  // It tells the package that there is no node:crypto. Forcing it from inside would need an export of its own.
  Object.defineProperty(process, 'getBuiltinModule', { value: undefined, configurable: true });
  try {
    const helpers: CommerceConnect = await import(dist(entry, 'web'));
    const onWeb = await cryptoFigures('WebCrypto', helpers, await webByHand(), 60, 1.2);
    return [...figures, ...onNode, ...onWeb, ...(await measureAuthSizes(bench))];
  } finally {
    Object.defineProperty(process, 'getBuiltinModule', { value: getBuiltinModule, configurable: true });
  }
}

function nodeByHand(): ByHand {
  const [aes, mac] = [createSecretKey(rawKey), createSecretKey(Buffer.from(key))];
  return async (plaintext) => {
    const cipher = createCipheriv('aes-256-cbc', aes, rawIv);
    const encrypted = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]).toString('base64');
    return [encrypted, createHmac('sha512', mac).update(signed).digest('hex')];
  };
}

async function webByHand(): Promise<ByHand> {
  const { subtle } = globalThis.crypto;
  const hmac = { name: 'HMAC', hash: 'SHA-512' };
  const aes = await subtle.importKey('raw', rawKey, 'AES-CBC', false, ['encrypt']);
  const mac = await subtle.importKey('raw', Buffer.from(key), hmac, false, ['sign']);
  const encoder = new TextEncoder();
  return async (plaintext) => {
    const [encrypted, signature] = await Promise.all([
      subtle.encrypt({ name: 'AES-CBC', iv: rawIv }, aes, encoder.encode(plaintext)),
      subtle.sign('HMAC', mac, encoder.encode(signed)),
    ]);
    return [Buffer.from(encrypted).toString('base64'), Buffer.from(signature).toString('hex')];
  };
}

/** Encryption and HMAC of one text, and the request of `getToken` from the object of a payment, beside the same by hand. */
async function cryptoFigures(
  platform: string,
  { commerceConnectAuth, MerchantKey, requestHmac }: CommerceConnect,
  byHand: ByHand,
  callsPerRound: number,
  aim: number,
): Promise<Figure[]> {
  const merchantKey = new MerchantKey({ key, iv });
  const auth = commerceConnectAuth({ merchantId, key, iv });
  const fields = { merchantId, ...transactionDetails };
  const ours = () => Promise.all([merchantKey.encrypt(text), requestHmac(fields, merchantKey)]);
  const { body, hmac } = await auth.tokenRequest(payment);
  const expected = `${await byHand(text)}`;
  if (`${[body.encryptData, hmac]}` !== expected || `${await ours()}` !== expected) {
    throw new Error('What auth-helpers makes of a payment is not what is made of it by hand.');
  }
  const turns = { rounds: 150, warmUpRounds: 20, callsPerRound };
  const crypto = await inTurns({ ours, raw: () => byHand(text) }, turns);
  const request = await inTurns(
    { ours: () => auth.tokenRequest(payment), raw: () => byHand(JSON.stringify(payment)) },
    turns,
  );
  const time = `1.2 kB; ${median(crypto.raw).toFixed(1)} µs by hand with keys imported once`;
  const note = '1.2 kB; with JSON.stringify on both sides';
  return [
    ratio(`auth/encrypt-hmac/vs-raw-${platform}`, [crypto.ours, crypto.raw], { aim, note: time }),
    ratio(`auth/token-request/vs-raw-${platform}`, [request.ours, request.raw], { note }),
  ];
}

async function tokenFigures({
  createAuthMiddleware,
  createTokenProvider,
  headerCarrier,
  TOKEN_PLACEHOLDER,
}: Core): Promise<Figure[]> {
  const token = 'a'.repeat(40);
  const tokens = createTokenProvider({ provider: 'bench', lifeMs: 7_200_000, mint: async () => ({ token }) });
  const { pre } = createAuthMiddleware({
    ...{ tokens, carrier: headerCarrier('Finicity-App-Token'), provider: 'bench' },
    ...{ basePath: 'https://api.finicity.com', isExpired: () => false },
  });
  const headers = {
    ...{ accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'bench' },
    ...{ 'finicity-app-key': 'key', 'finicity-app-token': TOKEN_PLACEHOLDER, 'x-request-id': '42' },
  };
  const url = 'https://api.finicity.com/aggregation/v1/customers?limit=25';
  const request = { url, init: { method: 'GET', headers } };
  const sent = await pre(request);
  if (new Headers(sent?.init.headers).get('finicity-app-token') !== token)
    throw new Error('The hook sets no token.');
  const turns = { rounds: 150, warmUpRounds: 20, callsPerRound: 2_000 };
  const hit = await inTurns({ ours: () => tokens.getToken(), bare: async () => ({ token }) }, turns);
  const hook = await inTurns(
    { ours: () => pre(request), empty: async () => undefined },
    { ...turns, callsPerRound: 500 },
  );
  const bare = `a bare async function takes ${median(hit.bare).toFixed(3)} µs`;
  const above = {
    value: median(hook.ours) - median(hook.empty),
    unit: 'µs',
    aim: 5,
    note: 'above an empty hook',
  };
  return [
    { name: 'auth/token-hit', value: median(hit.ours), unit: 'µs', aim: 1, note: bare },
    { name: 'auth/pre-hook', ...above },
    ...(await coldFigures(createTokenProvider, 10_000)),
  ];
}

/** Callers that all come at once and find no token. Several runs: the most logins of any, and the least time. */
async function coldFigures(
  createTokenProvider: Core['createTokenProvider'],
  callers: number,
): Promise<Figure[]> {
  const loginMs = 50;
  const worst = { logins: 0, aboveLoginMs: Number.POSITIVE_INFINITY };
  for (let run = 0; run < 7; run += 1) {
    let logins = 0;
    const tokens = createTokenProvider({
      ...{ provider: 'bench', lifeMs: 7_200_000 },
      async mint() {
        logins += 1;
        await new Promise((resolve) => setTimeout(resolve, loginMs));
        return { token: 'token' };
      },
    });
    // Each request has a signal of its own.
    const signals = Array.from({ length: callers }, () => new AbortController().signal);
    const start = performance.now();
    await Promise.all(signals.map((signal) => tokens.getToken({ signal })));
    worst.aboveLoginMs = Math.min(worst.aboveLoginMs, performance.now() - start - loginMs);
    worst.logins = Math.max(worst.logins, logins);
  }
  const note = 'until the last has the token, less the 50 ms of the login; fastest of 7';
  return [
    { name: `auth/${callers}-cold-callers/logins`, value: worst.logins, unit: 'logins', aim: 1 },
    { name: `auth/${callers}-cold-callers/time`, value: worst.aboveLoginMs, unit: 'ms', aim: 50, note },
  ];
}
