/** What errors, events and hooks are told of an operation: names only, never values. */
export interface OperationInfo {
  /** The operationId, as the OpenAPI description spells it. */
  readonly id: string;
  /** The HTTP method, in upper case. */
  readonly method: string;
  /** The path template, such as `/customers/{customerId}`. */
  readonly path: string;
  /** Whether it can be sent again though its method does not say so: a question asked by POST (`x-idempotent`). */
  readonly idempotent?: boolean | undefined;
}
