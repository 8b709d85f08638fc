/** What may be seen of a box. Counts are since the start; times are those of the sandbox's clock, in ms since 1970. */
export type MailinaboxState = {
  /** The daemon is stopped, or not up yet: every call gets 502. */
  readonly isDown: boolean;
  /** Until then fail2ban lets nobody connect; `undefined` without a ban. */
  readonly bannedUntilMs: number | undefined;
  /** Failures of the last 30 s; the twentieth is a ban. */
  readonly recentFailures: number;
  readonly logins: number;
  /** With those that lacked only the code of the second factor. */
  readonly refusedLogins: number;
  /** Without logins and logouts, with `refusedCalls`. */
  readonly calls: number;
  /** Calls without valid credentials. */
  readonly refusedCalls: number;
  /** Places that are taken, 64 at most, by dead sessions as well: the next to be evicted first. */
  readonly sessions: readonly {
    /** First four characters of the api_key, and `…`. */
    readonly key: string;
    readonly email: string;
    readonly usedAtMs: number;
  }[];
  /** By address. */
  readonly accounts: readonly {
    readonly email: string;
    /** `admin` may use the API; without it, an account can only log in. */
    readonly privileges: readonly string[];
    /** How many second factors it has. */
    readonly secondFactors: number;
  }[];
};
