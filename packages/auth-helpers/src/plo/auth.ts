import { clientConfiguration } from '../configuration.js';
import { givenOrFromEnvironment } from '../environment.js';
import { invalid } from '../errors.js';
import { secureOrigin, withoutSlashes } from '../http/origin.js';
import { type Fetch, sendOnce } from '../http/send-once.js';
import { requireTimeLimit } from '../http/time-limit.js';
import { redacted } from '../redacted.js';
import { systemClock } from '../token/clock.js';
import { fingerprint, requireFingerprintKey } from '../token/fingerprint.js';
import type { AccessToken } from '../token/held-token.js';
import { type LruMap, lruMap } from '../token/lru-map.js';
import type { TokenProviderOptions } from '../token/options.js';
import { ownTokenStore } from '../token/process-budget.js';
import { createTokenProvider, type TokenProvider, type WaitOptions } from '../token/token-provider.js';
import { type AuthInfoKeyOptions, authInfoWith, id } from './auth-info.js';
import { PROVIDER } from './codes.js';
import { type PloHooks, ploHooks, type SessionTokens } from './hooks.js';
import { userTokenIn } from './response.js';
import { refusingHandles, type SessionHandles, sessionHandles } from './session-handles.js';
import { PRODUCTION, type SignedFetch, type SignedFetchOptions, signedFetch } from './signed-fetch.js';

export interface PloAuthOptions
  extends Omit<AuthInfoKeyOptions, 'fiId' | 'key' | 'iv'>,
    Partial<SignedFetchOptions>,
    Pick<
      TokenProviderOptions,
      'clock' | 'minLoginIntervalMs' | 'onEvent' | 'random' | 'store' | 'waitUntil'
    > {
  /** Your id as a financial institution. Default: the environment variable `PLO_FI_ID`, only without key and IV. */
  readonly fiId?: string | undefined;
  /** In base64: 16 bytes; 32 with `aes-256-cbc`. Default: `PLO_KEY`, only without the other two. */
  readonly key?: string | undefined;
  /** In base64: 16 bytes. Default: `PLO_IV`, only without the other two. */
  readonly iv?: string | undefined;
  /**
   * Any text of yours, kept secret, the same in all processes that share `store`: under it the store knows the AES
   * key. Must be given with a store.
   */
  readonly fingerprintKey?: string | undefined;
  /** For a login, less than 2 ** 31. Default: 10 000. */
  readonly requestTimeoutMs?: number | undefined;
  /** How many cardholders' tokens are kept, those asked for last; each takes about 5 kB. Default: 10 000. */
  readonly maxTokens?: number | undefined;
}

/** What all operations for a cardholder take. It holds no secret: the hook puts the token in when a call is sent. */
export interface PloSessionRequest {
  readonly fId: string;
  /** Stands for the token, and can be printed by anybody. `getToken()` returns the token itself. */
  readonly userToken: string;
}

interface Cardholder {
  readonly tokens: TokenProvider;
  /** The last one handed out. */
  token: string | undefined;
}

/** What a `Configuration` of the client takes. It holds no secret. */
export interface PloConfiguration {
  readonly basePath: string;
  /** As given in the options, so that the client accepts `http:` as well. */
  readonly allowInsecureLoopback?: boolean | undefined;
  /** Signs, where `sign` was given. What repeats requests goes around it: `withRetry(auth.configuration.fetchApi)`. */
  readonly fetchApi: SignedFetch;
  readonly middleware: readonly [PloHooks];
}

/** See `ploAuth`. */
export class PloAuth {
  /**
   * For the client: `new Configuration(auth.configuration)`, or with settings of your own,
   * `new Configuration({ ...auth.configuration, timeoutMs: 5_000 })`.
   */
  readonly configuration: PloConfiguration;
  readonly #fId: string;
  readonly #cardholders: LruMap<Cardholder>;
  readonly #handles: SessionHandles;

