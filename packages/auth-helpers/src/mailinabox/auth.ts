import { clientConfiguration } from '../configuration.js';
import { givenOrFromEnvironment } from '../environment.js';
import { requireTimeLimit } from '../http/time-limit.js';
import { redacted } from '../redacted.js';
import { systemClock } from '../token/clock.js';
import { fingerprint, requireFingerprintKey } from '../token/fingerprint.js';
import type { AccessToken } from '../token/held-token.js';
import { ownTokenStore } from '../token/process-budget.js';
import { TOKEN_PLACEHOLDER } from '../token/token-carrier.js';
import type { WaitOptions } from '../token/token-provider.js';
import { accountMemory } from './account-memory.js';
import { PROVIDER } from './codes.js';
import { type MailinaboxHooks, mailinaboxHooks } from './hooks.js';
import { type SessionRequests, sessionRequests } from './login.js';
import {
  asked,
  checkedBasePath,
  checkedEmail,
  checkedPassword,
  type MailinaboxAuthOptions,
} from './options.js';
import { createSession, type Session } from './session.js';

/** From one login to the next, whatever becomes of them. `KeyGate` tells why. */
const LOGIN_INTERVAL_MS = 10_000;

/** What the functions of the options may take, such as somebody who reads a code. */
const ASKING_MS = 60_000;

/** What a `Configuration` of the client takes. It holds no secret. */
export interface MailinaboxConfiguration {
  readonly basePath: string;
  /** As given in the options, so that the client accepts `http:` as well. */
  readonly allowInsecureLoopback?: boolean | undefined;
  /** The e-mail address of the account. */
  readonly username: string;
  /** A placeholder, which the hook replaces. */
  readonly password: string;
  readonly middleware: readonly [MailinaboxHooks];
}

/** See `mailinaboxAuth`. */
export class MailinaboxAuth {
  /**
   * For the client: `new Configuration(auth.configuration)`, or with settings of your own,
   * `new Configuration({ ...auth.configuration, timeoutMs: 5_000 })`.
   */
  readonly configuration: MailinaboxConfiguration;
  readonly #session: Session;
  readonly #requests: SessionRequests;

  constructor(options: MailinaboxAuthOptions = {}) {
    const { totp, allowInsecureLoopback, fetch, requestTimeoutMs = 30_000, fingerprintKey } = options;
    const { clock = systemClock, onEvent, random, store, waitUntil } = options;
    const login = givenOrFromEnvironment(PROVIDER, options, ['basePath', 'email', 'password']);
    const basePath = checkedBasePath(login.basePath, allowInsecureLoopback);
    const email = checkedEmail(login.email);
    const given = login.password;
    const source = typeof given === 'function' ? given : checkedPassword(given);
    requireTimeLimit(PROVIDER, 'requestTimeoutMs', requestTimeoutMs);
    requireFingerprintKey(PROVIDER, options);
    const account = accountMemory(clock, basePath, email);
    const requests = sessionRequests({ basePath, email, totp, requestTimeoutMs, fetch, clock, account });
    this.#requests = requests;
    this.#session = createSession({
      ...{ clock, onEvent, random, waitUntil, provider: PROVIDER, basePath, scope: [email] },
      store: store ?? ownTokenStore({ clock }),
      gate: account.gate,
      // Each use renews it, so that its age tells nothing; answers tell when it is dead.
      lifeMs: Infinity,
      minLoginIntervalMs: LOGIN_INTERVAL_MS,
      mintTimeoutMs: requestTimeoutMs + ASKING_MS,
      credentials: async () =>
        typeof source === 'string' ? source : checkedPassword(await asked('password', source)),
      credentialFingerprint: (password) => fingerprint(fingerprintKey, password),
      mint: async ({ signal, credentials }) => ({ token: await requests.login(credentials, signal) }),
    });
    const hook = mailinaboxHooks({ session: this.#session, email, basePath, allowInsecureLoopback });
    this.configuration = clientConfiguration({
      ...{ basePath, allowInsecureLoopback },
      ...{ username: email, password: TOKEN_PLACEHOLDER },
      middleware: [hook] as const,
    });
    redacted(this);
  }

  /**
   * The api_key, for what the client does not send. Such calls are not among the three at a time.
   *
   * @throws AuthError when there is none; its code is that of the login which failed.
   */
  getToken({ signal }: WaitOptions = {}): Promise<AccessToken> {
    return this.#session.getToken({ signal });
  }

  /** Gives up an api_key that a response has proved dead. @returns whether another one is available. */
  invalidate(token: string): boolean {
    return this.#session.invalidate(token);
  }

  /** Lets a rejected password be tried again, as after it was changed at the box. */
  reset(): Promise<void> {
    return this.#session.reset();
  }

  /**
   * Ends the session, if there is one; the next call logs in again. To be called by the owner of a key that is shared
   * through a store: it ends for all.
   *
   * @throws AuthError when the box does not answer: the key is given up here, and lives there for two days more.
   */
  async logout({ signal }: WaitOptions = {}): Promise<void> {
    const ended = this.#session.end();
    if (ended === undefined) return;
    // Others would find it dead at their next call; and it is dead, whether or not the store can be told.
    await Promise.all([ended.forget().catch(() => undefined), this.#requests.logout(ended.key, signal)]);
  }
}

/**
 * What a Mail-in-a-Box client needs of an account: one login for all calls, and from then on its api_key. Make one for
 * each account and keep it.
 *
 * Without an account it reads it, once, from the environment variables that the options name.
 *
 * @example
 * const auth = mailinaboxAuth({ totp });
 * const users = await getMailUsers(new Configuration(auth.configuration), { format: 'json' });
 * await auth.logout();
 * @throws ConfigurationError when an option cannot be used, or a variable is missing or empty.
 */
export function mailinaboxAuth(options: MailinaboxAuthOptions = {}): MailinaboxAuth {
  return new MailinaboxAuth(options);
}
