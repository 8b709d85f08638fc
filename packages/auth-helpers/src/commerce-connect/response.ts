import { AuthError } from '../errors.js';
import { boundedText, jsonObject } from '../http/bounded-text.js';
import { meaningOf, PROVIDER } from './codes.js';

/** An answer that is longer is none of `getToken`. */
const MAX_BYTES = 64 * 1024;

/**
 * The error inside an answer of `getToken`, `{ response: { errorCode } }`; it comes with HTTP 200 as well. By the same
 * rule the description calls it one (`x-error-when`), so a client without this hook throws a `ResponseError` then.
 * The response can still be read.
 */
export async function errorIn(response: Response): Promise<AuthError | undefined> {
  // What breaks off is for the client.
  const text = await boundedText(response.clone(), MAX_BYTES).catch(() => undefined);
  const body = text === undefined ? undefined : jsonObject(text);
  const errorCode = Object(body?.response).errorCode ?? '';
  if (errorCode === '') return undefined;
  // The message, and a code that is none, may quote the request.
  const vendorCode = /^[A-Z]{2,8}\d{1,8}$/.test(errorCode) ? `${errorCode}` : undefined;
  return new AuthError(meaningOf(vendorCode), `getToken was refused (${vendorCode ?? 'unknown code'})`, {
    provider: PROVIDER,
    status: response.status,
    vendorCode,
  });
}
