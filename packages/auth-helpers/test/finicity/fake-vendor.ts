import { manualClock } from '../../src/testing/index.js';
import { fakeFinicity } from './server.js';
import { appKey, partnerId, partnerSecret } from './support.js';
import type { StartFinicity } from './vendor.js';

/** The fake of this package as a vendor of the rules. */
export const fakeVendor: StartFinicity = async ({ envelope = 'code', lockedStatus } = {}) => {
  const clock = manualClock();
  const fake = await fakeFinicity({ clock, partnerId, partnerSecret, appKey, lockedStatus });
  fake.envelope = envelope;
  return {
    ...{ basePath: fake.url, clock, partnerId, partnerSecret, appKey },
    seen: async () => ({
      logins: fake.logins.length,
      changes: fake.changes.length,
      calls: fake.calls.length,
      deadTokens: fake.deadTokensSent,
      failures: fake.failures,
    }),
    killTokens: async () => fake.killTokens(),
    lock: async () => fake.lock(),
    unlock: async () => fake.unlock(),
    next: fake.next,
    close: () => fake.close(),
  };
};
