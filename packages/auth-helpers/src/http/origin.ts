import { invalid } from '../errors.js';

export interface OriginOptions {
  /** Such as `finicity`, for the error. */
  readonly provider: string;
  /** Also takes `http:` on the loopback interface, where tests have their servers. Default: false. */
  readonly allowInsecureLoopback?: boolean | undefined;
}

/**
 * The origin (RFC 6454) of a base URL to which secrets may be sent: https, without user name and password.
 *
 * @param option The option it comes from, for the error, which does not quote the URL.
 * @throws ConfigurationError
 */
export function secureOrigin(option: string, basePath: string, options: OriginOptions): string {
  const { provider, allowInsecureLoopback = false } = options;
  const url = URL.canParse(basePath) ? new URL(basePath) : undefined;
  const isSecure = url?.protocol === 'https:' || (allowInsecureLoopback === true && isHttpLoopback(url));
  if (url !== undefined && isSecure && url.username === '' && url.password === '') return url.origin;
  const rule = 'must be an https URL without user name';
  throw invalid(provider, `${option} ${rule}; allowInsecureLoopback permits http on this machine, for tests`);
}

/**
 * To be called before a secret is put into a request.
 *
 * @throws ConfigurationError when `url` is not of `origins`.
 */
export function requireOrigin(url: string, origins: readonly string[], provider: string): void {
  // Mostly, and quicker than to parse it: what follows an origin and a slash is its path.
  if (origins.some((origin) => url.startsWith(`${origin}/`))) return;
  if (origins.includes(URL.canParse(url) ? new URL(url).origin : '')) return;
  throw invalid(
    provider,
    `credentials are sent to ${origins.join(' or ')} only; give the helper the basePath of the client`,
  );
}

/**
 * As `URL` writes hosts: 127.0.0.0/8 in decimal however it was given (`127.1`, `0x7f000001`), `::1` (RFC 4291 §2.5.3),
 * and the name (RFC 6761 §6.3). Not `::ffff:127.0.0.1`, nor names that end in `.localhost`, which may be looked up.
 */
function isHttpLoopback(url: URL | undefined): boolean {
  return url?.protocol === 'http:' && /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(url.hostname);
}

/** A URL without slashes at its end; in one pass, where `/\/+$/` would start anew at each slash within it. */
export function withoutSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
}
