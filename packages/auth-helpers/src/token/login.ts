import { adopt, type HeldToken } from './held-token.js';
import { createAttempt } from './login-attempt.js';
import type { Refusal } from './login-budget.js';
import { type LoginKey, loginKey } from './login-key.js';
import type { LoginProgress } from './login-progress.js';
import { CredentialsChanged } from './mint.js';
import type { TokenSettings } from './options.js';
import type { StoredToken } from './store.js';

/**
 * Gets a token newer than `previous`: one that somebody else has put into the store, or that of one login, if the
 * budget allows it.
 */
export interface Login {
  run(previous: HeldToken | undefined, progress: LoginProgress): Promise<HeldToken>;
  /** A newer token that somebody else has put into the store. Rejects when the store fails. */
  look(previous: HeldToken | undefined, key: LoginKey): Promise<HeldToken | undefined>;
  /** Puts in order what a login left behind that came to no end. Never rejects. */
  takeOver(progress: LoginProgress): Promise<void>;
  /** Forgets rejections of the present credentials. */
  reset(): Promise<void>;
  /**
   * Keeps in mind that credentials were refused, in the answer to something else than a login.
   *
   * @param made The token that the answer was to. Without it, the credentials of now are meant.
   */
  refused(code: Refusal, made: HeldToken | undefined): Promise<void>;
  /** Takes the token out of the store. */
  forget(made: HeldToken | undefined): Promise<void>;
}

/**
 * How often a login begins anew: as the credentials were changed before it was sent, as its lease got too old, or as
 * its token was not taken by the store.
 */
const MOST_STARTS = 3;

export function createLogin(settings: TokenSettings): Login {
  const { store, emit, credentials, credentialFingerprint } = settings;
  const attempt = createAttempt(settings);

  /** Read once for each login, and carried through it: what they bring is booked under their own fingerprint. */
  async function read(): Promise<{ secrets: unknown; key: LoginKey }> {
    const secrets = await credentials();
    return { secrets, key: loginKey(settings, await credentialFingerprint(secrets)) };
  }

  async function run(previous: HeldToken | undefined, progress: LoginProgress): Promise<HeldToken> {
    for (let start = 1; ; start += 1) {
      const { secrets, key } = await read();
      progress.key = key;
      try {
        return await claim(previous, secrets, key, progress);
      } catch (thrown) {
        if (thrown instanceof CredentialsChanged && start < MOST_STARTS) continue;
        // While this one failed, somebody else may have logged in.
        const isWorthIt = progress.isSent === true && !progress.signal.aborted;
        const newer = isWorthIt ? await look(previous, key).catch(() => undefined) : undefined;
        if (newer === undefined) throw thrown;
        return newer;
      } finally {
        await attempt.giveBack(progress);
      }
    }
  }

  async function claim(
    previous: HeldToken | undefined,
    secrets: unknown,
    key: LoginKey,
    progress: LoginProgress,
  ): Promise<HeldToken> {
    let generation = generationOf(previous, key);
    for (let logins = 1; ; ) {
      const claimed = await attempt.fromStore(progress, store.claim(key.token, generation));
      if ('lease' in claimed) {
        progress.lease = claimed.lease;
        const made = await attempt.run(secrets, key, progress, logins >= MOST_STARTS);
        if (made !== undefined) return made;
        await attempt.giveBackLease(progress);
        logins += 1;
        continue;
      }
      const { record } = claimed.stored;
      if (!(record.generation > generation)) throw new TypeError('the token store returned an older token');
      const usable = usableOf(claimed.stored, key);
      if (usable !== undefined) return usable;
      generation = record.generation;
    }
  }

  async function look(previous: HeldToken | undefined, key: LoginKey): Promise<HeldToken | undefined> {
    const stored = await store.read(key.token, generationOf(previous, key));
    return stored === undefined ? undefined : usableOf(stored, key);
  }

  function usableOf(stored: StoredToken, key: LoginKey): HeldToken | undefined {
    const adopted = adopt(key, stored, settings);
    if (!adopted.isUsable()) return undefined;
    attempt.accepted(key);
    emit({ type: 'token_adopted', ageMs: adopted.ageMs });
    return adopted;
  }

  return {
    run,
    look,
    takeOver: attempt.takeOver,
    async reset() {
      const { key } = await read();
      await attempt.reset(key);
    },
    async refused(code, made) {
      // That it cannot be kept in mind is an event: the caller has an error to be told already.
      const key = made?.key ?? (await read().catch(() => undefined))?.key;
      if (key !== undefined) await attempt.refused(key, code);
    },
    async forget(made) {
      const key = made?.key ?? (await read()).key;
      await attempt.forget(key);
    },
  };
}

function generationOf(previous: HeldToken | undefined, key: LoginKey): number {
  return previous?.key.token === key.token ? previous.generation : 0;
}
