import { AuthError, type AuthErrorCode } from '../errors.js';
import { jsonObject } from './payload.js';

/** The provider's codes in our words. Only this one is published: "HMAC is empty". */
const codes: Readonly<Record<string, AuthErrorCode>> = { FPDR4002: 'signature_invalid' };

/** An answer that is longer is none of `getToken`. */
const MAX_BYTES = 64 * 1024;

/**
 * The error inside an answer of `getToken`, `{ response: { errorCode } }`; it comes with HTTP 200 as well. The
 * response can still be read.
 */
export async function errorIn(response: Response): Promise<AuthError | undefined> {
  const text = await textOf(response);
  const body = text === undefined ? undefined : jsonObject(text);
  const errorCode = Object(body?.response).errorCode ?? '';
  if (errorCode === '') return undefined;
  // The message, and a code that is none, may quote the request.
  const vendorCode = /^[A-Z]{2,8}\d{1,8}$/.test(errorCode) ? `${errorCode}` : undefined;
  const code = Object.hasOwn(codes, vendorCode ?? '') ? codes[vendorCode ?? ''] : undefined;
  return new AuthError(code ?? 'request_rejected', `getToken was refused (${vendorCode ?? 'unknown code'})`, {
    provider: 'commerce-connect',
    status: response.status,
    vendorCode,
  });
}

/** `undefined` when it is too long. */
async function textOf(response: Response): Promise<string | undefined> {
  const reader = response.clone().body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const part = await reader?.read();
    if (part?.value === undefined) return text + decoder.decode();
    bytes += part.value.length;
    text += decoder.decode(part.value, { stream: true });
    if (bytes <= MAX_BYTES) continue;
    // Not waited for: the promise of one branch of a clone settles when the other has ended too.
    reader?.cancel().catch(() => undefined);
    return undefined;
  }
}
