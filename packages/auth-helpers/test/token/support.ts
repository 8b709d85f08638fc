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

export { type ManualClock, manualClock };

export const second: number = 1_000;
export const minute: number = 60 * second;
export const hour: number = 60 * minute;

/** A login under way, which the test ends. */
export interface PendingLogin extends MintContext {
  succeed(token: MintedToken): void;
  fail(error: unknown): void;
}

export interface Bench {
  readonly clock: ManualClock;
  readonly tokens: TokenProvider;
  readonly events: TokenEvent[];
  /** All logins made, oldest first. */
  readonly logins: PendingLogin[];
  /** What logins do from now on: bring T1, T2, …; fail; or wait for the test. */
  answer: 'token' | 'wait' | AuthErrorCode | object;
}

/** A provider of 120-minute tokens that are renewed after 90, with a skew of one minute and no jitter. */
export function bench(options: Partial<TokenProviderOptions> = {}): Bench {
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
        const { answer } = made;
        if (answer === 'token') succeed({ token: `T${logins.length}` });
        else if (typeof answer === 'object') fail(answer);
        else if (answer !== 'wait') fail(new AuthError(answer, 'acme: refused'));
      }),
    ...options,
  });
  const made: Bench = { clock, tokens, events, logins, answer: 'token' };
  return made;
}

/** The token alone, or the code of the error. */
export async function outcome(asked: ReturnType<TokenProvider['getToken']>): Promise<string> {
  try {
    return (await asked).token;
  } catch (error) {
    return error instanceof AuthError ? error.code : (error as Error).name;
  }
}

/** Until everything that needs no time has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function types(events: readonly TokenEvent[]): string[] {
  return events.map(({ type }) => type);
}
