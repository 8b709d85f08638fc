import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { Configuration, matchedoffersGet } from '@acme/plo-client';
import { afterEach } from '@jest/globals';
import oauth1 from 'mastercard-oauth1-signer';
import type { TokenEvent } from '../../src/index.js';
import { type PloAuth, type PloAuthOptions, ploAuth, type SignRequest } from '../../src/plo/index.js';
import { type ManualClock, manualClock } from '../token/support.js';
import { type FakePlo, fakePlo } from './server.js';

export const fiId = '999999';
export const rawKey: Buffer = Buffer.from('plo-key-of-16-by');
export const rawIv: Buffer = Buffer.from('iv-of-16-bytes--');
export const key: string = rawKey.toString('base64');
export const iv: string = rawIv.toString('base64');

export const pair: { publicKey: string; privateKey: string } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
export const consumerKey = 'consumer-key-1!project';

/** As a user writes it, with the vendor's own library. */
export const sign: SignRequest = (url, method, body) =>
  oauth1.getAuthorizationHeader(url, method, body, consumerKey, pair.privateKey);

export interface Institution {
  readonly clock: ManualClock;
  readonly server: FakePlo;
  readonly auth: PloAuth;
  readonly events: TokenEvent[];
  readonly configuration: Configuration;
  /** One call of the generated client for a cardholder. */
  call(userId?: string): Promise<unknown>;
  /** Another helper, on the same clock and server. */
  another(options?: Partial<PloAuthOptions>): PloAuth;
}

let servers: FakePlo[] = [];

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

/** A server, and the real client that talks to it with the helper. Where requests are signed, the server checks it. */
export async function institution(options: Partial<PloAuthOptions> = {}): Promise<Institution> {
  const clock = manualClock();
  const isSigned = options.sign !== undefined;
  const server = await fakePlo({
    ...{ clock, fiId, key: rawKey, iv: rawIv },
    publicKey: isSigned ? createPublicKey(pair.publicKey) : undefined,
  });
  servers.push(server);
  const events: TokenEvent[] = [];
  const another = (more: Partial<PloAuthOptions> = {}): PloAuth =>
    ploAuth({
      ...{ fiId, key, iv, clock },
      basePath: server.url,
      allowInsecureLoopback: true,
      onEvent: (event) => events.push(event),
      ...more,
    });
  const auth = another(options);
  const configuration = new Configuration({ ...auth });
  const call = async (userId = 'cardholder-1'): Promise<unknown> =>
    matchedoffersGet(configuration, await auth.session(userId));
  return { clock, server, auth, events, configuration, call, another };
}
