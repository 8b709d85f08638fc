import { clientConfiguration } from '../configuration.js';
import { givenOrFromEnvironment } from '../environment.js';
import { ConfigurationError } from '../errors.js';
import { jsonObject } from '../http/bounded-text.js';
import { drain } from '../http/drain.js';
import { requireOrigin, secureOrigin } from '../http/origin.js';
import { redacted } from '../redacted.js';
import { TOKEN_PLACEHOLDER } from '../token/token-carrier.js';
import { PROVIDER } from './codes.js';
import { MerchantKey } from './merchant-key.js';
import { decryptResult, encryptPayload, jsonText } from './payload.js';
import { requestHmac, type SignedFields } from './request-hmac.js';
import { errorIn } from './response.js';

export interface CommerceConnectAuthOptions {
  /** Issued by Fiserv. Default: the environment variable `COMMERCE_CONNECT_MERCHANT_ID`, only without key and IV. */
  readonly merchantId?: string | undefined;
  /** In base64: 32 bytes. Default: `COMMERCE_CONNECT_KEY`, only without the other two. */
  readonly key?: string | undefined;
  /** In base64: 16 bytes. Default: `COMMERCE_CONNECT_IV`, only without the other two. */
  readonly iv?: string | undefined;
  /**
   * Base URL, https: key and IV are sent to its origin only. Default: that of the client, which must be at one of the
   * vendor's two origins, test and production; `serverIndex` of the configuration chooses.
   */
  readonly basePath?: string | undefined;
  /** Takes an `http:` base URL on the loopback interface as well, for tests. Default: false. */
  readonly allowInsecureLoopback?: boolean | undefined;
  /**
   * `headers` sends key and IV with `getToken`, as the vendor's contract demands. `omit` leaves them out, as clients
   * in use do. Default: `headers`.
   */
  readonly keyTransport?: 'headers' | 'omit' | undefined;
}

/** What a payment needs for its HMAC; `PaymentRequest` of the client is one. */
export interface SignedPayment {
  readonly transactionDetails: Omit<SignedFields, 'merchantId'>;
}

/** What `getToken` of the client takes. It holds no secret: the hook puts key and IV in when it is sent. */
export interface CommerceConnectTokenRequest {
  readonly keyValue: string;
  readonly ivValue: string;
  readonly merchantId: string;
  readonly hmac: string;
  readonly body: { readonly encryptData: string };
}

/** What `getTxnInquiryDetail` and `refundTxnDetail` of the client take. */
export interface CommerceConnectInquiryRequest {
  readonly merchantId: string;
  readonly body: { readonly encryptData: string };
}

/** The part of a request, and of its answer, that the hooks deal with. */
export interface CommerceConnectHooks {
  pre(context: { url: string; init: RequestInit }): Promise<{ url: string; init: RequestInit } | undefined>;
  post(context: { init: RequestInit; response: Response }): Promise<undefined>;
}

interface EncryptedPayment {
  readonly merchantId: string;
  readonly hmac: string;
  readonly encryptData: string;
}

const ORIGINS = ['https://test.fdconnect.com', 'https://www.fdconnect.com'];

/** What a `Configuration` of the client takes. It holds no secret. */
export interface CommerceConnectConfiguration {
  /** As given in the options. */
  readonly basePath?: string | undefined;
  /** As given in the options, so that the client accepts `http:` as well. */
  readonly allowInsecureLoopback?: boolean | undefined;
  readonly middleware: readonly [CommerceConnectHooks];
}

/** See `commerceConnectAuth`. */
export class CommerceConnectAuth {
  /**
   * For the client: `new Configuration(auth.configuration)`, or with settings of your own,
   * `new Configuration({ ...auth.configuration, serverIndex: 1 })`.
   */
  readonly configuration: CommerceConnectConfiguration;
  readonly #merchantId: string;
  readonly #merchantKey: MerchantKey;

