import { isConnectionRefused } from '../core/errors.js';
import type { Provider, SandboxRequest } from '../core/provider.js';
import { withoutSlashes } from '../core/request.js';
import type { DeliveredAnswer } from '../faults/delivery.js';
import { connectionCut, responseOf } from '../faults/response-of.js';

/** What of the platform's fetch a client uses. */
export type SandboxFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` that asks a provider in this process, without a network. Of a provider with faults its answers are late,
 * slow or cut as over a network.
 *
 * @param basePath Where the provider stands for its clients, such as `https://api.finicity.com`; a path may follow.
 * @returns rejects as fetch does: `TypeError('fetch failed')` for a URL elsewhere and for a connection that is refused
 *   or cut, the signal's reason after an abort.
 */
export function sandboxFetch(provider: Provider, basePath: string): SandboxFetch {
  const base = new URL(basePath);
  const prefix = withoutSlashes(base.pathname);

  return async (input, init) => {
    const request = new Request(input, init);
    const { origin, pathname } = new URL(request.url);
    if (origin !== base.origin || !`${pathname}/`.startsWith(`${prefix}/`)) {
      throw failed(new Error(`${provider.name} is not at ${origin}; ask it at ${base.origin}${prefix}`));
    }
    request.signal.throwIfAborted();
    const asked = await fromFetch(request, pathname.slice(prefix.length));
    const answer: DeliveredAnswer = await provider.respond(asked).catch((cause: unknown) => {
      throw isConnectionRefused(cause) ? failed(cause) : cause;
    });
    request.signal.throwIfAborted();
    const response = await responseOf(answer, request);
    request.signal.throwIfAborted();
    if (response === undefined) throw failed(connectionCut());
    return response;
  };
}

/** What fetch rejects with where there is no answer, in the words of Node.js, which clients know it by. */
function failed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause });
}

/** @param path Relative to the base URL; `''` is that of the base URL itself. */
export async function fromFetch(request: Request, path: string): Promise<SandboxRequest> {
  const { search, searchParams } = new URL(request.url);
  return {
    method: request.method.toUpperCase(),
    path: path || '/',
    query: searchParams,
    search: search.slice(1),
    headers: request.headers,
    body: await request.text(),
  };
}
