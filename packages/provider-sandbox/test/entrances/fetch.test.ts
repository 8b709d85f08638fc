import type { Provider, SandboxRequest } from '../../src/core/provider.js';
import { sandboxFetch } from '../../src/entrances/fetch.js';
import { withFaults } from '../../src/faults/with-faults.js';
import { tinyProvider } from '../faults/tiny-provider.js';
import { until, waited, watchTimers } from '../timers.js';

/** A provider that gives back what it got. */
function echo(status = 200): Provider & { readonly seen: SandboxRequest[] } {
  const seen: SandboxRequest[] = [];
  return {
    name: 'plo',
    basePaths: [],
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

test('a Request and a URL are accepted as well as a text', async () => {
  const provider = echo();
  const fetch = sandboxFetch(provider, 'https://api.example.com');
  await fetch(new Request('https://api.example.com/a', { method: 'POST', body: 'text' }));
  await fetch(new URL('https://api.example.com'));
  expect(provider.seen).toMatchObject([
    { method: 'POST', path: '/a', body: 'text' },
    { method: 'GET', path: '/', body: '' },
  ]);
});

test.each([204, 304])('a response with %i has no body', async (status) => {
  const response = await sandboxFetch(echo(status), 'https://api.example.com')('https://api.example.com/');
  expect([response.status, response.body]).toEqual([status, null]);
});

test.each(['https://other.example.com/v1/a', 'https://api.example.com/v10/a', 'https://api.example.com/a'])(
  'a request elsewhere fails as one to nowhere does: %s',
  async (url) => {
    const provider = echo();
    await expect(sandboxFetch(provider, 'https://api.example.com/v1')(url)).rejects.toMatchObject({
      ...{ name: 'TypeError', message: 'fetch failed' },
      cause: { message: expect.stringContaining('; ask it at https://api.example.com/v1') },
    });
    expect(provider.seen).toEqual([]);
  },
);

test('a request that is aborted rejects with the reason, both before and during the response', async () => {
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

test('a response has only the type that it was given, and no body after HEAD', async () => {
  const untyped: Provider = { ...echo(), respond: async () => ({ status: 200, headers: {}, body: 'text' }) };
  const fetch = sandboxFetch(untyped, 'https://api.example.com');
  const answer = await fetch('https://api.example.com/');
  expect([answer.headers.get('content-type'), await answer.text()]).toEqual([null, 'text']);
  expect((await fetch('https://api.example.com/', { method: 'HEAD' })).body).toBeNull();
});

describe('a sandboxFetch with faults', () => {
  const whole = JSON.stringify({ things: 0, note: 'été' });

  function get(fault: string, { path = '/things', ...init }: RequestInit & { path?: string } = {}) {
    const fetch = sandboxFetch(withFaults(tinyProvider()), 'https://api.example.com');
    const headers = { 'x-sandbox-fault': fault };
    return fetch(`https://api.example.com${path}`, { ...init, headers });
  }

  test.each(['cut-before', 'delay;ms=5, cut-before'])('fails for %s as a fetch does', async (fault) => {
    await expect(get(fault)).rejects.toMatchObject({ name: 'TypeError', message: 'fetch failed' });
  });

  test.each([
    ['cut-during', Math.floor(Buffer.byteLength(whole) / 2)],
    ['cut-after', Buffer.byteLength(whole)],
  ])('gives for %s a body that fails after %i bytes, in the words of fetch', async (fault, bytes) => {
    const { status, body } = await get(fault);
    expect(status).toBe(200);
    let received = 0;
    const read = async (): Promise<void> => {
      for await (const piece of body!) received += piece.length;
    };
    await expect(read()).rejects.toMatchObject({ name: 'TypeError', message: 'terminated' });
    expect(received).toBe(bytes);
  });

  test('takes its time for delay and slow-body', async () => {
    const delayed = await waited(() => get('delay;ms=40'));
    expect(delayed.waitedMs).toBe(40);
    const body = await waited(async () => (await get('delay;ms=40, slow-body;ms=5')).text());
    expect(body).toEqual({ value: whole, waitedMs: 40 + 10 * 5 });
  });

  test('leaves no timer when the caller aborts during a delay', async () => {
    const waitMs = 20_017;
    const timers = watchTimers(waitMs);
    try {
      const gone = new AbortController();
      const leaving = get(`delay;ms=${waitMs}`, { signal: gone.signal });
      await until(() => timers.left() === 1);
      expect(timers.left()).toBe(1);
      gone.abort(new Error('given up'));
      await until(() => timers.left() === 0);
      expect(timers.left()).toBe(0);
      await expect(leaving).rejects.toThrow('given up');
    } finally {
      timers.stop();
    }
  });

  test('fails as a fetch does when the provider refuses the connection, with faults and without', async () => {
    const failure = { name: 'TypeError', message: 'fetch failed' };
    await expect(get('', { path: '/banned' })).rejects.toMatchObject(failure);
    const plain = sandboxFetch(tinyProvider(), 'https://api.example.com');
    await expect(plain('https://api.example.com/banned')).rejects.toMatchObject(failure);
  });

  test('fails in the same way when the error comes from another copy of the package', async () => {
    class ConnectionRefused extends Error {
      override readonly name = 'ConnectionRefused';
    }
    const banned: Provider = { ...tinyProvider(), respond: () => Promise.reject(new ConnectionRefused()) };
    for (const provider of [banned, withFaults(banned)]) {
      const call = sandboxFetch(provider, 'https://api.example.com')('https://api.example.com/');
      await expect(call).rejects.toMatchObject({ name: 'TypeError', message: 'fetch failed' });
    }
  });

  test('rejects with a mistake of the provider as it is, not as one of the network', async () => {
    await expect(get('', { path: '/broken' })).rejects.toThrow('a mistake of ours');
  });
});
