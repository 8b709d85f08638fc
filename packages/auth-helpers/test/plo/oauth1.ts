import { createHash, type KeyObject, verify } from 'node:crypto';

/** What was signed, as the server sees it. */
export interface SignedRequest {
  readonly method: string;
  /** As it was asked for, with host and query. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** In whole seconds, as signatures have it: none of a test is older, nor later than now. */
const startedMs = Math.floor(Date.now() / 1_000) * 1_000;

/**
 * Checks an OAuth 1.0a signature (RFC 5849, section 3.4) with the body hash of Mastercard. Written from the RFC, with
 * nothing of the library that signs. Parameters are taken as they are written, as the vendor's gateway takes them.
 *
 * @param nonces Those seen before: none may come twice.
 * @returns what is wrong; `undefined` when nothing is.
 */
export function wrongSignature(
  { method, url, authorization = '', body }: SignedRequest,
  publicKey: KeyObject,
  nonces: Set<string>,
): string | undefined {
  const [scheme, list = ''] = authorization.split(/ (.*)/s);
  if (scheme !== 'OAuth') return 'no OAuth header';
  const oauth = new Map(list.split(',').map((pair) => parameter(pair.trim())));
  const { origin, pathname, search } = new URL(url);
  const pairs = [...oauth].filter(([name]) => name !== 'oauth_signature');
  for (const pair of search.slice(1).split('&').filter(Boolean)) {
    const [name = '', value = ''] = pair.split('=');
    // Else signer and server could read it in two ways.
    for (const part of [name, value]) {
      if (encoded(decodeURIComponent(part)) !== part)
        return 'a query that is not encoded as section 3.6 says';
    }
    pairs.push([name, value]);
  }
  const parameters = pairs.map(([name, value]) => `${name}=${value}`).sort();
  const base = [method.toUpperCase(), encoded(origin + pathname), encoded(parameters.join('&'))].join('&');

  const hash = createHash('sha256').update(body).digest('base64');
  if (oauth.get('oauth_body_hash') !== hash) return 'another body';
  if (oauth.get('oauth_signature_method') !== 'RSA-SHA256') return 'another method';
  const signedMs = Number(oauth.get('oauth_timestamp')) * 1_000;
  if (!(signedMs >= startedMs && signedMs <= Date.now())) return 'another time';
  const nonce = oauth.get('oauth_nonce') ?? '';
  if (nonce === '' || nonces.has(nonce)) return 'a nonce that is used';
  nonces.add(nonce);
  const signature = Buffer.from(decodeURIComponent(oauth.get('oauth_signature') ?? ''), 'base64');
  return verify('sha256', Buffer.from(base), publicKey, signature) ? undefined : 'another signature';
}

function parameter(pair: string): [string, string] {
  const [, name = '', value = ''] = /^(\w+)="(.*)"$/.exec(pair) ?? [];
  return [name, value];
}

/** RFC 5849, section 3.6. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
