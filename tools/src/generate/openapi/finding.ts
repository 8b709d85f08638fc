import type { Entry, Kind } from './object-types.js';

/** What a place of the wrong shape should hold; a repair starts from it. */
export interface Lack {
  /** What is wanted in the place of the value. */
  readonly wanted?: Entry;
  /** The kind of the object that lacks `field`. */
  readonly kind?: Kind;
  readonly field?: string;
}

/** A problem whose place in a file is not looked up yet. */
export interface Finding extends Lack {
  readonly rule: string;
  /** JSON Pointer to the place in the document. */
  readonly pointer: string;
  /** A sentence that says what to do. */
  readonly message: string;
}
