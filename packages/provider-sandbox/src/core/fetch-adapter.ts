import { ConnectionRefused } from './connection-refused.js';
import type { Provider, SandboxRequest } from './contract.js';

/** What of the platform's fetch a client uses. */
export type SandboxFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** For these the Fetch standard (§2.2.3) allows no body, not even an empty one. */
const NULL_BODY_STATUSES: readonly number[] = [101, 103, 204, 205, 304];

/**
 * A `fetch` that asks a provider in this process, without a network.
 *
 * @param baseUrl Where the provider stands for its clients, such as `https://api.finicity.com`; a path may follow.
 * @returns rejects as fetch does: `TypeError` for a URL elsewhere, the signal's reason after an abort.
 */
export function sandboxFetch(provider: Provider, baseUrl: string): SandboxFetch {
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');

  return async (input, init) => {
    const request = new Request(input, init);
    const { origin, pathname } = new URL(request.url);
    if (origin !== base.origin || !`${pathname}/`.startsWith(`${prefix}/`)) {
      throw new TypeError(`sandbox: ${provider.name} is not at ${origin}; ask it at ${base.origin}${prefix}`);
    }
    request.signal.throwIfAborted();
    const asked = await sandboxRequest(request, prefix);
    const { status, headers, body } = await provider.respond(asked).catch((cause: unknown) => {
      if (cause instanceof ConnectionRefused) throw new TypeError('fetch failed', { cause });
      throw cause;
    });
    request.signal.throwIfAborted();
    return new Response(NULL_BODY_STATUSES.includes(status) ? null : body, { status, headers });
  };
}

/** @param prefix Path of the base URL, without a `/` at its end. */
export async function sandboxRequest(request: Request, prefix: string): Promise<SandboxRequest> {
  const { pathname, searchParams } = new URL(request.url);
  return {
    method: request.method.toUpperCase(),
    path: pathname.slice(prefix.length) || '/',
    query: searchParams,
    headers: request.headers,
    body: await request.text(),
  };
}