  constructor(options: PloAuthOptions = {}) {
    const { fiId, key, iv } = givenOrFromEnvironment(PROVIDER, options, ['fiId', 'key', 'iv']);
    const { basePath = PRODUCTION, allowInsecureLoopback, sign, maxTokens = 10_000 } = options;
    const { requestTimeoutMs: timeoutMs = 10_000, clock = systemClock } = options;
    const { minLoginIntervalMs, onEvent, random, fingerprintKey, waitUntil } = options;
    requireTimeLimit(PROVIDER, 'requestTimeoutMs', timeoutMs);
    if (!(Number.isInteger(maxTokens) && maxTokens > 0))
      throw invalid(PROVIDER, 'maxTokens must be a number from 1');
    requireFingerprintKey(PROVIDER, options);
    const origin = secureOrigin('basePath', basePath, { provider: PROVIDER, allowInsecureLoopback });
    // One for all cardholders, whose logins have one budget, as they are made with one key; their tokens are in the LRU.
    const store = options.store ?? ownTokenStore({ clock, maxKeys: 1 });
    const authInfo = authInfoWith({ ...options, fiId, key, iv });
    const plain: Fetch = (url, init) => (options.fetch ?? globalThis.fetch)(url, init);
    const fetch =
      sign === undefined
        ? plain
        : signedFetch({ sign, basePath, allowInsecureLoopback, fetch: options.fetch });
    const usertoken = `${withoutSlashes(basePath)}/usertoken?FId=${encodeURIComponent(fiId)}&AuthInfo=`;

    const tokensOf = (userId: string): TokenProvider =>
      createTokenProvider({
        ...{ clock, minLoginIntervalMs, onEvent, random, store, waitUntil },
        ...{ provider: PROVIDER, basePath, scope: [fiId], subject: userId },
        lifeMs: Infinity,
        credentialFingerprint: () => fingerprint(fingerprintKey, key, iv),
        async mint({ signal }) {
          const url = usertoken + encodeURIComponent(await authInfo(userId, clock.nowMs()));
          const headers = { accept: 'application/json' };
          const nowMs = (): number => clock.nowMs();
          const answer = await sendOnce(
            url,
            { headers },
            { provider: PROVIDER, fetch, timeoutMs, signal, nowMs },
          );
          return { token: userTokenIn(answer) };
        },
      });
    this.#cardholders = lruMap(maxTokens, (userId) => ({ tokens: tokensOf(userId), token: undefined }));
    this.#handles = sessionHandles(2 * maxTokens);
    this.configuration = clientConfiguration({
      ...{ basePath, allowInsecureLoopback },
      fetchApi: refusingHandles(fetch),
      middleware: [ploHooks(origin, this.#tokens())] as const,
    });
    this.#fId = fiId;
    redacted(this);
  }

  /**
   * The session token of a cardholder: made by one login, however many ask at a time, and kept, as it does not expire.
   *
   * @throws AuthError when there is no token; its code is that of the login which failed.
   */
  async getToken(userId: string, { signal }: WaitOptions = {}): Promise<AccessToken> {
    const cardholder = this.#cardholders.of(id('userId', userId));
    const got = await cardholder.tokens.getToken({ signal });
    cardholder.token = got.token;
    return got;
  }

  /**
   * The arguments that every operation for a cardholder takes, after the login that they need. They are good for calls
   * of a client that has the `configuration` of this helper, and hold no secret.
   *
   * @example await matchedoffersGet(configuration, { ...(await auth.sessionRequest(userId)), itemsPerPage: 10 })
   * @throws AuthError as `getToken` does.
   */
  async sessionRequest(userId: string, options?: WaitOptions): Promise<PloSessionRequest> {
    await this.getToken(userId, options);
    return { fId: this.#fId, userToken: this.#handles.of(userId) };
  }

  #tokens(): SessionTokens {
    return {
      of: async (handle, signal) => {
        const userId = this.#handles.userIdOf(handle);
        return userId === undefined ? undefined : (await this.getToken(userId, { signal })).token;
      },
      drop: (token) => this.invalidate(token),
    };
  }

  /**
   * Gives up a token that a response has proved dead. The hook does so after a 401 and a 403.
   *
   * @returns whether another one is available: not within `minLoginIntervalMs` of its login.
   */
  invalidate(token: string): boolean {
    for (const cardholder of this.#cardholders.values()) {
      if (cardholder.token === token) return cardholder.tokens.invalidate(token);
    }
    return true;
  }

  /**
   * Forgets a cardholder's token, here and in the store, and that their login was rejected. Without an id, those of all
   * cardholders that are in memory here. They are forgotten here at once, whether or not the store can be reached.
   *
   * @throws AuthError `provider_unavailable` when the store may still have a token.
   */
  async forget(userId?: string): Promise<void> {
    const all = this.#cardholders;
    const forgotten = userId === undefined ? [...all.values()] : [all.of(userId)];
    if (userId === undefined) all.clear();
    else all.delete(userId);
    const results = await Promise.allSettled(forgotten.map(({ tokens }) => tokens.forget()));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  /**
   * Lets rejected credentials be tried again, for all cardholders: after key, IV or what was settled at onboarding has
   * been corrected at the vendor.
   *
   * @throws AuthError `provider_unavailable` when the store cannot be reached.
   */
  async reset(): Promise<void> {
    const [known] = this.#cardholders.values();
    await (known ?? this.#cardholders.of('')).tokens.reset();
    this.#cardholders.clear();
  }
}

/**
 * What a PLO client needs of an institution: session tokens of cardholders, each made once and kept in memory, and
 * requests that are signed. Servers only: key and IV are secrets. Make one for each institution and keep it.
 *
 * A token is dropped after a 401 or 403 to a call that carried it, unless the code is about the signature. That call is
 * not repeated, as no code of the vendor proves that the token was the reason; the next one gets a new token.
 *
 * Without an institution it reads it, once, from the environment variables that the options name.
 *
 * @example
 * import oauth1 from 'mastercard-oauth1-signer';
 * const sign = (url, method, body) =>
 *   oauth1.getAuthorizationHeader(url, method, body, consumerKey, signingKey);
 * const auth = ploAuth({ sign });
 * const configuration = new Configuration(auth.configuration);
 * await matchedoffersGet(configuration, await auth.sessionRequest('cardholder-1'));
 * @throws ConfigurationError when an option cannot be used, or a variable is missing or empty.
 */
export function ploAuth(options: PloAuthOptions = {}): PloAuth {
  return new PloAuth(options);
}
