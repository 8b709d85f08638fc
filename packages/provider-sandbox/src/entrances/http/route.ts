import { pageCall } from '../../control/calls.js';
import { type Controlled, controlCall } from '../../control/control.js';
import type { Provider, SandboxRequest } from '../../core/provider.js';
import type { DeliveredAnswer, FaultyProvider } from '../../faults/delivery.js';
import type { Journal } from '../../journal/journal.js';
import { splitPath } from './from-node.js';

/** Makes what gives a request to the provider that its path begins with, to the control calls, or to the page. */
export function createRoute(
  controlled: Controlled & { readonly journal: Journal },
): (request: SandboxRequest) => Promise<DeliveredAnswer> {
  const { providers, journal } = controlled;
  const respondents = new Map([...providers].map(([name, provider]) => [name, belowBases(provider)]));

  return async (request) => {
    const { first, rest } = splitPath(request.path);
    const provider = respondents.get(first);
    if (provider !== undefined) {
      const answer = await provider({ ...request, path: rest });
      return isNavigation(request) ? withoutScripts(answer) : answer;
    }
    const ofPage = await pageCall(request, journal);
    if (ofPage !== undefined) return ofPage;
    if (first === '_sandbox') return controlCall({ ...request, path: rest }, controlled);
    const paths = [...providers.keys(), '_sandbox'].map((name) => `/${name}/…`);
    return {
      status: request.path === '/' ? 200 : 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `This is a sandbox of providers. It responds at ${paths.join(', ')}\n`,
    };
  };
}

/** A browser says so (W3C Fetch Metadata), but not of a host that it does not trust: it then wants a page, at least. */
function isNavigation({ headers }: SandboxRequest): boolean {
  const mode = headers.get('sec-fetch-mode');
  if (mode !== null) return mode === 'navigate';
  return headers.get('accept')?.includes('text/html') === true;
}

/**
 * For a browser that shows what a provider sends: it is of the same origin as page and control calls, and some vendors
 * send as HTML what their users have put in.
 */
function withoutScripts(answer: DeliveredAnswer): DeliveredAnswer {
  const headers = { 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' };
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** The path of the vendor's own base URL may be there, such as `/admin`, or be left out. */
function belowBases(provider: FaultyProvider): FaultyProvider['respond'] {
  const bases = vendorPaths(provider);
  return (request) => {
    const { path } = request;
    const base = bases.find((candidate) => path === candidate || path.startsWith(`${candidate}/`));
    return provider.respond(
      base === undefined ? request : { ...request, path: path.slice(base.length) || '/' },
    );
  };
}

function vendorPaths({ basePaths }: Provider): readonly string[] {
  return basePaths.map((url) => url.replace(/^https:\/\/[^/]*/, '')).filter((path) => path !== '');
}
