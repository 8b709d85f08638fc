import {
  AuthError,
  type AuthErrorCode,
  createTokenProvider,
  type MintContext,
  type MintedToken,
  type TokenEvent,
  type TokenProvider,
  type TokenProviderOptions,
} from '../../src/index.js';
import { type ManualClock, manualClock } from '../../src/testing/index.js';

export const second = 1_000;
export const minute: number = 60 * second;

/** A login under way, which the test ends. */
export interface PendingLogin extends MintContext {
  succeed(minted: MintedToken): void;
  fail(error: unknown): void;
}

export interface TokenBench {
  readonly clock: ManualClock;
  readonly tokens: TokenProvider;
  readonly events: TokenEvent[];
  /** All logins made, oldest first. */
  readonly logins: PendingLogin[];
  /** What logins do from now on: bring T1, T2, …; fail with the code or error; or wait for the test. */
  answer: 'token' | 'wait' | AuthErrorCode | object;
}

/** A provider of 120-minute tokens that are renewed after 90, with a skew of one minute and no jitter. */
export function tokenBench(options: Partial<TokenProviderOptions> = {}): TokenBench {
  const clock = manualClock();
  const events: TokenEvent[] = [];
  const logins: PendingLogin[] = [];
  const tokens = createTokenProvider({
    provider: 'acme',
    lifeMs: 120 * minute,
    refreshAfterMs: 90 * minute,
    jitter: 0,
    clock,
    onEvent: (event) => events.push(event),
    mint: (context) =>
      new Promise((succeed, fail) => {
        logins.push({ ...context, succeed, fail });
        const { answer } = bench;
        if (answer === 'token') succeed({ token: `T${logins.length}` });
        else if (typeof answer === 'object') fail(answer);
        else if (answer !== 'wait') fail(new AuthError(answer, 'acme: refused'));
      }),
    ...options,
  });
  const bench: TokenBench = { clock, tokens, events, logins, answer: 'token' };
  return bench;
}

/** The token alone, or the code of the error, or else its name. */
export async function got(asked: ReturnType<TokenProvider['getToken']>): Promise<string> {
  return asked.then(
    ({ token }) => token,
    (error: Error) => (error instanceof AuthError ? error.code : error.name),
  );
}
