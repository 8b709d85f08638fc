import { AuthError } from '../errors.js';
import { elapsedMs, instant } from './clock.js';
import { HeldToken } from './held-token.js';
import type { LoginOutcome, LoginVerdict, Refusal } from './login-budget.js';
import type { LoginKey } from './login-key.js';
import { loginTurns } from './login-turns.js';
import { CredentialsChanged, type MintedToken } from './mint.js';
import type { TokenSettings } from './options.js';
import type { TokenLease } from './store.js';
import { waitFor } from './wait-for.js';
import { type Work, wokenBy } from './work.js';

/** How far a login has come: what whoever takes it over has to put in order. */
export interface LoginProgress {
  /** Goes on as long as whoever makes the login is alive. */
  readonly work: Work;
  readonly signal: AbortSignal;
  key?: LoginKey;
  lease?: TokenLease | undefined;
  /** The key of the turn that it has. */
  turn?: string | undefined;
  /** A login that the budget has counted, and that is not settled. */
  open?: 'reserved' | 'sent' | undefined;
  isSent?: boolean;
  isOutageTold?: boolean;
}

/** One login, with leave of the budget. */
export interface Attempt {
  /**
   * @param isLast What comes of it is used, also where the store has its doubts.
   * @returns `undefined` when the store is to be asked again.
   */
  make(
    secrets: unknown,
    key: LoginKey,
    progress: LoginProgress,
    isLast: boolean,
  ): Promise<HeldToken | undefined>;
  /** The answer of the store. @throws AuthError when it has none to give. */
  asked<Value>(progress: { isOutageTold?: boolean }, answer: Promise<Value>): Promise<Value>;
  giveBackLease(progress: LoginProgress): Promise<void>;
  /** Lease and turn. */
  giveBack(progress: LoginProgress): Promise<void>;
  takeOver(progress: LoginProgress): Promise<void>;
  /** Another process has logged in with these credentials. */
  accepted(key: LoginKey): void;
  refused(key: LoginKey, code: Refusal): Promise<void>;
  reset(key: LoginKey): Promise<void>;
  /** The token in the store, and what is known of whom it was for; not what is known of the credentials. */
  forget(key: LoginKey): Promise<void>;
}

/** A budget of many processes is asked again so often, a look apart, while logins of others are under way. */
const MOST_PENDING = 50;

