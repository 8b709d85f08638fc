import { AuthError, stillFailed } from '../errors.js';
import { elapsedMs, type Instant, instant } from './clock.js';
import type { HeldToken } from './held-token.js';
import { createLogin, type Login } from './login.js';
import type { LoginKey } from './login-key.js';
import type { LoginProgress } from './login-progress.js';
import type { TokenSettings } from './options.js';
import { waitFor } from './wait-for.js';
import { beginWork, type Work, workEnded } from './work.js';

/** One login at a time, whoever asks; and none soon after one that failed. */
export interface Refresh {
  /**
   * The token of the login under way, or of a new one. A login is taken over by the next caller when whoever made it
   * is gone with its request.
   *
   * @throws the signal's reason, when it aborts first; the login goes on.
   */
  run(signal?: AbortSignal | null | undefined): Promise<HeldToken>;
  /** To be called when a token due for renewal is handed out: the first time after a failure is an event. */
  served(due: HeldToken): void;
  reset(): Promise<void>;
  refused: Login['refused'];
  forget: Login['forget'];
}

interface Flight {
  readonly startedAtMs: number;
  readonly work: Work;
  readonly controller: AbortController;
  readonly progress: LoginProgress;
  /** Left out as long as it is under way, and when it was taken over. */
  outcome?: { readonly token: HeldToken } | { readonly error: AuthError };
}

interface Failure {
  readonly error: AuthError;
  readonly key: LoginKey | undefined;
  readonly untilMs: number;
  /** When the store was last asked whether somebody else has a token. */
  lookedAt: Instant;
  isTold: boolean;
}

/** While no login is made the store is asked again so often. So long is also waited after a failure of the store. */
const LOOK_INTERVAL_MS = 1_000;

/**
 * @param land Gets each new token, before those who wait for it.
 * @param isServing Whether there is a good token while a login fails.
 */
