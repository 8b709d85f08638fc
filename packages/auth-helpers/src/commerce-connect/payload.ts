import { ConfigurationError, DecryptError } from '../errors.js';
import type { MerchantKey } from './merchant-key.js';

/**
 * Encrypts what goes into `encryptData`.
 *
 * @param payload An object, sent as its JSON; or JSON text, sent as it is, to the last line break.
 * @returns base64 without line breaks.
 * @throws ConfigurationError when it is not, or makes no, text of a JSON object.
 */
export async function encryptPayload(payload: object | string, key: MerchantKey): Promise<string> {
  const text = typeof payload === 'string' ? payload : jsonText(payload);
  if (jsonObject(text) === undefined) throw new ConfigurationError('the payload must be a JSON object');
  return key.encrypt(text);
}

/**
 * Decrypts the `encData` that comes back through the browser. A `+` that a form decoder made a space is put back.
 *
 * The encryption does not prove who made the result: ask `getTxnInquiryDetail` before you ship.
 *
 * @returns the result, of which nothing is checked but that it is an object.
 * @throws DecryptError, the same whatever is wrong. One in 250 wrong keys gives well-padded bytes; they are no JSON.
 */
export async function decryptResult<Result extends object = Record<string, unknown>>(
  encData: string,
  key: MerchantKey,
): Promise<Result> {
  const result = jsonObject(await key.decrypt(`${encData}`.replaceAll(' ', '+')));
  if (result === undefined) throw new DecryptError();
  return result as Result;
}

/** @throws ConfigurationError where there is no JSON, as of a bigint or a circle; the platform's error names members. */
export function jsonText(payload: object): string {
  try {
    return `${JSON.stringify(payload)}`;
  } catch (cause) {
    throw new ConfigurationError('the payload cannot be written as JSON', { cause });
  }
}

/** What `text` is the JSON of, when that is an object; the parser's own error quotes the text. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
