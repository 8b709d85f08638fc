/** A request on its way, as `fetch` gets it. */
export interface SentRequest {
  readonly url: string;
  readonly init: RequestInit;
}

/** Where a request carries its token. */
export interface TokenCarrier {
  /** The token that was sent; `undefined` when there was none. */
  read(request: SentRequest): string | undefined;
  /** A copy of the request with another token. */
  write(request: SentRequest, token: string): { url: string; init: RequestInit };
}

/**
 * A token in a header, such as `Finicity-App-Token: …` or, with the prefix `Bearer `, `Authorization: Bearer …`.
 * Names are compared without case (RFC 9110 §5.1); `headers` may be an object, pairs or `Headers`.
 */
export function headerCarrier(name: string, prefix = ''): TokenCarrier {
  const key = name.toLowerCase();
  return {
    read({ init }) {
      const value = lowerCased(init.headers)[key];
      if (value === undefined || !value.toLowerCase().startsWith(prefix.toLowerCase())) return undefined;
      return value.slice(prefix.length);
    },
    write({ url, init }, token) {
      return { url, init: { ...init, headers: { ...lowerCased(init.headers), [key]: `${prefix}${token}` } } };
    },
  };
}

/** A plain object, which is what runtimes mostly give, is read as it is: making `Headers` of it takes longer. */
function lowerCased(headers: RequestInit['headers']): Record<string, string> {
  if (headers instanceof Headers || Array.isArray(headers)) return Object.fromEntries(new Headers(headers));
  const names: Record<string, string> = {};
  for (const name in headers) names[name.toLowerCase()] = (headers as Record<string, string>)[name] ?? '';
  return names;
}

/** Whether a body can be sent twice: a stream, and whatever else is read only once, cannot. */
export function isReplayable({ body }: RequestInit): boolean {
  if (body === undefined || body === null || typeof body === 'string') return true;
  const lasting = [URLSearchParams, FormData, Blob, ArrayBuffer];
  return lasting.some((type) => body instanceof type) || ArrayBuffer.isView(body);
}

/**
 * Stands in a request where a hook will put a secret, and can be sent and printed by anybody. Give it to a client as
 * its API key, password or access token, so that the client asks for nothing else.
 */
export const TOKEN_PLACEHOLDER = '[redacted]';
