import { createPublicKey } from 'node:crypto';
import { manualClock } from '../../src/testing/index.js';
import { fakePlo } from './server.js';
import { fiId, iv, key, rawIv, rawKey } from './support.js';
import type { StartPlo } from './vendor.js';

/** The fake of this package as a vendor of the rules. */
export const fakeVendor: StartPlo = async ({ publicKey } = {}) => {
  const clock = manualClock();
  const fake = await fakePlo({
    ...{ clock, fiId, key: rawKey, iv: rawIv },
    publicKey: publicKey === undefined ? undefined : createPublicKey(publicKey),
  });
  return {
    ...{ basePath: fake.url, clock, fiId, key, iv },
    seen: async () => ({ logins: fake.logins.length, calls: fake.calls.length, refused: fake.refused }),
    killTokens: async () => fake.killTokens(),
    next: fake.next,
    close: () => fake.close(),
  };
};
