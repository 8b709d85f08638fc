import { type BehaviourCase, behaviourCases } from './index.js';

export type CryptoName = 'node:crypto' | 'WebCrypto';

export interface BehaviourReport {
  /** What the package has encrypted with. */
  readonly crypto: CryptoName;
  readonly passed: number;
  /** The title of each case that failed, and why. */
  readonly failures: readonly string[];
}

/** Met by a case that hangs only. */
const caseTimeoutMs = 60_000;

/**
 * Runs the cases one after the other, in a process that has not used the package before.
 *
 * @param crypto `WebCrypto` hides `node:crypto` from the package, and leaves it hidden.
 */
export async function runBehaviour(
  crypto: CryptoName,
  cases: readonly BehaviourCase[] = behaviourCases,
): Promise<BehaviourReport> {
  if (crypto === 'WebCrypto') hideNodeCrypto();
  const imported = watchImportedKeys();
  const failures: string[] = [];
  for (const { title, run } of cases) {
    await within(caseTimeoutMs, run).catch((error: Error) => failures.push(`${title}: ${error.message}`));
  }
  const used = imported.stop() ? 'WebCrypto' : 'node:crypto';
  return { crypto: used, passed: cases.length - failures.length, failures };
}

function hideNodeCrypto(): void {
  const { process } = globalThis;
  if (process !== undefined) Object.defineProperty(process, 'getBuiltinModule', { value: undefined });
}

/** Tells, when stopped, whether a key for AES-CBC was imported into WebCrypto. */
function watchImportedKeys(): { stop(): boolean } {
  const subtle = Object.getPrototypeOf(globalThis.crypto.subtle);
  const { importKey } = subtle;
  let isUsed = false;
  subtle.importKey = function (...args: readonly unknown[]) {
    isUsed ||= args[2] === 'AES-CBC';
    return importKey.apply(this, args);
  };
  return {
    stop() {
      subtle.importKey = importKey;
      return isUsed;
    },
  };
}

async function within(limitMs: number, run: () => Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it has taken ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
}
