/**
 * What `Provider.respond` throws where nobody answers, such as a firewall that has banned the address. It stands for
 * a connection that is not made: a server ends the socket, an msw handler answers `HttpResponse.error()`.
 */
export class ConnectionRefused extends Error {
  /** To tell it by, also where the package was loaded twice. */
  override readonly name = 'ConnectionRefused';
  /** Stable, for programs. */
  readonly code = 'connection_refused';
}

/** By its name: the package may be loaded twice, as ES modules and as CommonJS, and each has a class of its own. */
export function isConnectionRefused(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConnectionRefused';
}

/** The command line is wrong; the message says which option, and what it must be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}
