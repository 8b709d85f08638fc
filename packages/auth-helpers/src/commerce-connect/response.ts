import { AuthError } from '../errors.js';
import { jsonIn } from '../http/bounded-text.js';
import { meaningOf, PROVIDER } from './codes.js';

/**
 * The error inside an answer of `getToken`, `{ response: { errorCode } }`; it comes with HTTP 200 as well. By the same
 * rule the description calls it one (`x-error-when`), so a client without this hook throws a `ResponseError` then.
 * The response can still be read.
 */
export async function errorIn(response: Response): Promise<AuthError | undefined> {
  const errorCode = Object((await jsonIn(response))?.response).errorCode ?? '';
  if (errorCode === '') return undefined;
  // The message, and a code that is none, may quote the request.
  const vendorCode = /^[A-Z]{2,8}\d{1,8}$/.test(errorCode) ? `${errorCode}` : undefined;
  return new AuthError(meaningOf(vendorCode), `getToken was refused (${vendorCode ?? 'unknown code'})`, {
    provider: PROVIDER,
    status: response.status,
    vendorCode,
  });
}
