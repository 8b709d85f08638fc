import { createCipheriv, createHmac, createSecretKey } from 'node:crypto';
import { inTurns } from './turns.js';

/** Microseconds of processor time per call, round by round. */
export interface AuthSamples {
  /** `getToken` with a token in hand, beside an async function that returns one. */
  readonly token?: Record<'hit' | 'bare', readonly number[]>;
  /** The `pre` hook that puts a token into a request, beside a hook that does nothing. */
  readonly hook?: Record<'pre' | 'empty', readonly number[]>;
  /** Encryption and HMAC of one text, beside the same by hand. */
  readonly crypto: Record<'ours' | 'raw', readonly number[]>;
  /** From the object of a payment to the request of `getToken`, beside `JSON.stringify` and the same by hand. */
  readonly request: Record<'ours' | 'raw', readonly number[]>;
  readonly cold?: ColdCallers;
}

export interface ColdCallers {
  readonly callers: number;
  readonly logins: number;
  /** From the first call until the last caller has its token, less the 50 ms of the login. */
  readonly aboveLoginMs: number;
}

type Core = typeof import('../../../../packages/auth-helpers/src/index.js');
type CommerceConnect = typeof import('../../../../packages/auth-helpers/src/commerce-connect/index.js');

const [coreUrl = '', commerceConnectUrl = '', platform = 'node:crypto'] = process.argv.slice(2);
// What tells the package that there is no node:crypto. Forcing it from inside would need an export of its own.
if (platform === 'WebCrypto') Object.defineProperty(process, 'getBuiltinModule', { value: undefined });
const { createAuthMiddleware, createTokenProvider, headerCarrier, TOKEN_PLACEHOLDER }: Core = await import(
  coreUrl
);
const { commerceConnectAuth, MerchantKey, requestHmac }: CommerceConnect = await import(commerceConnectUrl);

const merchantId = '000000000000042';
const rawKey = Buffer.alloc(32, 7);
const rawIv = Buffer.alloc(16, 3);
const key = rawKey.toString('base64');
const iv = rawIv.toString('base64');
const transactionDetails = {
  amount: '100.00',
  currencyCode: 'INR',
  clientTransactionId: 'ORDER-1001',
  transactionType: 'SALE',
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

/** What one would write by hand with keys imported once. @returns ciphertext in base64, HMAC in hex. */
type Raw = (text: string) => Promise<[string, string]>;

function rawNode(): Raw {
  const aes = createSecretKey(rawKey);
  const mac = createSecretKey(Buffer.from(key));
  return async (plaintext) => {
    const cipher = createCipheriv('aes-256-cbc', aes, rawIv);
    const encrypted = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]).toString('base64');
    return [encrypted, createHmac('sha512', mac).update(signed).digest('hex')];
  };
}

async function rawWeb(): Promise<Raw> {
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

async function measureCrypto(
  raw: Raw,
  callsPerRound: number,
): Promise<Pick<AuthSamples, 'crypto' | 'request'>> {
  const merchantKey = new MerchantKey({ key, iv });
  const auth = commerceConnectAuth({ merchantId, key, iv });
  const fields = { merchantId, ...transactionDetails };
  const turns = { rounds: 150, warmUpRounds: 20, callsPerRound };
  const crypto = {
    ours: () => Promise.all([merchantKey.encrypt(text), requestHmac(fields, merchantKey)]),
    raw: () => raw(text),
  };
  const { body, hmac } = await auth.tokenRequest(payment);
  const expected = `${await raw(text)}`;
  if (`${[body.encryptData, hmac]}` !== expected || `${await crypto.ours()}` !== expected) {
    throw new Error('What auth-helpers makes of a payment is not what is made of it by hand.');
  }
  return {
    crypto: await inTurns(crypto, turns),
    request: await inTurns(
      { ours: () => auth.tokenRequest(payment), raw: () => raw(JSON.stringify(payment)) },
      turns,
    ),
  };
}

async function measureTokens(): Promise<Pick<AuthSamples, 'token' | 'hook'>> {
  const token = 'a'.repeat(40);
  const tokens = createTokenProvider({ provider: 'bench', lifeMs: 7_200_000, mint: async () => ({ token }) });
  const bare = async (): Promise<{ token: string }> => ({ token });
  const { pre } = createAuthMiddleware({
    tokens,
    carrier: headerCarrier('Finicity-App-Token'),
    provider: 'bench',
    baseUrl: 'https://api.finicity.com',
    isExpired: () => false,
  });
  const request = {
    url: 'https://api.finicity.com/aggregation/v1/customers?limit=25',
    init: {
      method: 'GET',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'finicity-app-key': 'key',
        'finicity-app-token': TOKEN_PLACEHOLDER,
        'user-agent': 'bench',
        'x-request-id': '42',
      },
    },
  };
  const sent = await pre(request);
  if (new Headers(sent?.init.headers).get('finicity-app-token') !== token)
    throw new Error('The hook sets no token.');
  const turns = { rounds: 150, warmUpRounds: 20, callsPerRound: 2_000 };
  return {
    token: await inTurns({ hit: () => tokens.getToken(), bare }, turns),
    hook: await inTurns(
      { pre: () => pre(request), empty: async () => undefined },
      { ...turns, callsPerRound: 500 },
    ),
  };
}

/** Several times, each with a provider of its own: the most logins of any, and the least time. */
async function measureColdCallers(callers: number): Promise<ColdCallers> {
  const loginMs = 50;
  const cold = { callers, logins: 0, aboveLoginMs: Infinity };
  for (let run = 0; run < 7; run += 1) {
    let logins = 0;
    const tokens = createTokenProvider({
      provider: 'bench',
      lifeMs: 7_200_000,
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
    cold.aboveLoginMs = Math.min(cold.aboveLoginMs, performance.now() - start - loginMs);
    cold.logins = Math.max(cold.logins, logins);
  }
  return cold;
}

const samples: AuthSamples =
  platform === 'WebCrypto'
    ? await measureCrypto(await rawWeb(), 60)
    : {
        ...(await measureCrypto(rawNode(), 300)),
        ...(await measureTokens()),
        cold: await measureColdCallers(10_000),
      };
process.stdout.write(JSON.stringify(samples));
