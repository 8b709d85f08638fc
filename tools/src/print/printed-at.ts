import { SpecError } from '../shared/spec-error.js';

/**
 * Prints what a description says at a place. A value that cannot be printed is refused with that place, the nearest
 * known; the linter, which knows the line, finds nearly all of them before.
 *
 * @param pointer a JSON Pointer (RFC 6901) into the normalised document.
 */
export function printedAt<Result>(pointer: string, print: () => Result): Result {
  try {
    return print();
  } catch (error) {
    if (!(error instanceof SpecError) || error.code !== 'spec_unprintable' || error.message.startsWith('#'))
      throw error;
    throw new SpecError(error.code, `#${pointer}: ${error.message} Correct it there and run again.`);
  }
}
