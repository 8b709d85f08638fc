import { AuthError, failed } from '../errors.js';
import { elapsedMs, instant } from './clock.js';
import { HeldToken } from './held-token.js';
import type { LoginOutcome, Refusal } from './login-budget.js';
import type { LoginKey } from './login-key.js';
import { outcomeOf, subjectOutcomeOf } from './login-outcome.js';
import type { LoginProgress } from './login-progress.js';
import { loginReservation } from './login-reservation.js';
import { loginTurns } from './login-turns.js';
import { CredentialsChanged, type MintedToken } from './mint.js';
import type { TokenSettings } from './options.js';
import type { TokenLease } from './store.js';
import { type StoreOutages, storeOutages } from './store-outage.js';
import { throwIfAborted, waitFor } from './wait-for.js';

/** One login, with leave of the budget. */
export interface Attempt {
  /**
   * @param isLast What comes of it is used, also where the store has its doubts.
   * @returns `undefined` when the store is to be asked again.
   */
  run(
    secrets: unknown,
    key: LoginKey,
    progress: LoginProgress,
    isLast: boolean,
  ): Promise<HeldToken | undefined>;
  readonly fromStore: StoreOutages['fromStore'];
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

export function createAttempt(settings: TokenSettings): Attempt {
  const { provider, subject, store, clock, emit } = settings;
  const { budget } = store;
  const turns = loginTurns(budget);
  const outages = storeOutages(settings);
  const { fromStore, kept, outage } = outages;
  const reserve = loginReservation(settings, turns, outages);
  let attempt = 0;

  async function run(
    secrets: unknown,
    key: LoginKey,
    progress: LoginProgress,
    isLast: boolean,
  ): Promise<HeldToken | undefined> {
    const { lease, signal } = progress;
    if (lease === undefined) return undefined;
    if (lease.isLocal === true && progress.isOutageTold !== true) outage(progress);
    throwIfAborted(signal);
    if (progress.turn === undefined) {
      await turns.enter(key.budget, progress.work, signal);
      progress.turn = key.budget;
    }
    await reserve(key, progress);
    if (signal.aborted || (!isLast && lease.isFresh?.() === false)) {
      await settle(key, progress, 'harmless');
      throwIfAborted(signal);
      return undefined;
    }
    const made = await mint(secrets, key, progress, lease);
    return made.isNewest || isLast ? made.token : undefined;
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
    emit({ type: 'login', durationMs });
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
    const what = 'the login may have taken effect, but brought no token';
    return failed(provider, 'outcome_unknown', what, { cause });
  }

  function checked(minted: MintedToken): MintedToken {
    const { token, lifeMs = 1 }: Partial<MintedToken> = Object(minted);
    if (typeof token !== 'string' || token === '' || !(lifeMs > 0)) throw unknown();
    return minted;
  }

  return {
    ...{ run, fromStore, giveBackLease, giveBack, takeOver, accepted },
    async refused(key, code) {
      turns.proven(key.budget, false);
      await kept({}, budget.settle(key.budget, code));
    },
    async reset(key) {
      turns.proven(key.budget, false);
      await fromStore({}, budget.reset(key.budget));
      if (subject !== undefined) await fromStore({}, budget.reset(key.token));
    },
    async forget(key) {
      await fromStore({}, store.delete(key.token));
      if (subject !== undefined) await fromStore({}, budget.reset(key.token));
    },
  };
}
