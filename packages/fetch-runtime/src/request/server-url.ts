import type { AnyConfiguration } from '../configuration.js';
import { RequestError } from '../errors/errors.js';
import type { Operation, RequestDraft, Server } from '../operation.js';
import type { OperationInfo } from '../operation-info.js';

/** Most programs have one: making a URL of it takes a tenth of the time of a call. */
let lastBase: string | undefined;
let lastUrl = '';

/**
 * The base URL of an operation, absolute and without trailing slash: `basePath`, else the chosen server. What is
 * relative is so to the page, where there is one (OpenAPI 3.1.1, Server Object); `''` is its origin.
 *
 * @throws RequestError for a `serverIndex` out of range, and for a base URL that is none, that holds credentials, a
 *   query or a fragment, or that is relative outside a browser. `fetch` would refuse some too, but quotes the URL.
 */
export function baseUrl(configuration: AnyConfiguration, operation: Operation): string {
  const { basePath, serverIndex = 0 } = configuration;
  const server = operation.servers[serverIndex];
  const base = basePath ?? server?.resolve?.(server, configuration, operation) ?? server?.url;
  if (base !== undefined && base === lastBase) return lastUrl;
  const page = (globalThis as { location?: { href?: string } }).location?.href;
  let url = '';
  try {
    if (base !== undefined) url = new URL(base === '' ? '/' : base, page).href;
  } catch {
    // Its own error quotes the URL.
  }
  if (/^https?:\/\/[^/@]+\/[^?#]*$/.test(url)) {
    while (url.endsWith('/')) url = url.slice(0, -1);
    if (page === undefined) [lastBase, lastUrl] = [base, url];
    return url;
  }
  const field = base === undefined ? 'serverIndex' : 'basePath';
  throw new RequestError(
    operation,
    field,
    'must give a URL such as https://host/path, without credentials and query',
  );
}

/**
 * To be asked before credentials are sent.
 *
 * @throws RequestError for `http:`, unless it is to this machine and `allowInsecureLoopback` says that it may be.
 */
export function requireSecure(base: string, configuration: AnyConfiguration, operation: OperationInfo): void {
  const isAllowed =
    base.startsWith('https:') ||
    (configuration.allowInsecureLoopback === true &&
      /^http:\/\/(127(\.\d+){3}|\[::1\]|localhost)(:|\/|$)/.test(base));
  if (isAllowed) return;
  throw new RequestError(
    operation,
    'basePath',
    'must be an https URL, as the request carries credentials; allowInsecureLoopback permits http on this machine',
  );
}

/** Base, path and query as one URL. A query that the path already holds comes first. */
export function requestUrl(base: string, { path, query }: RequestDraft): string {
  const separator = path.includes('?') ? '&' : '?';
  return base + path + (query.length === 0 ? '' : separator + query.join('&'));
}

/**
 * `resolve` of a server whose URL has variables.
 *
 * @throws RequestError for a variable outside its `enum` or with characters that would change other parts of the URL.
 */
export function resolveServer(
  server: Server,
  { serverVariables: values = {} }: AnyConfiguration,
  operation: OperationInfo,
): string {
  const authority = /^[^/]*\/\/[^/]*/.exec(server.url)?.[0].length ?? 0;
  return server.url.replace(/\{([^{}]*)\}/g, (_placeholder, name: string, offset: number) => {
    const field = `serverVariables.${name}`;
    const variables = server.variables ?? {};
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const value = (Object.hasOwn(values, name) ? values[name] : undefined) ?? variable?.default;
    if (typeof value !== 'string') throw new RequestError(operation, field, 'has no value');
    if (variable?.enum !== undefined && !variable.enum.includes(value)) {
      throw new RequestError(operation, field, `must be one of: ${variable.enum.join(', ')}`);
    }
    checkVariable(operation, field, value, offset < authority);
    return value;
  });
}

function checkVariable(operation: OperationInfo, field: string, value: string, inAuthority: boolean): void {
  if (/[?#@\\\s\p{Cc}]/u.test(value)) {
    throw new RequestError(operation, field, 'holds one of ? # @ \\ or white space');
  }
  if (inAuthority && (value === '' || value.includes('/'))) {
    throw new RequestError(operation, field, 'is part of the host: it may neither be empty nor hold a /');
  }
  if (value.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    throw new RequestError(operation, field, 'holds the path segment "." or ".."');
  }
}