  constructor(options: CommerceConnectAuthOptions = {}) {
    const { merchantId, key, iv } = givenOrFromEnvironment(PROVIDER, options, ['merchantId', 'key', 'iv']);
    const { basePath, keyTransport = 'headers', allowInsecureLoopback } = options;
    if (typeof merchantId !== 'string' || merchantId === '') {
      throw new ConfigurationError('merchantId must be a string that is not empty');
    }
    if (!['headers', 'omit'].includes(keyTransport)) {
      throw new ConfigurationError("keyTransport must be 'headers' or 'omit'");
    }
    this.#merchantId = merchantId;
    this.#merchantKey = new MerchantKey({ key, iv });
    const origins =
      basePath === undefined
        ? ORIGINS
        : [secureOrigin('basePath', basePath, { provider: PROVIDER, allowInsecureLoopback })];
    const secrets = keyTransport === 'omit' ? {} : { keyvalue: key, ivvalue: iv };
    this.configuration = clientConfiguration({
      ...{ basePath, allowInsecureLoopback },
      middleware: [hooks(secrets, origins, (payment) => this.#encrypted(payment))] as const,
    });
    redacted(this);
  }

  /**
   * The request of `getToken` for a payment: encrypted, and signed over the very texts that are in its JSON.
   *
   * @throws ConfigurationError when amount, currency or transaction id is no text, or empty.
   */
  async tokenRequest<Payment extends SignedPayment>(payment: Payment): Promise<CommerceConnectTokenRequest> {
    const { merchantId, hmac, encryptData } = await this.#encrypted(jsonText(payment));
    const placeholders = { keyValue: TOKEN_PLACEHOLDER, ivValue: TOKEN_PLACEHOLDER };
    return { ...placeholders, merchantId, hmac, body: { encryptData } };
  }

  /** Of the JSON of a payment: read back, so that what is signed is what is sent. */
  async #encrypted(text: string): Promise<EncryptedPayment> {
    const details: SignedFields = Object(jsonObject(text)?.transactionDetails);
    const merchantId = this.#merchantId;
    const [hmac, encryptData] = await Promise.all([
      requestHmac({ ...details, merchantId }, this.#merchantKey),
      this.#merchantKey.encrypt(text),
    ]);
    return { merchantId, hmac, encryptData };
  }

  /** The request of `getTxnInquiryDetail` or `refundTxnDetail`: encrypted, as the vendor wants no HMAC there. */
  async inquiryRequest(inquiry: object): Promise<CommerceConnectInquiryRequest> {
    const encryptData = await encryptPayload(inquiry, this.#merchantKey);
    return { merchantId: this.#merchantId, body: { encryptData } };
  }

  /** The function of this name, with this merchant's key. @throws DecryptError */
  decryptResult<Result extends object = Record<string, unknown>>(encData: string): Promise<Result> {
    return decryptResult<Result>(encData, this.#merchantKey);
  }
}

/**
 * What a Commerce Connect client needs of a merchant. Servers only: key and IV are secrets.
 *
 * `tokenRequest` encrypts and signs a payment before the client gets it, so that no slip of the configuration can send
 * it in clear. The hook puts key and IV into their headers, for the right origin only, and throws an error that comes
 * inside HTTP 200 as an `AuthError`. Where `encryptData` is still the JSON of a payment, and key and IV are
 * `TOKEN_PLACEHOLDER`, it encrypts and signs as well.
 *
 * Without a merchant it reads them, once, from the environment variables that the options name.
 *
 * @example
 * const auth = commerceConnectAuth();
 * const configuration = new Configuration({ ...auth.configuration, serverIndex: 1 });
 * await getToken(configuration, await auth.tokenRequest(payment));
 * @throws ConfigurationError when an option cannot be used, or a variable is missing or empty.
 */
export function commerceConnectAuth(options: CommerceConnectAuthOptions = {}): CommerceConnectAuth {
  return new CommerceConnectAuth(options);
}

function hooks(
  secrets: Readonly<Record<string, string>>,
  origins: readonly string[],
  encrypted: (payment: string) => Promise<EncryptedPayment>,
): CommerceConnectHooks {
  return {
    async pre({ url, init }) {
      const { keyvalue, ivvalue, ...headers } = init.headers as Record<string, string>;
      if (keyvalue !== TOKEN_PLACEHOLDER || ivvalue !== TOKEN_PLACEHOLDER) return undefined;
      requireOrigin(url, origins, PROVIDER);
      // fetch takes headers of this kind along to another origin.
      const sent: RequestInit = { ...init, redirect: 'manual', headers: { ...headers, ...secrets } };
      const payment = plaintextIn(init.body);
      if (payment === undefined) return { url, init: sent };
      const { merchantId, hmac, encryptData } = await encrypted(payment);
      sent.headers = { ...sent.headers, merchantid: merchantId, hmac };
      return { url, init: { ...sent, body: JSON.stringify({ encryptData }) } };
    },
    async post({ init, response }) {
      // Of all operations, getToken alone is signed.
      if ((init.headers as Record<string, string>).hmac === undefined) return undefined;
      const error = await errorIn(response);
      if (error === undefined) return undefined;
      void drain(response);
      throw error;
    },
  };
}

/** What is not encrypted yet: a JSON object, which base64 never is. */
function plaintextIn(body: unknown): string | undefined {
  const { encryptData } = (typeof body === 'string' ? jsonObject(body) : undefined) ?? {};
  const isPlain = typeof encryptData === 'string' && jsonObject(encryptData) !== undefined;
  return isPlain ? encryptData : undefined;
}
