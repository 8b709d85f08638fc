import { type HttpHandler, HttpResponse, http } from 'msw';
import type { Provider } from '../core/provider.js';
import { withoutSlashes } from '../core/request.js';
import { responseOf } from '../faults/response-of.js';
import { type FaultOptions, withFaults } from '../faults/with-faults.js';
import { fromFetch } from './fetch.js';

/** Where handlers answer, and which faults calls get without asking for them. */
export interface HandlerOptions extends FaultOptions {
  /**
   * What your code has for the base URL, where that is not one of the vendor's; `*` stands for any run of characters.
   * Default: those of the provider.
   */
  readonly basePaths?: readonly string[] | undefined;
}

/**
 * Handlers for `setupServer` or `setupWorker` of msw 2 or 3, one per base URL, which all answer as the one provider.
 * Faults become what msw can express: a response that is cut before its first byte is a network error, one that is
 * cut later is a stream that fails.
 *
 * To look into a provider or to act on it, keep it when you pass it. To make its next calls fail, pass what
 * `withFaults` returns, and keep that: `finicity.faults.add('status-503')`.
 *
 * @throws FaultError when the option `faults` is not understood; RangeError when you pass `faults` or `chaos` for a
 *   provider that already has faults.
 */
export function providerHandlers(provider: Provider, options: HandlerOptions = {}): HttpHandler[] {
  const faulty = withFaults(provider, options);
  return (options.basePaths ?? provider.basePaths).map((basePath) => {
    const base = withoutSlashes(basePath);
    const pathBelow = pathsBelow(base);
    return http.all(`${base}/*`, async ({ request }) => {
      const answer = await faulty.respond(await fromFetch(request, pathBelow(request.url)));
      return (await responseOf(answer, request)) ?? HttpResponse.error();
    });
  });
}

/**
 * Makes what gives the path of a URL below a base, as it was sent; `''` for that of the base itself. `*` in the base is
 * the shortest run of characters that it can be.
 */
function pathsBelow(base: string): (url: string) => string {
  // msw does not look at the case of a path.
  const parts = base.toLowerCase().split('*');
  return (url) => {
    const { origin, pathname } = new URL(url);
    // A base without a host, such as `/api`, is one at the origin of the page.
    const whole = lengthOf(parts, pathname) === undefined ? `${origin}${pathname}` : pathname;
    return whole.slice(lengthOf(parts, whole) ?? origin.length);
  };
}

/** How much of a URL the parts take, with anything between them; `undefined` where it does not begin with them. */
function lengthOf(parts: readonly string[], url: string): number | undefined {
  const text = url.toLowerCase();
  const isEnd = (at: number): boolean => at === text.length || text[at] === '/';
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (!text.startsWith(first)) return undefined;
  let at = first.length;
  if (last === undefined) return isEnd(at) ? at : undefined;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found === -1) return undefined;
    at = found + part.length;
  }
  for (let found = text.indexOf(last, at); found !== -1; found = text.indexOf(last, found + 1)) {
    if (isEnd(found + last.length)) return found + last.length;
  }
  return undefined;
}
