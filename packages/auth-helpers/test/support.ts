import { type CryptoBackend, forceBackend } from '../src/crypto/backend.js';
import { type Bytes, fromHex } from '../src/crypto/bytes.js';
import { nodeBackend } from '../src/crypto/node.js';
import { webBackend } from '../src/crypto/web.js';

export const backends: { platform: string; backend: CryptoBackend }[] = [
  { platform: 'node:crypto', backend: nodeBackend()! },
  { platform: 'WebCrypto', backend: webBackend() },
];

/** Runs the tests inside once for each backend, and leaves the choice to the package afterwards. */
export function onEachBackend(tests: () => void): void {
  describe.each(backends)('with $platform', ({ backend }) => {
    beforeEach(() => forceBackend(backend));
    afterEach(() => forceBackend(undefined));
    tests();
  });
}

export function hex(text: string): Bytes {
  const bytes = fromHex(text.replaceAll(' ', ''));
  if (bytes === undefined) throw new Error('the test has hex that is none');
  return bytes;
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was not rejected');
    },
    (error: unknown) => error,
  );
}
