import type { Configuration } from './configuration.js';
import { RequestError } from './errors.js';
import { mergeHeaders } from './headers.js';
import type { OperationInfo, RequestDraft } from './operation.js';

/** Gets the init as it would be sent, headers as a plain object with names in lower case; returns what to change. */
export type InitOverrideFunction = (context: {
  init: RequestInit;
  context: OperationInfo;
}) => Promise<RequestInit>;

/**
 * Changes to one request: `signal`, `redirect` and the like. Headers are merged one by one over those of the
 * request; a `body` replaces the body.
 */
export type InitOverrides = RequestInit | InitOverrideFunction;

/** The `init` for `fetch`: the draft, with the caller's changes over it. Members that are `undefined` change nothing. */
export async function requestInit(
  configuration: Configuration,
  draft: RequestDraft,
  overrides: InitOverrides,
): Promise<RequestInit> {
  const { operation, body } = draft;
  const init: RequestInit = { method: operation.method, headers: plain(draft.headers) };
  if (body !== undefined) init.body = body as NonNullable<RequestInit['body']>;
  if (configuration.credentials !== undefined) init.credentials = configuration.credentials;
  streamed(init);
  const changes = present(
    typeof overrides === 'function' ? await overrides({ init, context: operation }) : overrides,
  );
  const headers = new Headers(draft.headers);
  const isReplaced = changes.body !== undefined && changes.body !== init.body;
  // The old type would be wrong for these; fetch knows theirs.
  if (isReplaced && !keepsType(changes.body)) headers.delete('content-type');
  mergeHeaders(headers, operation, changes.headers);
  return checked(operation, streamed({ ...init, ...changes, headers: plain(headers) }));
}

function present(changes: RequestInit | undefined): RequestInit {
  return Object.fromEntries(Object.entries(changes ?? {}).filter(([, value]) => value !== undefined));
}

function keepsType(body: unknown): boolean {
  return body !== null && !(body instanceof FormData) && !(body instanceof URLSearchParams);
}

/** Fetch wants a promise that a streamed body ends before the answer begins. */
function streamed(init: RequestInit): RequestInit {
  return init.body instanceof ReadableStream ? Object.assign(init, { duplex: 'half' }) : init;
}

function checked(operation: OperationInfo, init: RequestInit): RequestInit {
  const hasBody = init.body !== undefined && init.body !== null;
  if (!hasBody || (init.method !== 'GET' && init.method !== 'HEAD')) return init;
  throw new RequestError(operation, 'body', `cannot be sent: fetch allows none with ${init.method}`);
}

function plain(headers: Headers): Record<string, string> {
  const record: Record<string, string> = {};
  headers.forEach((value, name) => {
    record[name] = value;
  });
  return record;
}
