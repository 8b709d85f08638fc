import type { FinicityAuthOptions } from '../../src/finicity/index.js';
import { type ManualClock, manualClock } from '../token/support.js';
import { closedAfterEach } from '../vendor.js';
import { type FakeFinicity, fakeFinicity } from './server.js';
import { type PartnerClient, partnerOf } from './vendor.js';

export const partnerId = '2445500917733';
export const partnerSecret = 'r4vEn-hollow_82kites';
export const newSecret = 'moss+Lantern7_quarry';
export const appKey = 'app-key-9b1c';

export interface Partner extends PartnerClient {
  readonly clock: ManualClock;
  readonly server: FakeFinicity;
}

const started = closedAfterEach((clock: ManualClock = manualClock()) =>
  fakeFinicity({ clock, partnerId, partnerSecret, appKey }),
);

/** A server, and the real client that talks to it with the helper. */
export async function partner(options: Partial<FinicityAuthOptions> = {}): Promise<Partner> {
  const clock = manualClock();
  const server = await started(clock);
  const account = { basePath: server.url, clock, partnerId, partnerSecret, appKey };
  return { clock, server, ...partnerOf(account, options) };
}
