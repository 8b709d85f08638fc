import type { Configuration } from './configuration.js';
import { RequestError } from './errors.js';
import type { Operation, OperationInfo, RequestDraft, Server } from './operation.js';

/**
 * The base URL of an operation, without trailing slash: `basePath`, else the chosen server with its variables filled.
 * A relative server URL is resolved against the page, where there is one (OpenAPI 3.1.1, Server Object).
 *
 * @throws RequestError for a `serverIndex` out of range, a variable outside its `enum` or with characters that
 *   would change other parts of the URL, and a relative URL outside a browser.
 */
export function serverUrl(configuration: Configuration, operation: Operation): string {
  if (configuration.basePath !== undefined) return trimmed(configuration.basePath);
  const servers: readonly Server[] = operation.servers.length === 0 ? [{ url: '/' }] : operation.servers;
  const server = servers[configuration.serverIndex ?? 0];
  if (server === undefined) {
    throw new RequestError(operation, 'serverIndex', `is out of range: there are ${servers.length} servers`);
  }
  const url = filled(operation, server, configuration.serverVariables ?? {});
  return trimmed(/^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : resolved(operation, url));
}

/**
 * Base, path and query as one URL. Queries that base or path already hold come first.
 *
 * @throws RequestError when the result is no URL, or holds a user name or password, which `fetch` refuses.
 *   `fetch` would say so too, but quotes the URL.
 */
export function requestUrl(base: string, draft: RequestDraft): string {
  const [origin, baseQuery] = splitQuery(base);
  const [path, pathQuery] = splitQuery(draft.path);
  const query = [baseQuery, pathQuery, ...draft.query].filter((part) => part !== '').join('&');
  const slash = path === '' || path.startsWith('/') ? '' : '/';
  const url = `${trimmed(origin)}${slash}${path}${query === '' ? '' : `?${query}`}`;
  if (/^[a-z][a-z\d+.-]*:/i.test(url)) checkUrl(draft.operation, url);
  return url;
}

function checkUrl(operation: OperationInfo, url: string): void {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new RequestError(operation, 'basePath', 'makes no valid URL');
  }
  if (parsed.username === '' && parsed.password === '') return;
  throw new RequestError(operation, 'basePath', 'holds credentials: use username and password instead');
}

function filled(
  operation: OperationInfo,
  server: Server,
  values: Readonly<Record<string, string | undefined>>,
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

function resolved(operation: OperationInfo, url: string): string {
  const page = (globalThis as { location?: { href?: string } }).location?.href;
  try {
    return new URL(url, page).href;
  } catch {
    throw new RequestError(
      operation,
      'basePath',
      'is needed: the description gives a relative server URL only',
    );
  }
}

function trimmed(base: string): string {
  return base.replace(/\/+$/, '');
}

function splitQuery(url: string): [string, string] {
  const [beforeFragment] = url.split('#', 1);
  const [path, ...query] = beforeFragment!.split('?');
  return [path!, query.join('?')];
}
