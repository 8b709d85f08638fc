/**
 * Whether the body of a request can be read only once, and while it is sent: a stream, or an iterable of Node. `fetch`
 * asks for `duplex` with each of these.
 */
export function isSentOnce(init: RequestInit): boolean {
  return 'duplex' in init || typeof Object(init.body).getReader === 'function';
}
