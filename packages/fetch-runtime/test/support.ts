import { Call } from '../src/call/call.js';
import {
  type Authorize,
  authorize,
  type CallOptions,
  Configuration,
  type ConfigurationParameters,
  type FetchApi,
  jsonBody,
  none,
  type Operation,
  outcomeUnknown,
  type PlainConfiguration,
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
    responses: { 200: none },
    ...parts,
  };
}

/** A payment: a change that may have taken effect when no response comes. */
export const pay: Operation = operation({
  method: 'POST',
  body: { encode: jsonBody, type: 'application/json' },
  responses: { 200: none },
  onOutcomeUnknown: outcomeUnknown,
});

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
  options?: CallOptions,
): Promise<Sent> {
  let seen: Sent | undefined;
  const configuration = new Configuration({
    ...parameters,
    fetchApi: async (url, init) => {
      seen = { url, init, headers: new Headers(init.headers) };
      return new Response(null, { status: 204 });
    },
  });
  await send(configuration, operation(parts), request as never, options);
  if (seen === undefined) throw new Error('nothing was sent');
  return seen;
}

/** The value that comes of an answer. */
export async function received(parts: Partial<Operation>, response: Response): Promise<unknown> {
  return (await send(answering(response), operation(parts), {} as never)).value();
}

/** A configuration whose every request gets this answer. */
export function answering(
  response: Response | (() => Promise<Response>),
  more: PlainConfiguration = {},
): PlainConfiguration {
  return { ...more, fetchApi: async () => (response instanceof Response ? response : response()) };
}

/** A `fetchApi` that never answers, and honours the signal. */
export const silent: { readonly fetchApi: FetchApi } = {
  fetchApi: (_url, { signal }) =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
};

/** An answer that does not come from `fetch`: its body begins, and then nothing more comes. */
export function hanging(
  begin = '',
  init: ResponseInit = {},
): { readonly response: Response; readonly cancel: jest.Mock<void, []> } {
  const cancel = jest.fn<void, []>();
  const bytes = new TextEncoder().encode(begin);
  const body = new ReadableStream({
    start: (controller) => {
      if (bytes.length > 0) controller.enqueue(bytes);
    },
    cancel,
  });
  return { response: new Response(body, init), cancel };
}

/** A call for readers that are called by hand. */
export function newCall(): Call {
  return new Call(operation(), {});
}

/** The members that generated code has for an operation with credentials. */
export function secured(security: Operation['security'] & object): {
  security: typeof security;
  authorize: Authorize;
} {
  return { security, authorize };
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
    headers: {},
  };
}

export function parameter(encode: Param['encode'], name = 'color', more: Partial<Param> = {}): Param {
  return { encode, key: name, name, ...more };
}
