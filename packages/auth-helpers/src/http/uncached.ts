/**
 * The request with `cache: 'no-store'`: Next.js 13 and 14 answer a repeated login from their cache, with a token that
 * ended long ago. Left out where the platform does not know the member: Cloudflare Workers of older compatibility dates
 * throw for it, and React Native adds a parameter to the URL.
 */
export function uncached(init: RequestInit): RequestInit {
  const { Request } = globalThis as { readonly Request?: { readonly prototype: object } };
  // On the prototype, as making a Request where a module is loaded fails on Workers.
  const isKnown = Request !== undefined && 'cache' in Request.prototype;
  return isKnown ? { ...init, ...{ cache: 'no-store' } } : init;
}
