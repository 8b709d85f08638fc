/** The command line is wrong; the message says which option, and what it must be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}
