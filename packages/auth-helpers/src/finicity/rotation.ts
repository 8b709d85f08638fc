import { AuthError, failed, invalid } from '../errors.js';
import { requireTimeLimit } from '../http/time-limit.js';
import type { Serially } from '../token/turns.js';
import { throwIfAborted, withTimeLimit } from '../token/wait-for.js';
import { beginWork, isAlive, type Work } from '../token/work.js';
import type { Authentication } from './authentication.js';
import { PROVIDER } from './codes.js';
import type { CredentialsReader, FinicityCredentials } from './credentials.js';
import { validatePartnerSecret } from './partner-secret.js';

export interface ModifyPartnerSecretOptions {
  /** See `validatePartnerSecret`; another than the present one. */
  readonly newSecret: string;
  /**
   * Stores the new secret where it survives a crash: as `pending` beside the present one before it is sent, as
   * `active` when the provider has taken it. A function that gives the credentials must give the new one from then on.
   * Logins wait for it, at most `persistTimeoutMs`.
   */
  readonly persist: (newSecret: string, state: 'pending' | 'active') => unknown;
  /** For each call of `persist`, and for reading the present secret. Default: 30 000. */
  readonly persistTimeoutMs?: number | undefined;
  /** `true` ends the old secret at once, in all processes. Default: false, with which it works for 30 days more. */
  readonly immediate?: boolean | undefined;
  /** Of use until the request is sent; then its outcome is waited for. */
  readonly signal?: AbortSignal | null | undefined;
}

export interface RotationParts {
  readonly calls: Authentication;
  readonly credentials: CredentialsReader;
  /** Of logins and changes of the secret: no login with the old one while that is being changed. */
  readonly inTurn: Serially;
  /** Rejects where the present secret is known to be rejected, so that the change does not try it once more. */
  proveSession(signal: AbortSignal | null | undefined): Promise<unknown>;
}

/** `modifyPartnerSecret` of one partner. */
export function createRotation(parts: RotationParts): (options: ModifyPartnerSecretOptions) => Promise<void> {
  const { calls, credentials, inTurn, proveSession } = parts;
  let underWay: Work | undefined;

  async function change(options: ModifyPartnerSecretOptions): Promise<void> {
    const { newSecret, immediate = false, signal } = options;
    await proveSession(signal);
    const present = await withTimeLimit(limitMs(options), () => credentials.read(), tooLate);
    if (present.partnerSecret === newSecret) throw invalid(PROVIDER, 'newSecret is the present one');
    await persisted(options, 'pending');
    throwIfAborted(signal);
    await inTurn(async () => {
      await taken(present, newSecret, immediate);
      credentials.changed(newSecret, !immediate);
      await persisted(options, 'active');
    });
  }

  /** Resolves when the provider has taken the new secret. */
  async function taken(present: FinicityCredentials, newSecret: string, immediate: boolean): Promise<void> {
    try {
      await calls.modifyPartnerSecret(present, newSecret, immediate);
    } catch (error) {
      if (!isCode(error, 'outcome_unknown')) throw error;
      await probe({ ...present, partnerSecret: newSecret });
    }
  }

  /** One login tells. A second would be one failure more of the five that lock the account. */
  async function probe(changed: FinicityCredentials): Promise<void> {
    try {
      await calls.createToken(changed);
    } catch (error) {
      if (isCode(error, 'account_locked')) throw error;
      if (isCode(error, 'credentials_rejected')) {
        const what = 'the change of the secret got lost: the present one is valid, the pending one is not';
        throw failed(PROVIDER, 'provider_unavailable', what, { cause: error, retryable: true });
      }
      const what = 'it is not known whether the secret was changed: keep the present and the pending one';
      throw failed(PROVIDER, 'outcome_unknown', what, { cause: error });
    }
  }

  return async (options) => {
    validatePartnerSecret(options.newSecret);
    if (typeof options.persist !== 'function') throw invalid(PROVIDER, 'persist must be a function');
    requireTimeLimit(PROVIDER, 'persistTimeoutMs', limitMs(options));
    // One that has ended with its request is under way no more.
    if (underWay !== undefined && (await isAlive(underWay))) {
      throw invalid(PROVIDER, 'another change of the secret is under way');
    }
    const work = beginWork();
    underWay = work;
    try {
      await change(options);
    } finally {
      work.end();
    }
  };
}

function limitMs({ persistTimeoutMs = 30_000 }: ModifyPartnerSecretOptions): number {
  return persistTimeoutMs;
}

function tooLate(): AuthError {
  const what = 'reading or storing a secret takes longer than persistTimeoutMs';
  return failed(PROVIDER, 'provider_unavailable', what, { retryable: true });
}

async function persisted(options: ModifyPartnerSecretOptions, state: 'pending' | 'active'): Promise<void> {
  try {
    await withTimeLimit(limitMs(options), () => options.persist(options.newSecret, state), tooLate);
  } catch (cause) {
    if (state === 'pending') throw invalid(PROVIDER, 'persist failed, so the secret was not changed', cause);
    const what = 'the secret was changed, but persist failed: the one stored as pending is the valid one';
    throw failed(PROVIDER, 'outcome_unknown', what, { cause });
  }
}

function isCode(error: unknown, code: AuthError['code']): boolean {
  return error instanceof AuthError && error.code === code;
}
