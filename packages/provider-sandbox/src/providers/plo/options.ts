import type { SandboxOptions } from '../../core/provider.js';
import type { PloFixtures } from './fixtures.js';

/** As Mastercard issues them to an institution. */
export interface Institution {
  /** The `FId` of all calls. */
  readonly fiId: string;
  /** In base64: 16 bytes for AES-128-CBC, or 32 for AES-256-CBC. */
  readonly key: string;
  /** In base64: 16 bytes. */
  readonly iv: string;
}

/** What the sandbox takes unless told otherwise. Made up; the id is that of the vendor's own sandbox. */
export const PLO_TEST_INSTITUTION: Institution = {
  fiId: '999999',
  key: 'c2FuZGJveC1wbG8ta2V5IQ==',
  iv: 'c2FuZGJveC1wbG8taXYhIQ==',
};

/** How the signatures of calls are checked: OAuth 1.0a, RSA-SHA256. */
export interface SignatureOptions {
  /** PEM of the public key (`-----BEGIN PUBLIC KEY-----`), the other half of the one that signs. */
  readonly publicKey: string;
  /** Default: any is taken. */
  readonly consumerKey?: string | undefined;
  /**
   * Where clients send requests to, as the signature covers that. Default: the vendor's base URLs, or, with a `Host`
   * header, `/plo` on that host over http.
   */
  readonly basePaths?: readonly string[] | undefined;
  /** How far `oauth_timestamp` may be from the present. Default: 300 000. */
  readonly toleranceMs?: number | undefined;
  /** The clock of signers, ms since 1970: the platform's, not that of the sandbox. Default: `Date.now`. */
  readonly nowMs?: (() => number) | undefined;
}

/** The institution, what it is strict about, and who and what there is at the start. */
export interface PloOptions extends SandboxOptions {
  /** Default: `PLO_TEST_INSTITUTION`. */
  readonly institution?: Partial<Institution> | undefined;
  /**
   * How far the time in AuthInfo may be from the sandbox's clock. Whether the vendor looks at it is not known. Who
   * puts that clock forward, and not that of the client, has every new AuthInfo refused.
   * Default: 300 000; `Infinity` takes any.
   */
  readonly authInfoToleranceMs?: number | undefined;
  /** How AuthInfo is written. Default: `hex`, in lower case. */
  readonly authInfoEncoding?: 'base64' | 'hex' | undefined;
  /** Unit of the time in AuthInfo. Default: `seconds`. */
  readonly authInfoTimeUnit?: 'milliseconds' | 'seconds' | undefined;
  /** Your own offers and cardholders. Default: made up. */
  readonly fixtures?: PloFixtures | undefined;
  /** Who is enrolled. Default: everyone. */
  readonly cardholders?: readonly string[] | undefined;
  /** With it, all calls must be signed: OAuth 1.0a, RSA-SHA256. Default: signatures are not looked at. */
  readonly signature?: SignatureOptions | undefined;
  /** How many offers there are for each cardholder. Default: 30, which are two pages. */
  readonly offers?: number | undefined;
}
