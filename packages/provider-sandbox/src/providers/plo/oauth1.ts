import { fromBase64, toBase64 } from '../../core/bytes.js';
import type { SandboxRequest } from '../../core/provider.js';
import { withoutSlashes } from '../../core/request.js';
import { Failed, type Failure, failures } from './codes.js';
import type { SignatureOptions } from './options.js';

// Both Node's types and those of browsers have this, and neither by a name that the other has.
type ImportedKey = ReturnType<typeof crypto.subtle.importKey>;

/**
 * Makes a function that checks the OAuth 1.0a signature of a request (RFC 5849, section 3.2) with the body hash that
 * Mastercard adds. Written from the RFC. Of the query only the decoded values are known here, so it fits only where the
 * signer has seen it encoded as section 3.6 says; `signedFetch` of the helpers takes care of that.
 *
 * A nonce is good for one request. So of a request that is delivered twice, as the fault `duplicate` does, the second
 * is refused, and that is the answer which the client sees.
 *
 * @param vendorUrls Base URLs that clients sign where `basePaths` does not say otherwise.
 * @returns rejects with `Failed`, which says what does not fit.
 * @throws RangeError when the public key is no PEM.
 */
export function signatureCheck(
  options: SignatureOptions,
  vendorUrls: readonly string[],
): (request: SandboxRequest) => Promise<void> {
  const { consumerKey, basePaths, toleranceMs = 300_000, nowMs = Date.now } = options;
  const der = derOf(options.publicKey);
  const nonces = new Nonces(toleranceMs, nowMs);
  let imported: ImportedKey | undefined;

  function publicKey(): ImportedKey {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    imported ??= crypto.subtle.importKey('spki', der, algorithm, false, ['verify']);
    return imported;
  }

  return async (request) => {
    const oauth = oauthParameters(request.headers.get('authorization') ?? '');
    const parameter = (name: string): string => decoded(oauth.get(name) ?? '');
    if (oauth.size === 0) fail(failures.signature, 'there is no Authorization header of the scheme OAuth');
    if (parameter('oauth_signature_method') !== 'RSA-SHA256') {
      fail(failures.signature, 'oauth_signature_method must be RSA-SHA256');
    }
    if (parameter('oauth_version') !== '1.0' && oauth.has('oauth_version')) {
      fail(failures.signature, 'oauth_version must be 1.0');
    }
    if (consumerKey !== undefined && parameter('oauth_consumer_key') !== consumerKey)
      fail(failures.consumerKey);
    const timestampMs = /^[1-9]\d*$/.test(parameter('oauth_timestamp'))
      ? Number(parameter('oauth_timestamp')) * 1_000
      : 0;
    if (!(Math.abs(timestampMs - nowMs()) <= toleranceMs)) {
      fail(failures.signature, 'oauth_timestamp must be the present, in seconds');
    }
    if (parameter('oauth_nonce') === '') fail(failures.signature, 'oauth_nonce is missing');
    if (parameter('oauth_body_hash') !== (await bodyHash(request.body))) fail(failures.bodyHash);

    const signature = fromBase64(parameter('oauth_signature')) ?? new Uint8Array();
    const key = await publicKey();
    const fits = await Promise.all(
      (basePaths ?? urlsFor(request, vendorUrls)).map((basePath) => {
        const base = new TextEncoder().encode(signatureBase(request, basePath, oauth));
        return crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, signature, base);
      }),
    );
    if (!fits.includes(true)) fail(failures.signature, 'oauth_signature does not fit method, URL and query');
    // Not before: a nonce is used up by whoever can sign.
    const nonce = [parameter('oauth_consumer_key'), timestampMs, parameter('oauth_nonce')];
    if (!nonces.use(JSON.stringify(nonce))) fail(failures.signature, 'oauth_nonce was used before');
  };
}

/** Over http a request tells its authority (section 3.4.1.2). */
function urlsFor({ headers }: SandboxRequest, vendorUrls: readonly string[]): readonly string[] {
  const host = headers.get('host');
  return host === null ? vendorUrls : [`http://${host}/plo`, ...vendorUrls];
}

async function bodyHash(body: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
  return toBase64(new Uint8Array(hash));
}

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  const [, base64] = /-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----/.exec(pem) ?? [];
  const der = fromBase64((base64 ?? '').replaceAll(/\s/g, ''));
  if (der === undefined || der.length === 0)
    throw new RangeError('signature: publicKey must be PEM of a public key');
  return der;
}

function fail(failure: Failure, ...rules: string[]): never {
  throw new Failed(failure, ...rules);
}

/**
 * The signature base string (RFC 5849, section 3.4.1).
 *
 * @param oauth As written in the header. The RFC has them encoded there and here, Mastercard's library neither there
 * nor here: so they are taken as they are.
 */
export function signatureBase(
  { method, path, query }: Pick<SandboxRequest, 'method' | 'path' | 'query'>,
  basePath: string,
  oauth: ReadonlyMap<string, string>,
): string {
  const { origin, pathname } = new URL(withoutSlashes(basePath) + path);
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
function oauthParameters(authorization: string): ReadonlyMap<string, string> {
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

/** The nonces of signatures that were good, none of which is good again (RFC 5849, section 3.3). */
export class Nonces {
  readonly #toleranceMs: number;
  readonly #nowMs: () => number;
  /** Until when each is remembered, in order. */
  readonly #used = new Map<string, number>();

  /** @param toleranceMs How far the timestamp beside a nonce may be from the present. */
  constructor(toleranceMs: number, nowMs: () => number) {
    this.#toleranceMs = toleranceMs;
    this.#nowMs = nowMs;
  }

  /** How many are remembered. */
  get size(): number {
    return this.#used.size;
  }

  /** @returns whether it is the first time. */
  use(nonce: string): boolean {
    const nowMs = this.#nowMs();
    for (const [old, untilMs] of this.#used) {
      if (untilMs >= nowMs) break;
      this.#used.delete(old);
    }
    if (this.#used.has(nonce)) return false;
    // Its timestamp may be as far ahead as it may later be behind.
    this.#used.set(nonce, nowMs + 2 * this.#toleranceMs);
    return true;
  }
}
