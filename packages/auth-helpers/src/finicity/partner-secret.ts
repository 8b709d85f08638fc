import { invalid } from '../errors.js';
import { PROVIDER } from './codes.js';

/**
 * Checks a new partner secret against the vendor's published policy: 12 to 255 characters of
 * `A-Z a-z 0-9 ! @ # $ % & * _ - +`, at least one letter and one digit.
 *
 * @throws ConfigurationError when it is against the policy.
 */
export function validatePartnerSecret(secret: string): void {
  const isAllowed = typeof secret === 'string' && /^[A-Za-z0-9!@#$%&*_+-]{12,255}$/.test(secret);
  if (isAllowed && /[A-Za-z]/.test(secret) && /\d/.test(secret)) return;
  const rule = '12 to 255 characters of A-Z a-z 0-9 !@#$%&*_-+, with a letter and a digit';
  throw invalid(PROVIDER, `a partner secret must be ${rule}`);
}
