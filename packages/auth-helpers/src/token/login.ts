import { AuthError } from '../errors.js';
import { elapsedMs, instant } from './clock.js';
import { adopt, HeldToken } from './held-token.js';
import type { LoginOutcome, Refusal } from './login-budget.js';
import type { MintedToken, TokenSettings } from './options.js';
import type { TokenLease } from './store.js';
import { waitFor } from './wait-for.js';

/**
 * Gets a token newer than `previous`: one that somebody else has put into the store, or that of one login, if the
 * budget allows it.
 */
export interface Login {
  run(previous: HeldToken | undefined, signal: AbortSignal): Promise<HeldToken>;
  /** Forgets rejections of the present credentials. */
  reset(): Promise<void>;
  /** Keeps in mind that the present credentials were refused, in the answer to something else than a login. */
  refused(code: Refusal): Promise<void>;
}

export function createLogin(settings: TokenSettings): Login {
  const { provider, scope, credentialFingerprint, store, clock, tell } = settings;
  let attempt = 0;

  async function key(): Promise<string> {
    return JSON.stringify([provider, ...scope, await credentialFingerprint()]);
  }

  async function run(previous: HeldToken | undefined, signal: AbortSignal): Promise<HeldToken> {
    const at = await key();
    let generation = previous?.key === at ? previous.generation : 0;
    for (;;) {
      const claim = await asked(store.claim(at, generation));
      if ('stored' in claim) {
        const { record } = claim.stored;
        if (!(record.generation > generation)) throw new TypeError('the token store returned an older token');
        const adopted = adopt(at, claim.stored, settings);
        if (adopted.isUsable()) {
          tell({ type: 'token_adopted', ageMs: adopted.ageMs });
          return adopted;
        }
        generation = record.generation;
        continue;
      }
      if (claim.lease.isLocal === true) tell({ type: 'store_failed' });
      try {
        signal.throwIfAborted();
        await reserve(at);
        const token = await mint(at, claim.lease, signal);
        if (token !== undefined) return token;
      } finally {
        await claim.lease.release();
      }
    }
  }

  /** @throws AuthError when these credentials have used up their budget. */
  async function reserve(at: string): Promise<void> {
    const code = await asked(store.budget.reserve(at));
    if (code === 'allowed') return;
    tell({ type: 'budget_exhausted', code });
    const isOver = code !== 'outcome_unknown';
    const what = isOver
      ? 'until the credentials change'
      : 'for a while, as the last may count as a failed one';
    throw new AuthError(code, `${provider}: no login is made ${what}`, { provider, retryable: !isOver });
  }

  /** @returns `undefined` when a newer token has been stored meanwhile. */
  async function mint(at: string, lease: TokenLease, signal: AbortSignal): Promise<HeldToken | undefined> {
    const since = instant(clock);
    let minted: MintedToken;
    attempt += 1;
    try {
      minted = checked(await waitFor(settings.mint({ signal, attempt }), signal));
    } catch (thrown) {
      const error = thrown instanceof AuthError ? thrown : unknown(thrown);
      await kept(store.budget.settle(at, outcomeOf(error)));
      throw error;
    }
    attempt = 0;
    const { token, lifeMs = settings.lifeMs } = minted;
    const { generation } = lease;
    const json = lifeMs === Infinity ? null : lifeMs;
    const record = { token, issuedAtMs: since.wallMs, lifeMs: json, generation };
    const durationMs = elapsedMs(clock, since);
    tell({ type: 'login', durationMs });
    await kept(store.budget.settle(at, 'accepted'));
    const isNewest = await kept(lease.save(record, durationMs));
    if (isNewest === false) return undefined;
    return new HeldToken(at, record, since, settings);
  }

  /** @throws AuthError when the store has none to give: no login is made that it does not know of. */
  async function asked<Value>(answer: Promise<Value>): Promise<Value> {
    try {
      return await answer;
    } catch (thrown) {
      if (thrown instanceof AuthError) throw thrown;
      tell({ type: 'store_failed' });
      const about = { provider, cause: thrown, retryable: true };
      throw new AuthError('provider_unavailable', `${provider}: the token store fails`, about);
    }
  }

  /** What came of the login is used here, whether or not it can be told to others. */
  async function kept<Value>(written: Promise<Value>): Promise<Value | undefined> {
    try {
      return await written;
    } catch {
      tell({ type: 'store_failed' });
      return undefined;
    }
  }

  function unknown(cause?: unknown): AuthError {
    const message = `${provider}: the login may have taken effect, but brought no token`;
    return new AuthError('outcome_unknown', message, { provider, cause });
  }

  function checked(minted: MintedToken): MintedToken {
    const { token, lifeMs = 1 }: Partial<MintedToken> = Object(minted);
    if (typeof token !== 'string' || token === '' || !(lifeMs > 0)) throw unknown();
    return minted;
  }

  return {
    run,
    refused: async (code) => void (await kept(key().then((at) => store.budget.settle(at, code)))),
    reset: async () => asked(store.budget.reset(await key())),
  };
}

function outcomeOf({ code }: AuthError): LoginOutcome {
  const counts = ['credentials_rejected', 'account_locked', 'outcome_unknown'] as const;
  // Whether the provider counts these as failed logins is known of none.
  if (code === 'forbidden' || code === 'request_rejected') return 'outcome_unknown';
  return counts.find((counted) => counted === code) ?? 'harmless';
}
