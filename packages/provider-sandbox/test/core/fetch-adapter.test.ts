import type { Provider, SandboxRequest } from '../../src/core/contract.js';
import { sandboxFetch } from '../../src/core/fetch-adapter.js';

/** A provider that gives back what it got. */
function echo(status = 200): Provider & { readonly seen: SandboxRequest[] } {
  const seen: SandboxRequest[] = [];
  return {
    name: 'plo',
    baseUrls: [],
    operationOf: () => undefined,
    seen,
    async respond(request) {
      seen.push(request);
      return { status, headers: { 'content-type': 'text/plain', 'x-seen': 'yes' }, body: request.body };
    },
    state: () => ({}),
    actions: {},
  };
}

test('a request arrives whole, its path relative to the base URL', async () => {
  const provider = echo();
  const fetch = sandboxFetch(provider, 'https://api.example.com/v1/');
  const response = await fetch('https://api.example.com/v1/a%20b/c?q=1&q=2', {
    method: 'put',
    headers: { 'X-Name': 'value' },
    body: 'text',
  });
  const [request] = provider.seen;
  expect(request).toMatchObject({ method: 'PUT', path: '/a%20b/c', body: 'text' });
  expect(request?.query.getAll('q')).toEqual(['1', '2']);
  expect(request?.headers.get('x-name')).toBe('value');
  expect([response.status, response.headers.get('x-seen'), await response.text()]).toEqual([
    200,
    'yes',
    'text',
  ]);
});

test('a Request and a URL do as well as a text', async () => {
  const provider = echo();
  const fetch = sandboxFetch(provider, 'https://api.example.com');
  await fetch(new Request('https://api.example.com/a', { method: 'POST', body: 'text' }));
  await fetch(new URL('https://api.example.com'));
  expect(provider.seen).toMatchObject([
    { method: 'POST', path: '/a', body: 'text' },
    { method: 'GET', path: '/', body: '' },
  ]);
});

test.each([204, 304])('an answer with %i has no body', async (status) => {
  const response = await sandboxFetch(echo(status), 'https://api.example.com')('https://api.example.com/');
  expect([response.status, response.body]).toEqual([status, null]);
});

test.each(['https://other.example.com/v1/a', 'https://api.example.com/v10/a', 'https://api.example.com/a'])(
  'a request elsewhere fails as one to nowhere does: %s',
  async (url) => {
    const provider = echo();
    await expect(sandboxFetch(provider, 'https://api.example.com/v1')(url)).rejects.toThrow(TypeError);
    expect(provider.seen).toEqual([]);
  },
);

test('a request that is given up rejects with the reason, before as well as while it is answered', async () => {
  const reason = new Error('given up');
  const provider = echo();
  const fetch = sandboxFetch(provider, 'https://api.example.com');
  const before = fetch('https://api.example.com/', { signal: AbortSignal.abort(reason) });
  await expect(before).rejects.toBe(reason);
  expect(provider.seen).toEqual([]);
  const controller = new AbortController();
  const slow: Provider = {
    ...provider,
    async respond(request) {
      controller.abort(reason);
      return provider.respond(request);
    },
  };
  const { signal } = controller;
  const meanwhile = sandboxFetch(slow, 'https://api.example.com')('https://api.example.com/', { signal });
  await expect(meanwhile).rejects.toBe(reason);
});
