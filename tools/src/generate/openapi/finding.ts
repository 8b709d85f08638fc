/** A problem whose place in a file is not looked up yet. */
export interface Finding {
  readonly rule: string;
  /** JSON Pointer to the place in the document. */
  readonly pointer: string;
  /** A sentence that says what to do. */
  readonly message: string;
}
