import type { CryptoBackend } from '../src/crypto/backend.js';
import { type Bytes, fromHex } from '../src/crypto/bytes.js';
import { nodeBackend } from '../src/crypto/node.js';
import { forceBackend } from '../src/crypto/platform.js';
import { webBackend } from '../src/crypto/web.js';

export { outcomes, printed, rejection, times, until } from '../../../tools/jest/outcomes.js';

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

/** The same `fetch`, with `most` requests under way; others wait for their turn. */
export function fewAtATime(fetchApi: typeof fetch, most: number): typeof fetch {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async (input, init) => {
    if (underWay >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    underWay += 1;
    try {
      return await fetchApi(input, init);
    } finally {
      underWay -= 1;
      waiting.shift()?.();
    }
  };
}

export function hex(text: string): Bytes {
  const bytes = fromHex(text.replaceAll(' ', ''));
  if (bytes === undefined) throw new Error('the test has hex that is none');
  return bytes;
}

/** Lets what is ready take place, and what becomes ready by it. */
export async function turns(count = 100): Promise<void> {
  for (let done = 0; done < count; done += 1) await new Promise((resolve) => setImmediate(resolve));
}
