import type { TokenEvent } from '@acme/auth-helpers';
import { type FinicityAuth, type FinicityAuthOptions, finicityAuth } from '@acme/auth-helpers/finicity';
import { Configuration, CustomersApi } from '@acme/finicity-client';
import type { Vendor } from '../vendor.js';

/** How errors of calls are written. */
export type Envelope = 'code' | 'code as number' | 'ReasonCode' | 'reasonCode';

export interface FinicityVendorOptions {
  /** Default: `code`. */
  readonly envelope?: Envelope | undefined;
  /** What tells a login that the account is locked. Default: 500. */
  readonly lockedStatus?: 401 | 500 | undefined;
}

/** A partner's account, and the credentials that it takes. */
export interface FinicityVendor extends Vendor {
  readonly partnerId: string;
  readonly partnerSecret: string;
  readonly appKey: string;
  /** Requests that have come, refused ones included, and failures which count towards the lock. */
  seen(): Promise<FinicitySeen>;
  /** Ends the tokens that live, before their time. */
  killTokens(): Promise<void>;
  lock(): Promise<void>;
  /** As the support does it. */
  unlock(): Promise<void>;
}

export interface FinicitySeen {
  readonly logins: number;
  readonly changes: number;
  readonly calls: number;
  /** Calls with a token that was issued and has died. */
  readonly deadTokens: number;
  readonly failures: number;
}

export type StartFinicity = (options?: FinicityVendorOptions) => Promise<FinicityVendor>;

/** A partner's real client and helper. */
export interface PartnerClient {
  readonly auth: FinicityAuth;
  readonly events: TokenEvent[];
  readonly configuration: Configuration;
  /** One call of the generated client, which is answered with a customer. */
  call(): Promise<unknown>;
  /** Another helper of the same partner, on the same clock. */
  another(options?: Partial<FinicityAuthOptions>): FinicityAuth;
}

/** The customer of the vendor's examples, whom every vendor has. */
export const customerId = '7004419250';

export function partnerOf(
  {
    basePath,
    clock,
    partnerId,
    partnerSecret,
    appKey,
  }: Pick<FinicityVendor, 'basePath' | 'clock' | 'partnerId' | 'partnerSecret' | 'appKey'>,
  options: Partial<FinicityAuthOptions> = {},
): PartnerClient {
  const events: TokenEvent[] = [];
  const another = (more: Partial<FinicityAuthOptions> = {}): FinicityAuth =>
    finicityAuth({
      ...{ partnerId, basePath, clock },
      credentials: { partnerSecret, appKey },
      allowInsecureLoopback: true,
      // Only a hang takes so long.
      requestTimeoutMs: 60_000,
      onEvent: (event) => events.push(event),
      ...more,
    });
  const auth = another(options);
  const configuration = new Configuration(auth.configuration);
  const customers = new CustomersApi(configuration);
  return { auth, events, configuration, another, call: () => customers.getCustomer({ customerId }) };
}
