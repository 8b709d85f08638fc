import { createPublicKey } from 'node:crypto';
import type { PloAuthOptions } from '../../src/plo/index.js';
import { type ManualClock, manualClock } from '../token/support.js';
import { closedAfterEach } from '../vendor.js';
import { pair } from './key-pair.js';
import { type FakePlo, type FakePloOptions, fakePlo } from './server.js';
import { type InstitutionClient, institutionAt } from './vendor.js';

export const fiId = '999999';
export const rawKey: Buffer = Buffer.from('plo-key-of-16-by');
export const rawIv: Buffer = Buffer.from('iv-of-16-bytes--');
export const key: string = rawKey.toString('base64');
export const iv: string = rawIv.toString('base64');

export { pair, sign } from './key-pair.js';

export interface Institution extends InstitutionClient {
  readonly clock: ManualClock;
  readonly server: FakePlo;
}

const started = closedAfterEach((options: Partial<FakePloOptions> = {}) =>
  fakePlo({ clock: manualClock(), fiId, key: rawKey, iv: rawIv, ...options }),
);

/** A server, and the real client that talks to it with the helper. Where requests are signed, the server checks it. */
export async function institution(options: Partial<PloAuthOptions> = {}): Promise<Institution> {
  const clock = manualClock();
  const isSigned = options.sign !== undefined;
  const server = await started({ clock, publicKey: isSigned ? createPublicKey(pair.publicKey) : undefined });
  return { clock, server, ...institutionAt({ basePath: server.url, clock, fiId, key, iv }, options) };
}
