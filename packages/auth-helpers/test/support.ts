import { inspect } from 'node:util';
import type { CryptoBackend } from '../src/crypto/backend.js';
import { type Bytes, fromHex } from '../src/crypto/bytes.js';
import { nodeBackend } from '../src/crypto/node.js';
import { forceBackend } from '../src/crypto/platform.js';
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

/** How often each came: `ok`, or an error's code, or else its name. */
export async function outcomes(promises: readonly Promise<unknown>[]): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  for (const settled of await Promise.allSettled(promises)) {
    const { code, name } = settled.status === 'rejected' ? Object(settled.reason) : { code: 'ok' };
    counted.set(code ?? name, (counted.get(code ?? name) ?? 0) + 1);
  }
  return counted;
}

/** Until what runs in the background over the network is there; two minutes are a hang. */
export async function until(isThere: () => boolean | Promise<boolean>): Promise<void> {
  const hungAtMs = Date.now() + 120_000;
  while (!(await isThere())) {
    if (Date.now() > hungAtMs) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Lets what is ready take place, and what becomes ready by it. */
export async function turns(count = 100): Promise<void> {
  for (let done = 0; done < count; done += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function times<Result>(count: number, run: (index: number) => Result): Result[] {
  return Array.from({ length: count }, (_, index) => run(index));
}

/** All that a log or a crash prints of it, without being asked for what is hidden. */
export function printed(thing: unknown): string {
  const stacks: unknown[] = [];
  for (let error = thing; error instanceof Error; error = error.cause) stacks.push(error.stack);
  return [inspect(thing, { depth: 9 }), JSON.stringify(thing), String(thing), ...stacks].join('\n');
}
