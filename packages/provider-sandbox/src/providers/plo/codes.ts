/** One failure as PLO tells it. */
export interface Failure {
  readonly status: 400 | 401 | 403 | 404;
  /** The field to blame, or `System` where none can be told. */
  readonly source: string;
  readonly reasonCode: string;
  readonly description: string;
}

/**
 * All failures of the sandbox. The vendor documents statuses and the body, no codes: those here are the examples of
 * the description, those of its gateway are from public reports about it; which goes with what is inferred.
 */
export const failures = {
  signature: {
    status: 401,
    source: 'Gateway',
    reasonCode: 'INVALID_SIGNATURE',
    description: 'The signature does not match the request',
  },
  /** That it is a 400 is from a report, Mastercard/oauth1-signer-csharp#24. */
  bodyHash: {
    status: 400,
    source: 'Gateway',
    reasonCode: 'INVALID_BODY_HASH',
    description: 'oauth_body_hash does not match the body',
  },
  consumerKey: {
    status: 401,
    source: 'Gateway',
    reasonCode: 'AUTHENTICATION_FAILED',
    description: 'oauth_consumer_key is not known',
  },
  token: {
    status: 401,
    source: 'UserToken',
    reasonCode: 'INVALID_TOKEN',
    description: 'The session token is not accepted',
  },
  institution: {
    status: 403,
    source: 'FId',
    reasonCode: 'NOT_PERMITTED',
    description: 'This project is not linked to the institution',
  },
  authInfoInstitution: {
    status: 403,
    source: 'AuthInfo',
    reasonCode: 'NOT_PERMITTED',
    description: 'It is of another institution than FId',
  },
  authInfo: {
    status: 400,
    source: 'AuthInfo',
    reasonCode: 'INVALID_PARAMETER',
    description: 'The value could not be read',
  },
  authInfoTime: {
    status: 400,
    source: 'AuthInfo',
    reasonCode: 'INVALID_PARAMETER',
    description: 'The time in it is too far from the present',
  },
  request: {
    status: 400,
    source: 'System',
    reasonCode: 'INVALID_PARAMETER',
    description: 'The request is not valid',
  },
  cardholder: {
    status: 404,
    source: 'AuthInfo',
    reasonCode: 'NOT_FOUND',
    description: 'No cardholder has this id',
  },
  offer: { status: 404, source: 'OfferId', reasonCode: 'NOT_FOUND', description: 'No offer has this id' },
  activation: {
    status: 404,
    source: 'ActivationId',
    reasonCode: 'NOT_FOUND',
    description: 'No activation has this id',
  },
  path: { status: 404, source: 'System', reasonCode: 'NOT_FOUND', description: 'There is no such service' },
  /** What happens when an offer is switched on twice is not documented. The sandbox is strict. */
  activated: {
    status: 400,
    source: 'OfferId',
    reasonCode: 'NOT_AVAILABLE',
    description: 'The offer is on already',
  },
} as const;

/** Ends an operation with a failure. It never leaves the provider. */
export class Failed extends Error {
  override readonly name = 'Failed';
  readonly failure: Failure;
  /** Which rules are broken, in words, where that helps. Each is an error of its own in the answer. */
  readonly rules: readonly string[];

  constructor(failure: Failure, ...rules: string[]) {
    super(failure.reasonCode);
    this.failure = failure;
    this.rules = rules;
  }
}
