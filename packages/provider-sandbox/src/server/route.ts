import type { Provider, SandboxRequest } from '../core/contract.js';
import type { Journal } from '../journal/journal.js';
import type { DeliveredAnswer } from '../manners/delivery.js';
import { pageCall } from '../page/calls.js';
import { type Controlled, controlCall } from './control.js';
import { splitPath } from './sandbox-request.js';

/** Gives a request to the provider that its path begins with, to the control calls, or to the page. */
export async function route(
  request: SandboxRequest,
  controlled: Controlled & { readonly journal: Journal },
): Promise<DeliveredAnswer> {
  const ofPage = pageCall(request, controlled.journal);
  if (ofPage !== undefined) return ofPage;
  const { first, rest } = splitPath(request.path);
  const inner = { ...request, path: rest };
  if (first === '_sandbox') return controlCall(inner, controlled);
  const provider = controlled.providers.get(first);
  if (provider !== undefined) return provider.respond({ ...inner, path: belowBase(rest, provider) });
  const paths = [...controlled.providers.keys(), '_sandbox'].map((name) => `/${name}/…`);
  return {
    status: request.path === '/' ? 200 : 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: `This is a sandbox of providers. It answers at ${paths.join(', ')}\n`,
  };
}

/** The path of the vendor's own base URL may be there, such as `/admin`, or be left out. */
function belowBase(path: string, { baseUrls }: Provider): string {
  const bases = baseUrls.map((url) => url.replace(/^https:\/\/[^/]*/, ''));
  const base = bases.find((candidate) => candidate !== '' && `${path}/`.startsWith(`${candidate}/`));
  return base === undefined ? path : path.slice(base.length) || '/';
}
