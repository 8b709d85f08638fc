/** A request, or an answer to one. */
interface Request {
  readonly url: string;
  readonly init: RequestInit;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface Hooks {
  pre(request: Request): Promise<Request | undefined> | ({ url: string; init: RequestInit } | undefined);
  post(context: Request & { response: Response; fetch: Fetch }): Promise<Response | undefined> | undefined;
  onError?(context: { init: RequestInit }): Promise<undefined>;
}

/** What the helpers give a client. */
interface Helper {
  readonly configuration: { readonly middleware: readonly [Hooks] };
}

/**
 * Sends one request as the runtime of a client does: `pre`, `fetch`, `post`, or `onError`. The generated clients
 * themselves are used in the other tests; this one needs no package but the one that is tested.
 */
export async function send(
  { configuration }: Helper,
  fetch: Fetch,
  url: string,
  init: RequestInit = {},
): Promise<Response> {
  const [hooks] = configuration.middleware;
  const request = (await hooks.pre({ url, init })) ?? { url, init };
  let response: Response;
  try {
    response = await fetch(request.url, request.init);
  } catch (error) {
    await hooks.onError?.(request);
    throw error;
  }
  return (await hooks.post({ ...request, response, fetch })) ?? response;
}
