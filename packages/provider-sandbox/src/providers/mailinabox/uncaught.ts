/** What the daemon does not expect: it answers 500 with a page that gives no reason. */
export class UncaughtException extends Error {
  override readonly name = 'UncaughtException';
}
