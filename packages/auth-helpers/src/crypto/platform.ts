import type { CryptoBackend } from './backend.js';
import { nodeBackend } from './node.js';
import { webBackend } from './web.js';

let chosen: CryptoBackend | undefined;

/** `node:crypto` where there is one, which is 5 to 20 times as fast for short texts; else WebCrypto. */
export function cryptoBackend(): CryptoBackend {
  chosen ??= nodeBackend() ?? webBackend();
  return chosen;
}

/** For tests: from now on this one; `undefined` chooses anew. */
export function forceBackend(backend: CryptoBackend | undefined): void {
  chosen = backend;
}
