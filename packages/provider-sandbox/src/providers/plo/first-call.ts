import { fromBase64 } from '../../core/bytes.js';
import { curlCommand, type FirstCall } from '../../core/first-call.js';
import { type Institution, PLO_TEST_INSTITUTION, type PloOptions } from './options.js';

const user = 'cardholder-1';

/** A login, for an institution with the test keys: openssl makes the AuthInfo when you run it. */
export function ploFirstCall(
  institution: Institution,
  options: PloOptions,
  basePath: string,
): FirstCall | undefined {
  const { fiId, key, iv } = PLO_TEST_INSTITUTION;
  const isTest = institution.fiId === fiId && institution.key === key && institution.iv === iv;
  const { authInfoEncoding = 'hex', authInfoTimeUnit = 'seconds', signature, cardholders } = options;
  // Names of your own do not get into a command.
  if (cardholders?.includes(user) === false) return undefined;
  // The command writes AuthInfo in the usual way, and signs nothing.
  if (!isTest || authInfoEncoding !== 'hex' || authInfoTimeUnit !== 'seconds' || signature !== undefined) {
    return undefined;
  }
  const encrypt = `openssl enc -aes-128-cbc -K ${hexOf(key)} -iv ${hexOf(iv)}`;
  const authInfo = `$(printf '${user}:${fiId}:%s' "$(date +%s)" | ${encrypt} | od -An -v -tx1 | tr -d ' \\n')`;
  const command = curlCommand(`${basePath}/usertoken?FId=${fiId}&AuthInfo=${authInfo}`, {});
  return { credentials: { fiId, key, iv, userId: user }, command };
}

/** @param base64 Of the test keys: sound. */
function hexOf(base64: string): string {
  const bytes = fromBase64(base64) ?? new Uint8Array();
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
