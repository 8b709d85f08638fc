import { generateKeyPairSync } from 'node:crypto';
import type { SignRequest } from '@acme/auth-helpers/plo';
import oauth1 from 'mastercard-oauth1-signer';

export const pair: { publicKey: string; privateKey: string } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
export const consumerKey = 'consumer-key-1!project';

/** As a user writes it, with the vendor's own library. */
export const sign: SignRequest = (url, method, body) =>
  oauth1.getAuthorizationHeader(url, method, body, consumerKey, pair.privateKey);
