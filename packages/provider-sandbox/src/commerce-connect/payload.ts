import type { SandboxRequest } from '../core/contract.js';
import type { Spec } from '../spec/spec.js';
import { codes, Refused } from './codes.js';
import { decrypt, type MerchantOptions } from './merchant.js';
import type { Payment } from './order-book.js';

/** The text in `encryptData` of a body. @returns `undefined` when there is none, or it cannot be decrypted. */
export async function decryptedText(
  { body }: SandboxRequest,
  merchant: MerchantOptions,
): Promise<string | undefined> {
  const { encryptData } = jsonObject(body) ?? {};
  return typeof encryptData === 'string' ? decrypt(encryptData, merchant) : undefined;
}

/**
 * What is in `encryptData` of a body.
 *
 * @throws Refused when it cannot be decrypted, or is no JSON object.
 */
export async function payloadOf(
  request: SandboxRequest,
  merchant: MerchantOptions,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await decryptedText(request, merchant);
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
  const rules = paymentRules({ ...request, body: JSON.stringify(payload) }, spec);
  const { resultURL } = payload;
  if (rules.length === 0 && !URL.canParse(`${resultURL}`)) rules.push('resultURL must be a URL');
  if (rules.length > 0) throw new Refused(codes.payloadInvalid, rules.join('; '));
  return payload as unknown as Payment;
}

/** What is wrong with a body that is to be a payment in clear, which is what getHMAC takes. */
function paymentRules(request: SandboxRequest, spec: Spec): string[] {
  const match = spec.match('POST', '/getHMAC');
  return match === undefined ? [] : spec.violations(match, { ...request, path: '/getHMAC' });
}

/** @returns `undefined` for what is not the JSON of an object. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
