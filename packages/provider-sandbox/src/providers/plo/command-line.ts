import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { UsageError } from '../../core/errors.js';
import type { ProviderCommandLine } from '../registration.js';
import type { PloOptions, SignatureOptions } from './options.js';

/** With `--plo-public-key`, PLO checks signatures. */
export const ploCommandLine: ProviderCommandLine<PloOptions> = {
  usage: '[--plo-public-key FILE [--plo-consumer-key KEY]]',
  options: [
    [
      '--plo-public-key FILE',
      'check that calls to Personalized Offers are signed with the private half of this key, in PEM',
    ],
    ['--plo-consumer-key KEY', 'check also that they are signed for this consumer key'],
  ],
  read: async (values) => ({
    signature: await ploSignature(values['plo-public-key'], values['plo-consumer-key']),
  }),
};

/**
 * What `--plo-public-key` and `--plo-consumer-key` say. A certificate and a key in PKCS #1 are taken too.
 *
 * @param file `undefined`: signatures are not looked at.
 * @throws UsageError when the file cannot be read, or has no public key of RSA.
 */
async function ploSignature(
  file: string | undefined,
  consumerKey: string | undefined,
): Promise<SignatureOptions | undefined> {
  if (consumerKey === '') throw new UsageError('--plo-consumer-key must not be empty');
  if (file === undefined) {
    if (consumerKey === undefined) return undefined;
    throw new UsageError('--plo-consumer-key needs --plo-public-key: only the key shows who has signed');
  }
  const pem = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(`--plo-public-key: ${file} cannot be read (${cause.code})`);
  });
  // Node would make the public key of it; a private key is at the wrong place here.
  if (pem.includes('PRIVATE KEY-----')) {
    throw new UsageError(
      `--plo-public-key: ${file} is a private key; give its public half, which openssl makes of it`,
    );
  }
  const publicKey = rsaKey(pem, file).export({ type: 'spki', format: 'pem' }).toString();
  return { publicKey, ...(consumerKey === undefined ? {} : { consumerKey }) };
}

function rsaKey(pem: string, file: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = createPublicKey(pem);
  } catch {
    // Below, as for a key of another kind.
  }
  if (key?.asymmetricKeyType === 'rsa') return key;
  throw new UsageError(
    `--plo-public-key: ${file} is not the public key of RSA in PEM (-----BEGIN PUBLIC KEY-----)`,
  );
}
