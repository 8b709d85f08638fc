import { ConnectionRefused } from '../../src/core/errors.js';
import type { Provider, SandboxRequest } from '../../src/core/provider.js';
import { providerSpec } from '../specs.js';

/** A provider that counts: `POST /things` makes one, `GET /things` lists them, `GET /none` has no body. */
export interface TinyProvider extends Provider {
  readonly seen: SandboxRequest[];
}

export const type = 'application/json; charset=utf-8';

export function tinyProvider(name: Provider['name'] = 'finicity'): TinyProvider {
  const seen: SandboxRequest[] = [];
  let things = 0;
  return {
    ...{ name, seen },
    basePaths: ['https://api.example.com/v1', 'https://*/admin'],
    operationOf: (method, path) => providerSpec(name).match(method, path)?.operation,
    vocabulary: () => providerSpec(name).vocabulary(),
    async respond(request) {
      seen.push(request);
      if (request.path === '/banned') throw new ConnectionRefused();
      if (request.path === '/broken') throw new Error('a mistake of ours');
      if (request.path === '/none') return { status: 204, headers: {}, body: '' };
      if (request.method === 'POST') things += 1;
      const body = JSON.stringify({ things, note: 'été' });
      return { status: request.method === 'POST' ? 201 : 200, headers: { 'content-type': type }, body };
    },
    state: () => ({ things }),
    actions: {
      forget: () => {
        things = 0;
      },
    },
  };
}

export function ask(path: string, fault?: string, method = 'GET'): SandboxRequest {
  const headers = new Headers(fault === undefined ? {} : { 'x-sandbox-fault': fault });
  return { ...{ method, path, headers }, query: new URLSearchParams(), body: '' };
}
