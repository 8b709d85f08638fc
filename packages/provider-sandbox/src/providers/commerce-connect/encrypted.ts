import { jsonObject } from '../../core/body.js';
import type { SandboxAnswer, SandboxRequest } from '../../core/provider.js';
import type { Spec } from '../../openapi/spec.js';
import { codes, Refused } from './codes.js';
import { decrypt, type MerchantOptions } from './merchant.js';
import type { Payment } from './order-book.js';

/**
 * What is in `encryptData` of a body.
 *
 * @throws Refused when it cannot be decrypted, or is no JSON object.
 */
export async function payloadOf(
  { body }: SandboxRequest,
  merchant: MerchantOptions,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await decryptedText(jsonObject(body)?.encryptData, merchant);
  if (text === undefined) throw new Refused(codes.undecryptable);
  const payload = jsonObject(text);
  if (payload === undefined) throw new Refused(codes.payloadInvalid, 'it must be a JSON object');
  return payload;
}

/** @throws Refused when it is no `PaymentRequest` of the description. */
export function asPayment(
  payload: Readonly<Record<string, unknown>>,
  request: SandboxRequest,
  spec: Spec,
): Payment {
  // A payment in clear is what getHMAC takes.
  const match = spec.match('POST', '/getHMAC')!;
  const rules = spec.violations(match, { ...request, path: '/getHMAC', body: JSON.stringify(payload) });
  const { resultURL } = payload;
  if (rules.length === 0 && !URL.canParse(`${resultURL}`)) rules.push('resultURL must be a URL');
  if (rules.length > 0) throw new Refused(codes.payloadInvalid, rules.join('; '));
  return payload as unknown as Payment;
}

/**
 * For who watches: the text that the body of a request has in `encryptData`, or in the `encData` that is brought back to
 * have it decrypted.
 *
 * @returns `undefined` when there is none, or it cannot be decrypted.
 */
export async function decryptedRequest(
  { body }: SandboxRequest,
  merchant: MerchantOptions,
): Promise<string | undefined> {
  const { encryptData, encData } = jsonObject(body) ?? {};
  return decryptedText(encryptData ?? encData, merchant);
}

/**
 * For who watches: the `PaymentResult` that a payer is sent back with, in `encData` of the redirect. What the gateway
 * encrypts on request is in that request in clear.
 *
 * @returns `undefined` for any other answer.
 */
export async function decryptedAnswer(
  { headers }: SandboxAnswer,
  merchant: MerchantOptions,
): Promise<string | undefined> {
  const { location = '' } = headers;
  if (!URL.canParse(location)) return undefined;
  return decryptedText(new URL(location).searchParams.get('encData'), merchant);
}

/** @returns `undefined` for what is no text, or cannot be decrypted. */
export async function decryptedText(
  encrypted: unknown,
  merchant: MerchantOptions,
): Promise<string | undefined> {
  return typeof encrypted === 'string' ? decrypt(encrypted, merchant) : undefined;
}
