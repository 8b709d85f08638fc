import type { TokenEvent } from '@acme/auth-helpers';
import { type PloAuth, type PloAuthOptions, ploAuth } from '@acme/auth-helpers/plo';
import { Configuration, matchedoffersGet } from '@acme/plo-client';
import type { Vendor } from '../vendor.js';

export interface PloVendorOptions {
  /** PEM. With it, requests must be signed with the other half. */
  readonly publicKey?: string | undefined;
}

/** PLO, and an institution there. */
export interface PloVendor extends Vendor {
  readonly fiId: string;
  /** In base64. */
  readonly key: string;
  /** In base64. */
  readonly iv: string;
  seen(): Promise<PloSeen>;
  /** Every session token is refused from now on. */
  killTokens(): Promise<void>;
}

/** Requests that have come, refused ones included. */
export interface PloSeen {
  readonly logins: number;
  readonly calls: number;
  /** With 401 or 403. */
  readonly refused: number;
}

export type StartPlo = (options?: PloVendorOptions) => Promise<PloVendor>;

/** An institution's real client and helper. */
export interface InstitutionClient {
  readonly auth: PloAuth;
  readonly events: TokenEvent[];
  readonly configuration: Configuration;
  /** One call of the generated client for a cardholder. */
  call(userId?: string): Promise<unknown>;
  /** Another helper, on the same clock. */
  another(options?: Partial<PloAuthOptions>): PloAuth;
}

export function institutionAt(
  { basePath, clock, fiId, key, iv }: Pick<PloVendor, 'basePath' | 'clock' | 'fiId' | 'key' | 'iv'>,
  options: Partial<PloAuthOptions> = {},
): InstitutionClient {
  const events: TokenEvent[] = [];
  const another = (more: Partial<PloAuthOptions> = {}): PloAuth =>
    ploAuth({
      ...{ fiId, key, iv, clock, basePath },
      allowInsecureLoopback: true,
      // Only a hang takes so long.
      requestTimeoutMs: 60_000,
      onEvent: (event) => events.push(event),
      ...more,
    });
  const auth = another(options);
  const configuration = new Configuration(auth.configuration);
  const call = async (userId = 'cardholder-1'): Promise<unknown> =>
    matchedoffersGet(configuration, await auth.sessionRequest(userId));
  return { auth, events, configuration, call, another };
}
