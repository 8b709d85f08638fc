import { clientConfiguration } from '../configuration.js';
import { invalid } from '../errors.js';
import type { Fetch } from '../http/send-once.js';
import { requireTimeLimit } from '../http/time-limit.js';
import { redacted } from '../redacted.js';
import type { AuthMiddleware } from '../token/auth-middleware.js';
import { systemClock } from '../token/clock.js';
import { fingerprint } from '../token/fingerprint.js';
import type { AccessToken } from '../token/held-token.js';
import { CredentialsChanged } from '../token/mint.js';
import type { TokenProviderOptions } from '../token/options.js';
import { ownTokenStore } from '../token/process-budget.js';
import { TOKEN_PLACEHOLDER } from '../token/token-carrier.js';
import { createTokenProvider, type GetTokenOptions, type TokenProvider } from '../token/token-provider.js';
import { serially } from '../token/turns.js';
import { waitFor } from '../token/wait-for.js';
import { authentication } from './authentication.js';
import { PROVIDER } from './codes.js';
import { CredentialsReader, type FinicityCredentialsSource, partnerOf } from './credentials.js';
import { finicityMiddleware } from './middleware.js';
import { createRotation, type ModifyPartnerSecretOptions } from './rotation.js';
import { verifyWebhook, type Webhook } from './webhook.js';

export interface FinicityAuthOptions
  extends Pick<TokenProviderOptions, 'clock' | 'jitter' | 'onEvent' | 'random' | 'store' | 'waitUntil'> {
  /** Issued by Finicity. Default: the environment variable `FINICITY_PARTNER_ID`, only without `credentials`. */
  readonly partnerId?: string | undefined;
  /**
   * Default, only without `partnerId`: the environment variables `FINICITY_PARTNER_SECRET`, `FINICITY_APP_KEY` and,
   * where it is set, `FINICITY_PREVIOUS_PARTNER_SECRET`.
   */
  readonly credentials?: FinicityCredentialsSource | undefined;
  /** Base URL, https: secrets are sent to its origin only. Default: `https://api.finicity.com`. */
  readonly basePath?: string | undefined;
  /** Takes an `http:` base URL on the loopback interface as well, for tests. Default: false. */
  readonly allowInsecureLoopback?: boolean | undefined;
  /** Sends logins and changes of the secret. Default: `globalThis.fetch`, looked up at each call. */
  readonly fetch?: Fetch | undefined;
  /** For each of these requests, less than 2 ** 31. Default: 10 000. */
  readonly requestTimeoutMs?: number | undefined;
  /**
   * Any text of yours, kept secret, the same in all processes that share `store`: under it the store knows the
   * credentials. Default: the App-Key with a store of your own; without one, random.
   */
  readonly fingerprintKey?: string | undefined;
  /** Life of a token from the start of its login; the provider does not tell it. Default: 7 200 000, two hours. */
  readonly lifeMs?: number | undefined;
  /** Age from which a call renews it in the background. Default: 5 400 000, 90 minutes. */
  readonly refreshAfterMs?: number | undefined;
  /** Taken off the life. Default: 60 000. */
  readonly clockSkewMs?: number | undefined;
  /** From the start of a failed login to that of the next. Default: 30 000. */
  readonly minLoginIntervalMs?: number | undefined;
}

const PRODUCTION = 'https://api.finicity.com';

const HEADERS: readonly string[] = ['Finicity-App-Key', 'Finicity-App-Token'];

/** What a `Configuration` of the client takes. It holds no secret. */
export interface FinicityConfiguration {
  /** As given in the options. */
  readonly basePath?: string | undefined;
  /** As given in the options, so that the client accepts `http:` as well. */
  readonly allowInsecureLoopback?: boolean | undefined;
  /** Returns placeholders, which the hook replaces. */
  readonly apiKey: (name: string) => string | undefined;
  readonly middleware: readonly [AuthMiddleware];
}

/** See `finicityAuth`. */
export class FinicityAuth {
  /**
   * For the client: `new Configuration(auth.configuration)`, or with settings of your own,
   * `new Configuration({ ...auth.configuration, timeoutMs: 5_000 })`.
   */
  readonly configuration: FinicityConfiguration;
  readonly #tokens: TokenProvider;
  readonly #credentials: CredentialsReader;
  readonly #rotate: (options: ModifyPartnerSecretOptions) => Promise<void>;

