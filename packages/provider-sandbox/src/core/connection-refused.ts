/**
 * What `Provider.respond` throws where nobody answers, such as a firewall that has banned the address. It stands for
 * a connection that is not made: a server ends the socket, an msw handler answers `HttpResponse.error()`.
 */
export class ConnectionRefused extends Error {
  override readonly name = 'ConnectionRefused';
  readonly code = 'connection_refused';
}
