import type { SandboxRequest } from '../../core/provider.js';
import { withoutSlashes } from '../../core/request.js';

/**
 * The signature base string (RFC 5849, section 3.4.1).
 *
 * @param oauth As written in the header. The RFC has them encoded there and here, Mastercard's library neither there
 * nor here: so they are taken as they are.
 */
export function signatureBase(
  { method, path, query }: Pick<SandboxRequest, 'method' | 'path' | 'query'>,
  baseUrl: string,
  oauth: ReadonlyMap<string, string>,
): string {
  const { origin, pathname } = new URL(withoutSlashes(baseUrl) + path);
  const parameters = [...query].map(([name, value]): [string, string] => [encoded(name), encoded(value)]);
  const signed = [...oauth].filter(([name]) => name !== 'oauth_signature' && name !== 'realm');
  const pairs = [...parameters, ...signed]
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map((pair) => pair.join('='));
  return [method, origin + pathname, pairs.join('&')].map(encoded).join('&');
}

/**
 * The parameters of an `Authorization` header (RFC 5849, section 3.5.1).
 *
 * @returns as written; empty where there is another scheme, or the header cannot be read.
 */
export function oauthParameters(authorization: string): ReadonlyMap<string, string> {
  const [, list] = /^OAuth\s+(.*)$/is.exec(authorization) ?? [];
  const oauth = new Map<string, string>();
  for (const pair of list?.split(',') ?? []) {
    const [, name, value] = /^\s*([^=\s]+)="([^"]*)"\s*$/.exec(pair) ?? [];
    // Twice the same is not allowed: signer and server could take each another.
    if (name === undefined || value === undefined || oauth.has(name)) return new Map();
    oauth.set(name, value);
  }
  return oauth;
}

/** Section 3.6. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What is no encoding is left as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Of texts that are encoded: by bytes, as section 3.4.1.3.2 has it. */
function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