export function createRefresh(
  settings: TokenSettings,
  land: (token: HeldToken) => void,
  isServing: () => boolean,
): Refresh {
  const { provider, clock, jitter, minLoginIntervalMs, mintTimeoutMs, random, emit, waitUntil } = settings;
  const login = createLogin(settings);
  /** The last one seen, which may be dead: the store is asked for a newer one. */
  let latest: HeldToken | undefined;
  let flight: Flight | undefined;
  let failure: Failure | undefined;

  async function run(signal?: AbortSignal | null | undefined): Promise<HeldToken> {
    for (;;) {
      if (flight !== undefined && isOverdue(flight)) giveUp(flight);
      if (flight === undefined && isTooSoon(failure)) throw told(failure);
      const joined = flight ?? begin();
      if (!(await workEnded(joined.work, signal))) abandon(joined);
      const { outcome } = joined;
      if (outcome === undefined) continue;
      if ('error' in outcome) throw outcome.error;
      return outcome.token;
    }
  }

  function isOverdue({ startedAtMs }: Flight): boolean {
    return clock.monotonicMs() - startedAtMs >= mintTimeoutMs;
  }

  function isResting(past: Failure | undefined): past is Failure {
    return past !== undefined && clock.monotonicMs() < past.untilMs;
  }

  /** For a login, and for another look into the store as well. */
  function isTooSoon(past: Failure | undefined): past is Failure {
    if (!isResting(past)) return false;
    return past.key === undefined || elapsedMs(clock, past.lookedAt) < LOOK_INTERVAL_MS;
  }

  function begin(): Flight {
    const controller = new AbortController();
    const { signal } = controller;
    const work = beginWork(() => {
      if (flight === mine && isOverdue(mine)) giveUp(mine);
    });
    const progress: LoginProgress = { work, signal };
    const mine: Flight = { startedAtMs: clock.monotonicMs(), work, controller, progress };
    flight = mine;
    const resting = isResting(failure) ? failure : undefined;
    const token = resting === undefined ? login.run(latest, progress) : lookedFor(resting);
    const ended = waitFor(token, signal).then(
      (made) => succeeded(mine, made),
      (thrown: unknown) => failed(mine, thrown, resting),
    );
    try {
      waitUntil?.(ended);
    } catch {
      // Outside of a request there is nothing that would end it.
    }
    return mine;
  }

  async function lookedFor(resting: Failure): Promise<HeldToken> {
    resting.lookedAt = instant(clock);
    const { key } = resting;
    const found = key === undefined ? undefined : await login.look(latest, key).catch(() => undefined);
    if (found === undefined) throw told(resting);
    return found;
  }

  function succeeded(mine: Flight, token: HeldToken): void {
    // Given up between its reply and now: there may be a newer token.
    if (flight !== mine) return;
    failure = undefined;
    latest = token;
    land(token);
    over(mine, { token });
  }

  function failed(mine: Flight, thrown: unknown, resting?: Failure): void {
    if (flight !== mine) return;
    const error = thrown instanceof AuthError ? thrown : unavailable(thrown);
    if (resting === undefined) {
      rest(mine, error);
      emit({ type: isServing() ? 'refresh_failed' : 'login_failed', code: error.code });
    }
    over(mine, { error });
  }

  function rest({ progress, startedAtMs }: Flight, error: AuthError): void {
    // The interval is for the provider, which has not been asked.
    const isOurs = error.code === 'provider_unavailable' && progress.isSent !== true;
    const intervalMs = isOurs ? Math.min(LOOK_INTERVAL_MS, minLoginIntervalMs) : minLoginIntervalMs;
    // At random, so that many processes which failed together do not try again together.
    const usualMs = intervalMs * (1 + jitter * random());
    const heldMs = startedAtMs + (settings.holdAfterMs?.(error, usualMs) ?? usualMs);
    const untilMs = Math.max(heldMs, clock.monotonicMs() + (askedFor(error) ?? 0));
    failure = { error, key: progress.key, untilMs, lookedAt: instant(clock), isTold: false };
  }

  function told({ error, untilMs }: Failure): AuthError {
    return askedFor(error) === undefined
      ? error
      : stillFailed(error, Math.max(untilMs - clock.monotonicMs(), 0));
  }

  function over(mine: Flight, outcome: NonNullable<Flight['outcome']>): void {
    flight = undefined;
    mine.outcome = outcome;
    mine.work.end();
  }

  function giveUp(overdue: Flight): void {
    const message = `${provider}: the login takes longer than mintTimeoutMs`;
    const error = new AuthError('outcome_unknown', message, { provider });
    failed(overdue, error);
    cutOff(overdue, error);
  }

  /** Whoever made it is gone. Those who wait with this caller begin anew, one for all. */
  function abandon(gone: Flight): void {
    if (flight !== gone) return;
    flight = undefined;
    gone.work.end();
    cutOff(gone, unavailable(undefined));
  }

  function cutOff({ controller, progress }: Flight, error: AuthError): void {
    try {
      controller.abort(error);
    } catch {
      // The request that it belongs to has ended, and all that listens to it.
    }
    void login.takeOver(progress);
  }

  function unavailable(cause: unknown): AuthError {
    const message = `${provider}: the login could not be made`;
    return new AuthError('provider_unavailable', message, { provider, cause, retryable: true });
  }

  function served(due: HeldToken): void {
    if (failure === undefined || failure.isTold) return;
    failure.isTold = true;
    emit({ type: 'token_served_stale', ageMs: due.ageMs });
  }

  async function reset(): Promise<void> {
    await login.reset();
    failure = undefined;
  }

  return { run, served, reset, refused: login.refused, forget: login.forget };
}

/** What the provider's `Retry-After` asks for; other errors with a time are about what the caller can do meanwhile. */
function askedFor({ status, code, retryAfterMs }: AuthError): number | undefined {
  return status === undefined || code === 'mfa_required' ? undefined : retryAfterMs;
}
