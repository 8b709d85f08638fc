/** One failure as the gateway tells it. */
export interface Refusal {
  readonly errorCode: string;
  readonly errorMessage: string;
}

/**
 * All codes of the sandbox. `documented` is what the vendor publishes: one code. The others are `inferred`: that there
 * is such a refusal is plausible, code and words are made up. They begin with `FPDR9`, so that no one takes them for
 * the vendor's. Write code that treats any code as a failure.
 */
export const codes = {
  hmacEmpty: { errorCode: 'FPDR4002', errorMessage: 'HMAC is empty', source: 'documented' },
  /** The code is the vendor's, that it is used for a wrong HMAC as well is inferred. */
  hmacWrong: { errorCode: 'FPDR4002', errorMessage: 'HMAC does not fit the payment', source: 'inferred' },
  requestInvalid: { errorCode: 'FPDR9400', errorMessage: 'The request is not valid', source: 'inferred' },
  keyWrong: { errorCode: 'FPDR9401', errorMessage: 'Key or IV is not valid', source: 'inferred' },
  merchantWrong: { errorCode: 'FPDR9403', errorMessage: 'Merchant is not valid', source: 'inferred' },
  pathUnknown: { errorCode: 'FPDR9404', errorMessage: 'There is no such service', source: 'inferred' },
  undecryptable: { errorCode: 'FPDR9410', errorMessage: 'Data cannot be decrypted', source: 'inferred' },
  payloadInvalid: { errorCode: 'FPDR9411', errorMessage: 'Decrypted data is not valid', source: 'inferred' },
  /** Whether an id may be used twice is not published. The sandbox is strict: never. */
  idUsed: { errorCode: 'FPDR9420', errorMessage: 'clientTransactionId is used already', source: 'inferred' },
  transactionUnknown: { errorCode: 'FPDR9421', errorMessage: 'Transaction is not found', source: 'inferred' },
  sessionUnknown: { errorCode: 'FPDR9422', errorMessage: 'Session is not open', source: 'inferred' },
  notRefundable: { errorCode: 'FPDR9423', errorMessage: 'Refund is not possible', source: 'inferred' },
  /** In the result of a payment that the customer did not bring to an end. */
  paymentFailed: { errorCode: 'FPDR9430', errorMessage: 'Payment has failed', source: 'inferred' },
  /** What the action `fail-next` brings about. */
  asked: { errorCode: 'FPDR9999', errorMessage: 'Failed, as it was asked to', source: 'inferred' },
} as const;

/** How far a payment or refund has come. Only `SUCCESS` with `300` is known; the others are inferred. */
export const statusCodes = { SUCCESS: '300', PENDING: '301', FAILED: '302' } as const;

/** As the gateway names it. */
export type TransactionStatus = keyof typeof statusCodes;

/** Ends an operation with a refusal. It never leaves the provider. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  /** @param rule Which rule is broken, in words, where that helps. */
  constructor({ errorCode, errorMessage }: Refusal, rule?: string) {
    super(errorCode);
    this.refusal = {
      errorCode,
      errorMessage: rule === undefined ? errorMessage : `${errorMessage}: ${rule}`,
    };
  }
}
