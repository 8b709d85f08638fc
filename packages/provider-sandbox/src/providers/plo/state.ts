/** What may be seen of an institution. Counts are since the start. */
export type PloState = {
  readonly fiId: string;
  /** Whether the option `signature` was given. */
  readonly isSignatureChecked: boolean;
  /** Logins that were answered with a token. */
  readonly logins: number;
  /** How many session tokens calls may use. */
  readonly tokens: number;
  /** How many users have logged in, of the last 10,000. */
  readonly cardholders: number;
  /** With the three offers that each cardholder has used before the first login. */
  readonly activations: number;
};
