import { jsonObject } from '../../core/json-object.js';
import type { SandboxAnswer, SandboxRequest } from '../../core/provider.js';
import { decrypt, type MerchantOptions } from './merchant.js';

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

async function decryptedText(encrypted: unknown, merchant: MerchantOptions): Promise<string | undefined> {
  return typeof encrypted === 'string' ? decrypt(encrypted, merchant) : undefined;
}
