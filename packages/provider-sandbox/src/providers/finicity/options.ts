import type { SandboxOptions } from '../../core/provider.js';
import type { FinicityFixtures } from './fixtures.js';

/** What the sandbox takes unless told otherwise. Not one of them is a credential of anybody. */
export const FINICITY_TEST_CREDENTIALS: FinicityCredentials = {
  partnerId: 'sandbox-partner',
  partnerSecret: 'sandbox-partner-secret-1',
  appKey: 'sandbox-app-key',
};

/** As Finicity issues them to a partner. */
export interface FinicityCredentials {
  /** Of logins. */
  readonly partnerId: string;
  /** Of logins, until the partner changes it. */
  readonly partnerSecret: string;
  /** In the header `Finicity-App-Key` of logins and calls. */
  readonly appKey: string;
}

/**
 * How an error with status 401 is written:
 *
 * - `code`: `{code, message}`, as in the vendor's examples of all operations that there are here
 * - `code-as-number`: the same with a number, which the vendor's schema allows and none of these examples has
 * - `ReasonCode`: `{Errors: {Error: [{Source, ReasonCode, Description}]}}`, documented for Connect components
 * - `reasonCode`: the same in lower case, with 1503 for an expired token, documented for webhook subscriptions
 *
 * Neither Connect components nor webhook subscriptions are in `specs/finicity.yaml`. What `Source` says is inferred.
 */
export type UnauthorizedEnvelope = 'code' | 'code-as-number' | 'ReasonCode' | 'reasonCode';

/** The partner, what there is at the start, and which of the vendor's ways to refuse are used. */
export interface FinicityOptions extends SandboxOptions {
  /** Default: `FINICITY_TEST_CREDENTIALS`. */
  readonly credentials?: Partial<FinicityCredentials> | undefined;
  /** An App-Key that exists and is not this partner's, refused with 10021. Default: `sandbox-foreign-app-key`. */
  readonly foreignAppKey?: string | undefined;
  /** Status of a login on a locked account: 500 on the vendor's error page, 401 in its spec. Default: 500. */
  readonly lockedStatus?: 401 | 500 | undefined;
  /**
   * Of all calls; logins are always refused with the first. Default: `code`, the vendor's own for every operation
   * here. Another one shows whether your code finds the vendor's code there too.
   */
  readonly unauthorizedEnvelope?: UnauthorizedEnvelope | undefined;
  /** Your own customers, accounts and transactions. Default: made up. */
  readonly fixtures?: FinicityFixtures | undefined;
  /** Without `fixtures`: how many customers there are at the start; the first is that of the spec's examples. Default: 30. */
  readonly customers?: number | undefined;
  /** How many institutions there are; the first two have the accounts of all customers. Default: 60. */
  readonly institutions?: number | undefined;
}
