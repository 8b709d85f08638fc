/** One failure as PLO tells it; `source` is the field to blame, or `System` where none can be told. */
export type Failure = readonly [
  status: 400 | 401 | 403 | 404,
  source: string,
  reasonCode: string,
  description: string,
];

/**
 * All failures of the sandbox. The vendor documents statuses and the body, no codes: those here are the examples of the
 * description, those of its gateway are from public reports about it; which goes with what is inferred.
 */
export const failures = {
  signature: [401, 'Gateway', 'INVALID_SIGNATURE', 'The signature does not match the request'],
  /** That it is a 400 is from a report, Mastercard/oauth1-signer-csharp#24. */
  bodyHash: [400, 'Gateway', 'INVALID_BODY_HASH', 'oauth_body_hash does not match the body'],
  consumerKey: [401, 'Gateway', 'AUTHENTICATION_FAILED', 'oauth_consumer_key is not known'],
  token: [401, 'UserToken', 'INVALID_TOKEN', 'The session token is not accepted'],
  institution: [403, 'FId', 'NOT_PERMITTED', 'This project is not linked to the institution'],
  authInfoInstitution: [403, 'AuthInfo', 'NOT_PERMITTED', 'It is of another institution than FId'],
  authInfo: [400, 'AuthInfo', 'INVALID_PARAMETER', 'The value could not be read'],
  authInfoTime: [400, 'AuthInfo', 'INVALID_PARAMETER', 'The time in it is too far from the present'],
  request: [400, 'System', 'INVALID_PARAMETER', 'The request is not valid'],
  cardholder: [404, 'AuthInfo', 'NOT_FOUND', 'No cardholder has this id'],
  offer: [404, 'OfferId', 'NOT_FOUND', 'No offer has this id'],
  activation: [404, 'ActivationId', 'NOT_FOUND', 'No activation has this id'],
  path: [404, 'System', 'NOT_FOUND', 'There is no such service'],
  /** What happens when an offer is switched on twice is not documented. The sandbox is strict. */
  activated: [400, 'OfferId', 'NOT_AVAILABLE', 'The offer is on already'],
} as const;

/** Ends an operation with a failure. It never leaves the provider. */
export class Failed extends Error {
  override readonly name = 'Failed';
  readonly failure: Failure;
  /** Which rules are broken, in words, where that helps. Each is an error of its own in the answer. */
  readonly rules: readonly string[];

  constructor(failure: Failure, ...rules: string[]) {
    super(failure[2]);
    this.failure = failure;
    this.rules = rules;
  }
}
