/** What a request line asks for. */
export interface RequestTarget {
  /** Path and query, as they were sent. */
  readonly target: string;
  /** Of absolute-form: it stands above `Host` (RFC 9112, section 3.2.2). */
  readonly authority: string | undefined;
}

/**
 * Reads a request target: `/path?query`, or absolute-form, `http://host:port/path?query`, which a server has to take
 * and which a client sends that believes there is a proxy. Any other form stays as it is.
 *
 * @param url Of a message of node:http.
 */
export function requestTarget(url = '/'): RequestTarget {
  if (url.startsWith('/')) return { target: url, authority: undefined };
  const [, authority, rest = ''] = /^http:\/\/([^/?]*)(.*)$/is.exec(url) ?? [];
  if (authority === undefined) return { target: url, authority };
  return { target: rest.startsWith('/') ? rest : `/${rest}`, authority };
}
