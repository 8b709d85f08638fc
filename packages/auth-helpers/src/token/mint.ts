export interface MintContext<Credentials = undefined> {
  /** Aborts when the login has taken longer than `mintTimeoutMs`; no caller's signal ends a login that is shared. */
  readonly signal: AbortSignal;
  /** From 1: logins in a row that did not succeed, this one included. */
  readonly attempt: number;
  /** Those that the login is booked under, whatever has become of them since they were read. */
  readonly credentials: Credentials;
}

export interface MintedToken {
  readonly token: string;
  /** Where the provider tells it. Default: `lifeMs` of the options. */
  readonly lifeMs?: number | undefined;
}

/**
 * Logs in, once, with a time limit of its own. Rejects with an `AuthError` whose code says how it ended: after
 * `credentials_rejected` and `account_locked` it is not called again for these credentials; what is no `AuthError`
 * counts as `outcome_unknown`.
 */
export type Mint<Credentials = undefined> = (context: MintContext<Credentials>) => Promise<MintedToken>;

/** Rejected with by a `Mint` that has sent nothing, as the credentials have been changed: they are read anew. */
export class CredentialsChanged extends Error {
  override readonly name = 'CredentialsChanged';
}
