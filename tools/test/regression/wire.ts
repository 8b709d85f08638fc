import type { Client } from './clients.js';

/** A request as it went on the wire. */
export interface Sent {
  /** As the runtime gave it to `fetch`. */
  readonly url: string;
  /** From the first slash after the host to the question mark. */
  readonly path: string;
  /** What follows the question mark; `''` without one. */
  readonly query: string;
  readonly method: string;
  readonly headers: Headers;
  /** The whole body as text; `undefined` without one. */
  readonly body: string | undefined;
  readonly request: Request;
}

/** Calls an operation and gives the request it makes; the answer is an empty 204 unless another is given. */
export async function sent(
  client: Client,
  operation: string,
  request: object | undefined = {},
  configuration: object = {},
): Promise<Sent> {
  let captured: Sent | undefined;
  const fetchApi = async (url: string, init: RequestInit): Promise<Response> => {
    captured = await captureOf(url, init);
    return new Response(null, { status: 204 });
  };
  await functionOf(client, operation)(
    new client.runtime.Configuration({ ...configuration, fetchApi }),
    request,
  ).catch((error: unknown) => {
    if (captured === undefined) throw error;
  });
  return captured!;
}

/** Calls an operation that must not send anything, and gives the error. */
export async function refused(
  client: Client,
  operation: string,
  request: object | undefined = {},
  configuration: object = {},
): Promise<Error & { code: string; field?: string }> {
  let calls = 0;
  const fetchApi = async (): Promise<Response> => {
    calls++;
    return new Response(null, { status: 204 });
  };
  const call = functionOf(client, operation)(
    new client.runtime.Configuration({ ...configuration, fetchApi }),
    request,
  );
  const error = await call.then(
    () => new Error(`${operation} was not refused`),
    (cause: unknown) => cause,
  );
  if (calls > 0) throw new Error(`${operation} sent a request`);
  return error as Error & { code: string };
}

/** Calls an operation that gets this answer, and gives its value. */
export async function answered(
  client: Client,
  operation: string,
  response: Response,
  request: object = {},
  configuration: object = {},
): Promise<unknown> {
  const fetchApi = async (): Promise<Response> => response;
  return functionOf(client, operation)(
    new client.runtime.Configuration({ ...configuration, fetchApi }),
    request,
  );
}

/** Calls an operation that gets this answer, and gives the error. */
export async function failed(
  client: Client,
  operation: string,
  response: Response,
  request: object = {},
  configuration: object = {},
): Promise<Error & { code: string; status: number; body: unknown; reason?: string }> {
  return answered(client, operation, response, request, configuration).then(
    () => new Error(`${operation} did not fail`) as never,
    (error) => error,
  );
}

/** A JSON answer, given as text so that it is exact. */
export function jsonAnswer(text: string, status = 200, type = 'application/json'): Response {
  return new Response(text, { status, headers: { 'content-type': type } });
}

function functionOf(
  client: Client,
  operation: string,
): (configuration: unknown, request?: unknown) => Promise<unknown> {
  const found = client[operation];
  if (typeof found !== 'function') throw new Error(`the client has no function ${operation}`);
  return found;
}

async function captureOf(url: string, init: RequestInit): Promise<Sent> {
  // A relative URL is right in a browser; Node needs it absolute to make a Request of it.
  const request = new Request(new URL(url, 'https://page.test'), { ...init, duplex: 'half' } as RequestInit);
  const [address = '', query = ''] = url.split(/\?(.*)/s, 2);
  const path = address.replace(/^[a-z]+:\/\/[^/]*/, '');
  const body = request.body === null ? undefined : await request.clone().text();
  return { url, path, query, method: request.method, headers: request.headers, body, request };
}
