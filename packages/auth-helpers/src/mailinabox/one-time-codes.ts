import { type AuthError, failed } from '../errors.js';
import type { Clock } from '../token/clock.js';
import { PROVIDER } from './codes.js';
import { asked, checkedCode, type MailinaboxAuthOptions } from './options.js';

/** The one-time codes (TOTP) of an account, each sent once: the daemon counts one that comes again as a failed login. */
export interface OneTimeCodes {
  /**
   * A code that has not been given yet: it is to be sent. Another one is given at once after a wrong one, as the daemon
   * takes it at once.
   *
   * @throws AuthError `mfa_required`, with `retryAfterMs`, for a code that was sent, and after too many wrong ones;
   * ConfigurationError for what is no code.
   */
  next(totp: NonNullable<MailinaboxAuthOptions['totp']>): Promise<string>;
  /** To be called when the daemon cannot have read it: then it is given again. */
  notSent(code: string | undefined): void;
  /** To be called when the daemon has refused the last one. */
  refused(): void;
}

/** A code lasts so long, counted from 1970 (RFC 6238 §4.2). */
const CODE_MS = 30_000;

/** So long does the box count failed logins, and a second for its log, which has whole ones. */
const COUNTED_MS = 31_000;

/**
 * While the box counts them. 20 failures of any kind get an address banned, and `KeyGate` leaves at most 15 to calls with dead keys;
 * so a function that guesses gets nobody banned, nor does a person who reads the wrong line.
 */
const MOST_REFUSED = 3;

/** Codes that are remembered. A code that is older has ended long ago. */
const MOST_CODES = 8;

export function oneTimeCodes(clock: Clock): OneTimeCodes {
  let given: readonly string[] = [];
  /** By the monotonic clock. */
  let refusedAtMs: readonly number[] = [];

  return {
    async next(totp) {
      const nowMs = clock.monotonicMs();
      refusedAtMs = refusedAtMs.filter((atMs) => nowMs - atMs < COUNTED_MS);
      const [oldestMs] = refusedAtMs;
      if (oldestMs !== undefined && refusedAtMs.length >= MOST_REFUSED) {
        throw later(
          'too many one-time codes were wrong; check totp, and try later',
          oldestMs + COUNTED_MS - nowMs,
        );
      }
      const code = checkedCode(await asked('totp', totp));
      if (!given.includes(code)) {
        given = [...given, code].slice(-MOST_CODES);
        return code;
      }
      // A clock that tells nonsense gives the whole time.
      throw later(
        'a one-time code is sent once; wait for the next',
        CODE_MS - (clock.nowMs() % CODE_MS || 0),
      );
    },
    notSent(code) {
      given = given.filter((known) => known !== code);
    },
    refused() {
      refusedAtMs = [...refusedAtMs, clock.monotonicMs()];
    },
  };
}

function later(what: string, retryAfterMs: number): AuthError {
  return failed(PROVIDER, 'mfa_required', what, { retryable: true, retryAfterMs });
}
