import type { ProviderName, SandboxRequest } from '../../src/core/provider.js';
import type { Match, Spec } from '../../src/openapi/spec.js';
import { providerSpec } from '../specs.js';

/** @throws Error when the description has no such operation. */
export function matched(name: ProviderName, method: string, path: string): { spec: Spec; match: Match } {
  const spec = providerSpec(name);
  const match = spec.match(method, path);
  if (match === undefined) throw new Error(`${name} has no ${method} ${path}`);
  return { spec, match };
}

/** What the description says about a request of `path`, which may have a query. */
export function violationsOf(
  name: ProviderName,
  method: string,
  path: string,
  { headers = {}, body = '' }: { readonly headers?: Record<string, string>; readonly body?: string } = {},
): string[] {
  const { pathname, search, searchParams } = new URL(path, 'https://example.com');
  const request: SandboxRequest = {
    method,
    path: pathname,
    query: searchParams,
    search: search.slice(1),
    headers: new Headers(headers),
    body,
  };
  const { spec, match } = matched(name, method, pathname);
  return spec.violations(match, request);
}