export function createAttempt(settings: TokenSettings): Attempt {
  const { provider, subject, store, clock, tell } = settings;
  const { budget } = store;
  const turns = loginTurns(budget);
  let attempt = 0;

  async function make(
    secrets: unknown,
    key: LoginKey,
    progress: LoginProgress,
    isLast: boolean,
  ): Promise<HeldToken | undefined> {
    const { lease, signal } = progress;
    if (lease === undefined) return undefined;
    if (lease.isLocal === true && progress.isOutageTold !== true) outage(progress);
    signal.throwIfAborted();
    if (progress.turn === undefined) {
      await turns.enter(key.budget, progress.work, signal);
      progress.turn = key.budget;
    }
    await reserve(key, progress);
    if (signal.aborted || (!isLast && lease.isFresh?.() === false)) {
      await settle(key, progress, 'harmless');
      signal.throwIfAborted();
      return undefined;
    }
    const made = await mint(secrets, key, progress, lease);
    return made.isNewest || isLast ? made.token : undefined;
  }

  /** @throws AuthError when these credentials have used up their budget, or the subject its own. */
  async function reserve(key: LoginKey, progress: LoginProgress): Promise<void> {
    if (subject !== undefined) await reserveForSubject(key, progress);
    const isProven = turns.isProven(key.budget);
    try {
      await allowed(progress, () => asked(progress, budget.reserve(key.budget, { isProven })));
      progress.open = 'reserved';
    } catch (refused) {
      // What this process knew of them is over: without the store it is not to be tried on the strength of that.
      if (isRefused(refused)) turns.proven(key.budget, false);
      if (subject !== undefined) await kept(progress, budget.settle(key.token, 'harmless'));
      throw refused;
    }
  }

  /** It only spares the provider who was refused before, so an outage is no reason to make no login. */
  async function reserveForSubject(key: LoginKey, progress: LoginProgress): Promise<void> {
    await allowed(progress, () =>
      asked(progress, budget.reserve(key.token)).catch((error: unknown) => {
        if (!turns.isProven(key.budget)) throw error;
        return 'allowed' as const;
      }),
    );
  }

  async function allowed(progress: LoginProgress, verdict: () => Promise<LoginVerdict>): Promise<void> {
    for (let asks = 1; ; asks += 1) {
      const code = await verdict();
      if (code === 'allowed') return;
      if (code !== 'pending' || asks >= MOST_PENDING) throw exhausted(code);
      await wokenBy(() => () => undefined, progress.signal);
    }
  }

  function exhausted(verdict: 'pending' | 'outcome_unknown' | Refusal): AuthError {
    const code = verdict === 'pending' ? 'outcome_unknown' : verdict;
    tell({ type: 'budget_exhausted', code });
    const isOver = code !== 'outcome_unknown';
    const what = isOver
      ? 'until the credentials change'
      : 'for a while, as the last may count as a failed one';
    return new AuthError(code, `${provider}: no login is made ${what}`, { provider, retryable: !isOver });
  }

  /** @returns the token, and whether a newer one was stored meanwhile. */
  async function mint(
    credentials: unknown,
    key: LoginKey,
    progress: LoginProgress,
    lease: TokenLease,
  ): Promise<{ token: HeldToken; isNewest: boolean }> {
    const { signal } = progress;
    const since = instant(clock);
    let minted: MintedToken;
    attempt += 1;
    try {
      progress.open = 'sent';
      progress.isSent = true;
      minted = checked(await waitFor(settings.mint({ signal, attempt, credentials }), signal));
    } catch (thrown) {
      if (thrown instanceof CredentialsChanged) {
        progress.isSent = false;
        await settle(key, progress, 'harmless');
        throw thrown;
      }
      const error = thrown instanceof AuthError ? thrown : unknown(thrown);
      await settle(key, progress, outcomeOf(error, subject !== undefined), subjectOutcomeOf(error));
      throw error;
    }
    attempt = 0;
    const { token, lifeMs = settings.lifeMs } = minted;
    const { generation } = lease;
    const json = lifeMs === Infinity ? null : lifeMs;
    const record = { token, issuedAtMs: since.wallMs, lifeMs: json, generation };
    const durationMs = elapsedMs(clock, since);
    tell({ type: 'login', durationMs });
    await settle(key, progress, 'accepted');
    const isNewest = (await kept(progress, lease.save(record, durationMs))) !== false;
    return { token: new HeldToken(key, record, since, settings), isNewest };
  }

  async function settle(
    key: LoginKey,
    progress: LoginProgress,
    outcome: LoginOutcome,
    ofSubject: LoginOutcome = outcome === 'accepted' ? outcome : 'harmless',
  ): Promise<void> {
    const isOpen = progress.open !== undefined;
    progress.open = undefined;
    // Taken over before, as if there would be no answer: what it says counts all the same.
    if (!isOpen && (outcome === 'harmless' || outcome === 'outcome_unknown')) return;
    if (outcome === 'accepted') accepted(key);
    else if (outcome !== 'harmless' && outcome !== 'outcome_unknown') turns.proven(key.budget, false);
    const { token } = key;
    // Of who was let in nothing need be known.
    const settleSubject = (): Promise<void> =>
      ofSubject === 'accepted' ? budget.reset(token) : budget.settle(token, ofSubject);
    await Promise.all([
      kept(progress, budget.settle(key.budget, outcome)),
      subject === undefined ? undefined : kept(progress, settleSubject()),
    ]);
  }

  function accepted(key: LoginKey): void {
    turns.proven(key.budget, true);
  }

  /** @throws AuthError when the store has none to give: no login is made that it does not know of. */
  async function asked<Value>(
    progress: Pick<LoginProgress, 'isOutageTold'>,
    answer: Promise<Value>,
  ): Promise<Value> {
    try {
      return await answer;
    } catch (thrown) {
      if (thrown instanceof AuthError) throw thrown;
      if (progress.isOutageTold !== true) outage(progress);
      const about = { provider, cause: thrown, retryable: true };
      throw new AuthError('provider_unavailable', `${provider}: the token store fails`, about);
    }
  }

  /** What came of the login is used here, whether or not it can be told to others. */
  async function kept<Value>(
    progress: Pick<LoginProgress, 'isOutageTold'>,
    written: Promise<Value>,
  ): Promise<Value | undefined> {
    try {
      return await written;
    } catch {
      outage(progress);
      return undefined;
    }
  }

  function outage(progress: Pick<LoginProgress, 'isOutageTold'>): void {
    tell({ type: 'store_failed' });
    progress.isOutageTold = true;
  }

  async function giveBackLease(progress: LoginProgress): Promise<void> {
    const { lease } = progress;
    progress.lease = undefined;
    await lease?.release();
  }

  async function giveBack(progress: LoginProgress): Promise<void> {
    const { turn } = progress;
    progress.turn = undefined;
    if (turn !== undefined) turns.leave(turn, progress.work);
    await giveBackLease(progress);
  }

  async function takeOver(progress: LoginProgress): Promise<void> {
    const { key, open } = progress;
    const outcome = open === 'sent' ? 'outcome_unknown' : 'harmless';
    if (key !== undefined && open !== undefined) await settle(key, progress, outcome);
    await giveBack(progress);
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
    ...{ make, asked, giveBackLease, giveBack, takeOver, accepted },
    async refused(key, code) {
      turns.proven(key.budget, false);
      await kept({}, budget.settle(key.budget, code));
    },
    async reset(key) {
      turns.proven(key.budget, false);
      await asked({}, budget.reset(key.budget));
      if (subject !== undefined) await asked({}, budget.reset(key.token));
    },
    async forget(key) {
      await asked({}, store.delete(key.token));
      if (subject !== undefined) await asked({}, budget.reset(key.token));
    },
  };
}

function isRefused(error: unknown): boolean {
  const { code } = error as Partial<AuthError>;
  return code === 'credentials_rejected' || code === 'account_locked';
}

function outcomeOf({ code }: AuthError, hasSubject: boolean): LoginOutcome {
  if (code === 'credentials_rejected') return hasSubject ? 'subject_rejected' : code;
  if (code === 'account_locked') return code;
  // Whether the provider counts these as failed logins is known of none.
  const isUnknown = code === 'outcome_unknown' || code === 'forbidden' || code === 'request_rejected';
  return isUnknown ? 'outcome_unknown' : 'harmless';
}

/** Of whom it was for: a refusal, or what may be one, is not repeated for a while. */
function subjectOutcomeOf({ code }: AuthError): LoginOutcome {
  if (code === 'credentials_rejected') return code;
  return code === 'forbidden' || code === 'request_rejected' ? 'outcome_unknown' : 'harmless';
}
