import { aesCbc, fromBase64 } from '../../core/bytes.js';
import type { SandboxClock } from '../../core/provider.js';
import { Failed, failures } from './codes.js';
import type { Institution, PloOptions } from './options.js';

/** What to do when sandbox and client go by different clocks, which no vendor has to say. */
const OTHER_CLOCK =
  'which was put forward and is not that of this machine: give the client the clock of the sandbox (nowMs in GET ' +
  '/_sandbox/state), start the sandbox again, or set its option authInfoToleranceMs';

/** Of one institution. */
export interface AuthInfoReader {
  /** What is inside, whatever it is. @returns rejects with `Failed` for what cannot be decrypted. */
  text(authInfo: string): Promise<string>;
  /**
   * Who the cardholder is. Only what was asked for may be inside: no fourth part, no empty one.
   *
   * @returns rejects with `Failed` for what cannot be read, is of another institution, or of another time.
   */
  userId(authInfo: string): Promise<string>;
}

/**
 * Makes a reader of AuthInfo, which is `userId:fiId:time` under AES-CBC with PKCS#7 padding.
 *
 * @throws RangeError for a key or IV of another length.
 */
export function authInfoReader(
  { fiId, ...keys }: Institution,
  clock: SandboxClock,
  options: PloOptions,
): AuthInfoReader {
  const { authInfoToleranceMs = 300_000, authInfoEncoding = 'hex', authInfoTimeUnit = 'seconds' } = options;
  const clientNowMs = options.signature?.nowMs ?? Date.now;
  const keyBytes = fromBase64(keys.key);
  const ivBytes = fromBase64(keys.iv);
  if (keyBytes === undefined || ![16, 32].includes(keyBytes.length) || ivBytes?.length !== 16) {
    throw new RangeError('institution: key must be base64 of 16 or 32 bytes, iv of 16 bytes');
  }
  const cipher = aesCbc(keyBytes, ivBytes);
  const unitMs = authInfoTimeUnit === 'seconds' ? 1_000 : 1;
  const decode = authInfoEncoding === 'hex' ? fromHex : fromBase64;

  async function text(authInfo: string): Promise<string> {
    const ciphertext = decode(authInfo);
    if (ciphertext === undefined) throw new Failed(failures.authInfo, `it must be ${authInfoEncoding}`);
    const decrypted = await cipher.decrypt(ciphertext);
    if (decrypted !== undefined) return decrypted;
    throw new Failed(failures.authInfo, 'it cannot be decrypted with key and IV of the institution');
  }

  async function userId(authInfo: string): Promise<string> {
    const [, user, institution, time] = /^([^:]+):([^:]+):(\d{1,16})$/.exec(await text(authInfo)) ?? [];
    if (user === undefined) throw new Failed(failures.authInfo, 'it must be userId:fiId:time');
    if (institution !== fiId) throw new Failed(failures.authInfoInstitution);
    const aheadMs = Number(time) * unitMs - clock.nowMs();
    if (Math.abs(aheadMs) <= authInfoToleranceMs) return user;
    const seconds = Math.round(Math.abs(aheadMs) / 1_000);
    const found = `${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the clock of the sandbox`;
    const isOfNow = Math.abs(Number(time) * unitMs - clientNowMs()) <= authInfoToleranceMs;
    throw new Failed(failures.authInfoTime, isOfNow ? `${found}, ${OTHER_CLOCK}` : found);
  }

  return { text, userId };
}

/** Lower case, as the vendor's example is. */
function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^([0-9a-f]{2})+$/.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
