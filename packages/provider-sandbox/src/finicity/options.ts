import type { SandboxOptions } from '../core/contract.js';

/** What the sandbox takes unless told otherwise. Not one of them is a credential of anybody. */
export const FINICITY_TEST_CREDENTIALS: FinicityCredentials = {
  partnerId: 'sandbox-partner',
  partnerSecret: 'sandbox-partner-secret-1',
  appKey: 'sandbox-app-key',
};

export interface FinicityCredentials {
  readonly partnerId: string;
  readonly partnerSecret: string;
  readonly appKey: string;
}

/**
 * How an error with status 401 is written: `{code, message}`, with the code as a text or as a number, or
 * `{Errors: {Error: [{ReasonCode}]}}` of Connect components, or the same in lower case of webhook subscriptions.
 */
export type UnauthorizedEnvelope = 'code' | 'code-as-number' | 'ReasonCode' | 'reasonCode';

export interface FinicityOptions extends SandboxOptions {
  /** Default: `FINICITY_TEST_CREDENTIALS`. */
  readonly credentials?: Partial<FinicityCredentials> | undefined;
  /** An App-Key that exists and is not this partner's, refused with 10021. Default: `sandbox-foreign-app-key`. */
  readonly foreignAppKey?: string | undefined;
  /** Status of a login on a locked account: 500 on the vendor's error page, 401 in its spec. Default: 500. */
  readonly lockedStatus?: 401 | 500 | undefined;
  /** Of calls; logins are always refused with the first. Default: `code`. */
  readonly unauthorizedEnvelope?: UnauthorizedEnvelope | undefined;
  /** How many customers there are at the start; the first is that of the spec's examples. Default: 30. */
  readonly customers?: number | undefined;
  /** How many institutions there are; the first two have the accounts of all customers. Default: 60. */
  readonly institutions?: number | undefined;
}
