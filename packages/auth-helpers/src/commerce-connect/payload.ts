import { ConfigurationError } from '../errors.js';
import { jsonObject } from '../http/bounded-text.js';
import type { MerchantKey } from './merchant-key.js';

/**
 * Encrypts what goes into `encryptData`.
 *
 * @param payload An object, sent as its JSON; or JSON text, sent as it is, to the last line break.
 * @returns base64 without line breaks.
 * @throws ConfigurationError when it is not, or makes no, text of a JSON object.
 */
export async function encryptPayload(payload: object | string, key: MerchantKey): Promise<string> {
  const isText = typeof payload === 'string';
  const text = isText ? payload : jsonText(payload);
  // Of what the platform has written, the first character tells.
  const isObject = isText ? jsonObject(text) !== undefined : text.startsWith('{');
  if (!isObject) throw new ConfigurationError('the payload must be a JSON object');
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
  const base64 = typeof encData === 'string' ? encData.replaceAll(' ', '+') : '';
  return (await key.decrypt(base64, jsonObject)) as Result;
}

/** @throws ConfigurationError where there is no JSON, as of a bigint or a circle; the platform's error names members. */
export function jsonText(payload: object): string {
  try {
    return `${JSON.stringify(payload)}`;
  } catch (cause) {
    throw new ConfigurationError('the payload cannot be written as JSON', { cause });
  }
}