  constructor(options: FinicityAuthOptions = {}) {
    const { partnerId, credentials: source } = partnerOf(options);
    const { basePath, allowInsecureLoopback, fingerprintKey, fetch } = options;
    const { requestTimeoutMs = 10_000, store, lifeMs = 7_200_000, refreshAfterMs = 5_400_000 } = options;
    const { clock = systemClock, jitter, onEvent, random, waitUntil } = options;
    const { clockSkewMs = 60_000, minLoginIntervalMs = 30_000 } = options;
    const base = basePath ?? PRODUCTION;
    requireTimeLimit(PROVIDER, 'requestTimeoutMs', requestTimeoutMs);
    if (fingerprintKey === '') throw invalid(PROVIDER, 'fingerprintKey must not be empty');

    const credentials = new CredentialsReader(partnerId, source);
    const calls = authentication({
      basePath: base,
      partnerId,
      requestTimeoutMs,
      fetch,
      nowMs: () => clock.nowMs(),
    });
    const inTurn = serially();
    this.#tokens = createTokenProvider({
      ...{ clock, jitter, onEvent, random, waitUntil, store: store ?? ownTokenStore({ clock }) },
      ...{ lifeMs, refreshAfterMs, clockSkewMs, minLoginIntervalMs },
      provider: PROVIDER,
      basePath: base,
      scope: [partnerId],
      async credentials() {
        // After a change of the secret, which may be under way.
        await inTurn(() => undefined);
        return credentials.readForLogin();
      },
      credentialFingerprint({ appKey, partnerSecret }) {
        const sharedKey = store === undefined ? undefined : appKey;
        return fingerprint(fingerprintKey ?? sharedKey, partnerSecret, appKey);
      },
      mint: ({ signal, credentials: given }) =>
        inTurn(async () => {
          if (credentials.isOutdated(given)) throw new CredentialsChanged();
          return { token: await waitFor(calls.createToken(given, signal), signal) };
        }),
    });
    const proveSession = (signal?: AbortSignal | null): Promise<unknown> => this.#tokens.getToken({ signal });
    this.#rotate = createRotation({ calls, credentials, inTurn, proveSession });
    this.#credentials = credentials;
    const appKey = (): Promise<string> => credentials.appKey();
    const hook = finicityMiddleware({ tokens: this.#tokens, basePath: base, allowInsecureLoopback, appKey });
    this.configuration = clientConfiguration({
      basePath,
      allowInsecureLoopback,
      apiKey: (name: string) => (HEADERS.includes(name) ? TOKEN_PLACEHOLDER : undefined),
      middleware: [hook] as const,
    });
    redacted(this);
  }

  /**
   * The token, for what the client does not send. A Connect link lives as long as its token: ask for one that lasts
   * with `minRemainingMs` before the link is made.
   *
   * @throws AuthError when there is no token; its code is that of the login which failed.
   */
  getToken(options?: GetTokenOptions): Promise<AccessToken> {
    return this.#tokens.getToken(options);
  }

  /** Gives up a token that a response has proved dead. @returns whether another one is available. */
  invalidate(token: string): boolean {
    return this.#tokens.invalidate(token);
  }

  /**
   * Forgets the token, here and in the store, so that the next call logs in. It is forgotten here at once, whether or
   * not the store can be reached.
   *
   * @throws AuthError `provider_unavailable` when the store may still have it.
   */
  forget(): Promise<void> {
    return this.#tokens.forget();
  }

  /** Lets rejected credentials be tried again, as after the vendor's support has unlocked the account. */
  reset(): Promise<void> {
    return this.#tokens.reset();
  }

  /**
   * Changes the partner secret. The old one works for 30 days more, unless `immediate`. Where no answer comes, one
   * login with the new secret finds out which of both is valid.
   *
   * The session in hand proves that the present secret is good; without one, a login does. One change at a time.
   *
   * @throws ConfigurationError for a secret against the policy, and where `persist` fails: the secret is as before.
   * @throws AuthError `outcome_unknown` when the secret may have been changed: the new one is stored as pending.
   * @throws AuthError with any other code when it was not changed.
   */
  modifyPartnerSecret(options: ModifyPartnerSecretOptions): Promise<void> {
    return this.#rotate(options);
  }

  /** The function of this name with the secrets of this partner, which are read anew. */
  async verifyWebhook(webhook: Webhook): Promise<boolean> {
    const { partnerSecret, previousPartnerSecret } = await this.#credentials.read();
    return verifyWebhook({ ...webhook, secrets: [partnerSecret, previousPartnerSecret] });
  }
}

/**
 * What a Finicity client needs of a partner: one token for all calls, made anew after 90 minutes, and the App-Key.
 * Servers only: what it takes are secrets. Make one for each partner and keep it.
 *
 * A login is sent once. One that is rejected is not sent again until the credentials change, as the fifth locks the
 * account.
 *
 * Without credentials it reads them, once, from the environment variables that the options name.
 *
 * @example
 * const auth = finicityAuth();
 * const customers = new CustomersApi(new Configuration(auth.configuration));
 * @throws ConfigurationError when an option cannot be used, or a variable is missing or empty.
 */
export function finicityAuth(options: FinicityAuthOptions = {}): FinicityAuth {
  return new FinicityAuth(options);
}
