import { AuthError, createTokenProvider, type TokenProvider } from '../../src/index.js';
import { hour, manualClock, minute, second, settled } from './support.js';

export type Action =
  | { do: 'call'; callers: number; forceRefresh: boolean; minRemainingMs: number }
  | { do: 'answer'; with: 'token' | 'nothing' | 'down' | 'garbage'; lifeMs: number }
  | { do: 'sleep'; ms: number }
  | { do: 'jump'; ms: number }
  | { do: 'revoke' }
  | { do: 'break credentials' }
  | { do: 'change credentials' };

export interface Step {
  readonly passMs: number;
  readonly action: Action;
}

/** A login that the provider has begun and the server has not answered. */
interface Open {
  readonly startedAtMs: number;
  readonly awakeMs: number;
  readonly fingerprint: string;
  succeed(token: { token: string; lifeMs: number }): void;
  fail(error: unknown): void;
}

/** A server and its clients over a month of true time. What must never happen is in `broken`. */
export async function month(
  steps: readonly Step[],
): Promise<{ broken: string[]; logins: number; served: number }> {
  const clock = manualClock();
  const broken: string[] = [];
  const usableUntilMs = new Map<string, number>();
  const rejectedOf = new Map<string, number>();
  /** When each token was given up. */
  const deadSinceMs = new Map<string, number>();
  let [trueMs, awakeMs, version, logins, served] = [0, 0, 1, 0, 0];
  let isGood = true;
  let serverToken = '';
  let open: Open | undefined;
  let failedMs = -Infinity;

  const tokens: TokenProvider = createTokenProvider({
    provider: 'acme',
    lifeMs: 120 * minute,
    refreshAfterMs: 90 * minute,
    clock,
    credentialFingerprint: () => `v${version}`,
    mint: ({ signal }) =>
      new Promise((succeed, fail) => {
        logins += 1;
        if (open !== undefined) broken.push('two logins in flight');
        if (awakeMs - failedMs < 30 * second) broken.push('a login within 30 s of a failed one');
        open = { startedAtMs: trueMs, awakeMs, fingerprint: `v${version}`, succeed, fail };
        signal.addEventListener('abort', ended);
      }),
  });

  function ended(): void {
    failedMs = open?.awakeMs ?? failedMs;
    open = undefined;
  }

  async function call(action: Action & { do: 'call' }): Promise<void> {
    const asked = { forceRefresh: action.forceRefresh, minRemainingMs: action.minRemainingMs };
    for (const attempt of [1, 2]) {
      const got = await tokens.getToken(attempt === 1 ? asked : {}).catch((error: unknown) => error);
      if (got instanceof AuthError) return;
      const { token } = got as { token: string };
      served += 1;
      const leftMs = (usableUntilMs.get(token) ?? -Infinity) - trueMs;
      if (!(leftMs > (attempt === 1 ? action.minRemainingMs : 0)))
        broken.push('an expired token was handed out');
      if ((deadSinceMs.get(token) ?? Infinity) < trueMs)
        broken.push('a token that was given up was handed out');
      // The server's 401, as the middleware would treat it.
      if (token === serverToken || !tokens.invalidate(token)) return;
      deadSinceMs.set(token, trueMs);
    }
  }

  function answer({ with: kind, lifeMs }: Action & { do: 'answer' }): void {
    if (open === undefined) return;
    const { fingerprint, startedAtMs, succeed, fail } = open;
    if (isGood && kind === 'token') {
      open = undefined;
      serverToken = `T${logins}`;
      usableUntilMs.set(serverToken, startedAtMs + lifeMs - Math.min(minute, lifeMs / 4));
      succeed({ token: serverToken, lifeMs });
      return;
    }
    ended();
    if (kind === 'token') {
      const rejected = (rejectedOf.get(fingerprint) ?? 0) + 1;
      rejectedOf.set(fingerprint, rejected);
      if (rejected > 1) broken.push('a second rejected login with the same credentials');
    }
    const codes = {
      token: 'credentials_rejected',
      nothing: 'outcome_unknown',
      down: 'provider_unavailable',
    } as const;
    fail(kind === 'garbage' ? new TypeError('odd') : new AuthError(codes[kind], 'acme: refused'));
  }

  for (let at = 0; trueMs < 30 * 24 * hour; at += 1) {
    const { passMs, action } = steps[at % steps.length] as Step;
    // One second at least, so that a month ends.
    const ms = Math.max(second, passMs);
    clock.advance(ms);
    trueMs += ms;
    awakeMs += ms;
    if (action.do === 'call') for (let i = 0; i < action.callers; i += 1) void call(action);
    if (action.do === 'answer') answer(action);
    if (action.do === 'jump') clock.jump(action.ms);
    if (action.do === 'revoke') serverToken = '';
    if (action.do === 'break credentials') isGood = false;
    if (action.do === 'change credentials') [version, isGood] = [version + 1, true];
    if (action.do === 'sleep') {
      clock.sleep(action.ms);
      trueMs += action.ms;
    }
    await settled();
  }
  return { broken, logins, served };
}
