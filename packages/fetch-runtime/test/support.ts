import {
  Configuration,
  type ConfigurationParameters,
  type InitOverrides,
  type Operation,
  send,
} from '../src/index.js';
import type { Param, RequestDraft } from '../src/operation.js';

/** An operation without parameters, body, or credentials, changed by `parts`. */
export function operation(parts: Partial<Operation> = {}): Operation {
  return {
    id: 'getThing',
    method: 'GET',
    path: '/things',
    servers: [{ url: 'https://api.example.test' }],
    params: [],
    security: [],
    responses: { 200: {} },
    ...parts,
  };
}

export interface Sent {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;
}

/** What `fetchApi` is given for a request. */
export async function sent(
  parts: Partial<Operation>,
  request: object = {},
  parameters: ConfigurationParameters = {},
  overrides?: InitOverrides,
): Promise<Sent> {
  let seen: Sent | undefined;
  const configuration = new Configuration({
    ...parameters,
    fetchApi: async (url, init) => {
      seen = { url, init, headers: new Headers(init.headers) };
      return new Response(null, { status: 204 });
    },
  });
  await send(configuration, operation(parts), request as never, overrides);
  if (seen === undefined) throw new Error('nothing was sent');
  return seen;
}

/** The value that comes of an answer. */
export async function received(parts: Partial<Operation>, response: Response): Promise<unknown> {
  const configuration = new Configuration({ fetchApi: async () => response });
  return (await send(configuration, operation(parts), {} as never)).value();
}

/** The error a promise rejects with. */
// biome-ignore lint/suspicious/noExplicitAny: tests look at the members of many error classes
export async function rejection(promise: Promise<unknown>): Promise<any> {
  return promise.then(
    () => {
      throw new Error('expected a rejection');
    },
    (error: unknown) => error,
  );
}

export function emptyDraft(path = '/'): RequestDraft {
  return {
    operation: { id: 'getThing', method: 'GET', path },
    path,
    query: [],
    headers: new Headers(),
    cookies: [],
    body: undefined,
  };
}

export function parameter(encode: Param['encode'], name = 'color', more: Partial<Param> = {}): Param {
  return { encode, key: name, name, ...more };
}
