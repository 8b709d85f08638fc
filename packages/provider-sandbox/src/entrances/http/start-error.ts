// In a file of its own: its types are public, and must not bring those of Node.

/**
 * Why the server does not start:
 *
 * - `port_taken`: another program listens there
 * - `port_forbidden`: the system keeps the port for itself
 * - `address_unknown`: the host is not an address of this machine
 */
export type StartErrorCode = 'port_taken' | 'port_forbidden' | 'address_unknown';

/** The server cannot listen where it was told to; the message says what to do. */
export class SandboxStartError extends Error {
  override readonly name = 'SandboxStartError';
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
