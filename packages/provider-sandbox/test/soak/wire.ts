import { AsyncLocalStorage } from 'node:async_hooks';
import type { ProviderName } from '../../src/core/provider.js';
import { chaosFaults } from '../../src/faults/chaos.js';
import { faultHeader } from '../../src/faults/with-faults.js';

/** Paths that take credentials for a session; Commerce Connect has none. */
const LOGIN = /\/(aggregation\/v2\/partners\/authentication|admin\/login|usertoken)$/;

/** These let an answer through whole. */
const HARMLESS = /^$|^(delay|slow-body|duplicate)\b/;

/** The faults of the attempts of the present call, oldest first. */
const attempts: AsyncLocalStorage<string[]> = new AsyncLocalStorage();

export interface Wire {
  /** As the platform's, with a fault for each request. */
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  readonly counts: { requests: number; logins: number; harmedLogins: number };
}

export interface WireOptions {
  readonly provider: ProviderName;
  readonly seed: number;
  /** Whether something bad may happen to logins too. */
  readonly disturbsLogins: boolean;
}

/**
 * The way to one provider. It takes the faults of chaos from where the server does, and asks for them in the header:
 * so it is known which attempt had which, however many are under way. Logins have numbers of their own, so that calls
 * suffer the same with and without disturbed logins.
 */
export function createWire({ provider, seed, disturbsLogins }: WireOptions): Wire {
  const counts = { requests: 0, logins: 0, harmedLogins: 0 };

  /**
   * Without duplicates at PLO: all is signed there, and a nonce that comes twice is refused (RFC 5849, section 3.3). So
   * it is, rightly, with a 401, after which the helper gives up the token, and the count of logins is not exact.
   */
  function chaos(of: string, request: number): string {
    const fault = chaosFaults({ seed }, of, request);
    return provider === 'plo' && fault === 'duplicate' ? '' : fault;
  }

  function faultsOf(url: string): string {
    if (!LOGIN.test(new URL(url).pathname)) {
      const fault = chaos(provider, counts.requests);
      counts.requests += 1;
      attempts.getStore()?.push(fault);
      return fault;
    }
    const fault = disturbsLogins ? chaos(`${provider} login`, counts.logins) : '';
    counts.logins += 1;
    if (!HARMLESS.test(fault)) counts.harmedLogins += 1;
    return fault;
  }

  return {
    counts,
    fetch(url, init = {}) {
      const headers = new Headers(init.headers);
      // Empty, it lets the request through unharmed.
      headers.set(faultHeader, faultsOf(url));
      return fetch(url, { ...init, headers });
    },
  };
}

/** @returns what the call threw, or `undefined`, and the faults of its attempts. */
export async function attempted(
  call: () => Promise<unknown>,
): Promise<{ error: unknown; faults: readonly string[] }> {
  const faults: string[] = [];
  const error = await attempts.run(faults, call).then(
    () => undefined,
    (thrown: unknown) => thrown ?? new Error('nothing was thrown'),
  );
  return { error, faults };
}
