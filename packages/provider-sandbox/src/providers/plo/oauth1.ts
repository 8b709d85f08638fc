import { fromBase64, toBase64 } from '../../core/bytes.js';
import type { SandboxRequest } from '../../core/provider.js';
import { Failed, type Failure, failures } from './codes.js';
import { Nonces } from './nonces.js';
import { decoded, oauthParameters, signatureBase } from './oauth1-base.js';
import type { SignatureOptions } from './options.js';

// Both Node's types and those of browsers have this, and neither by a name that the other has.
type ImportedKey = ReturnType<typeof crypto.subtle.importKey>;

/**
 * Makes a function that checks the OAuth 1.0a signature of a request (RFC 5849, section 3.2) with the body hash that
 * Mastercard adds. Written from the RFC. Of the query only the decoded values are known here, so it fits only where the
 * signer has seen it encoded as section 3.6 says; `signedFetch` of the helpers takes care of that.
 *
 * A nonce is good for one request. So of a request that is delivered twice, as the manner `duplicate` does, the second
 * is refused, and that is the answer which the client sees.
 *
 * @param vendorUrls Base URLs that clients sign where `baseUrls` does not say otherwise.
 * @returns rejects with `Failed`, which says what does not fit.
 * @throws RangeError when the public key is no PEM.
 */
export function signatureCheck(
  options: SignatureOptions,
  vendorUrls: readonly string[],
): (request: SandboxRequest) => Promise<void> {
  const { consumerKey, baseUrls, toleranceMs = 300_000, nowMs = Date.now } = options;
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
      (baseUrls ?? urlsFor(request, vendorUrls)).map((baseUrl) => {
        const base = new TextEncoder().encode(signatureBase(request, baseUrl, oauth));
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
