import { AuthError } from '../errors.js';
import type { HeldToken } from './held-token.js';
import { createLogin, type Login } from './login.js';
import type { TokenSettings } from './options.js';
import { waitFor } from './wait-for.js';

/** One login at a time, whoever asks; and none soon after one that failed. */
export interface Refresh {
  /** The token of the login under way, or of a new one. */
  newer(): Promise<HeldToken>;
  /** To be called when a token due for renewal is handed out: the first time after a failure is an event. */
  served(due: HeldToken): void;
  reset(): Promise<void>;
  refused: Login['refused'];
}

interface Flight {
  readonly startedAtMs: number;
  readonly controller: AbortController;
  readonly token: Promise<HeldToken>;
}

/**
 * @param land Gets each new token, before those who wait for it.
 * @param isServing Whether there is a good token while a login fails.
 */
export function createRefresh(
  settings: TokenSettings,
  land: (token: HeldToken) => void,
  isServing: () => boolean,
): Refresh {
  const { provider, clock, jitter, minLoginIntervalMs, mintTimeoutMs, random, tell } = settings;
  const login = createLogin(settings);
  /** The last one seen, which may be dead: the store is asked for a newer one. */
  let latest: HeldToken | undefined;
  let flight: Flight | undefined;
  let failure: { readonly error: AuthError; readonly untilMs: number; isTold: boolean } | undefined;

  function newer(): Promise<HeldToken> {
    const startedAtMs = clock.monotonicMs();
    if (flight !== undefined && startedAtMs - flight.startedAtMs >= mintTimeoutMs) giveUp(flight);
    if (flight !== undefined) return flight.token;
    if (failure !== undefined && startedAtMs < failure.untilMs) return Promise.reject(failure.error);
    const controller = new AbortController();
    const { signal } = controller;
    const token = waitFor(login.run(latest, signal), signal).then(
      (made) => {
        succeeded(mine, made);
        return made;
      },
      (thrown: unknown) => {
        throw failed(mine, thrown);
      },
    );
    const mine: Flight = { startedAtMs, controller, token };
    flight = mine;
    return token;
  }

  function succeeded(mine: Flight, token: HeldToken): void {
    // Given up between its reply and now: there may be a newer token.
    if (flight !== mine) return;
    flight = undefined;
    failure = undefined;
    latest = token;
    land(token);
  }

  function failed(mine: Flight, thrown: unknown): AuthError {
    const error = thrown instanceof AuthError ? thrown : unavailable(thrown);
    if (flight !== mine) return error;
    flight = undefined;
    // At random, so that many processes which failed together do not try again together.
    const waitMs = settings.holdAfterMs?.(error) ?? minLoginIntervalMs * (1 + jitter * random());
    failure = { error, untilMs: mine.startedAtMs + waitMs, isTold: false };
    tell({ type: isServing() ? 'refresh_failed' : 'login_failed', code: error.code });
    return error;
  }

  function giveUp(overdue: Flight): void {
    const message = `${provider}: the login takes longer than mintTimeoutMs`;
    const error = new AuthError('outcome_unknown', message, { provider });
    overdue.controller.abort(error);
    failed(overdue, error);
  }

  function unavailable(cause: unknown): AuthError {
    const message = `${provider}: the login could not be made`;
    return new AuthError('provider_unavailable', message, { provider, cause, retryable: true });
  }

  function served(due: HeldToken): void {
    if (failure === undefined || failure.isTold) return;
    failure.isTold = true;
    tell({ type: 'token_served_stale', ageMs: due.ageMs });
  }

  async function reset(): Promise<void> {
    await login.reset();
    failure = undefined;
  }

  return { newer, served, reset, refused: login.refused };
}
