import { request } from 'node:http';
import { tinyProvider, type } from '../../faults/tiny-provider.js';
import { ask } from './ask.js';
import { closeAll, started } from './support.js';

afterEach(closeAll);

describe('one port for all providers', () => {
  test('the first part of the path names the provider, which sees the rest as it was sent', async () => {
    const [finicity, plo] = [tinyProvider('finicity'), tinyProvider('plo')];
    const server = await started({ providers: [finicity, plo] });
    const answer = await fetch(`${server.basePath('plo')}/things/a%2Fb?q=1&q=%C3%A9`, {
      method: 'POST',
      headers: { 'x-mine': 'yes' },
      body: 'été',
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([201, type]);
    expect(await answer.json()).toEqual({ things: 1, note: 'été' });
    expect(finicity.seen).toHaveLength(0);
    const [seen] = plo.seen;
    expect(seen).toMatchObject({ method: 'POST', path: '/things/a%2Fb', body: 'été' });
    expect(seen?.query.getAll('q')).toEqual(['1', 'é']);
    expect(seen?.headers.get('x-mine')).toBe('yes');
  });

  test.each<[string, string, Record<string, string>]>([
    ['with its length', 'POST', { 'content-length': '5' }],
    ['in chunks', 'POST', { 'transfer-encoding': 'chunked' }],
    ['of a method that seldom has one', 'DELETE', { 'content-length': '5' }],
  ])('a body %s is read to its end', async (_how, method, headers) => {
    const finicity = tinyProvider('finicity');
    const server = await started({ providers: [finicity] });
    await new Promise((resolve, reject) => {
      const call = request(`${server.basePath('finicity')}/things`, { method, headers });
      call.on('response', (answer) => answer.resume().on('end', resolve)).on('error', reject);
      // In two pieces, the second of which comes when the first is on its way.
      call.write('ét', () => setImmediate(() => call.end('é')));
    });
    expect(finicity.seen.map(({ body }) => body)).toEqual(['été']);
  });

  test('the path of the base URL of the vendor may come before that of the operation', async () => {
    const mailinabox = { ...tinyProvider('mailinabox'), basePaths: ['https://*/admin'] };
    const server = await started({ providers: [mailinabox] });
    for (const path of ['/admin/things', '/things', '/admin', '/administrators'])
      await fetch(`${server.url}/mailinabox${path}`);
    expect(mailinabox.seen.map(({ path }) => path)).toEqual(['/things', '/things', '/', '/administrators']);
  });

  test('the base URL of a provider is its path /', async () => {
    const finicity = tinyProvider('finicity');
    const server = await started({ providers: [finicity] });
    await fetch(server.basePath('finicity'));
    await fetch(`${server.basePath('finicity')}/`);
    expect(finicity.seen.map(({ path }) => path)).toEqual(['/', '/']);
  });

  test('an answer without a body has neither body nor length', async () => {
    const server = await started();
    const answer = await fetch(`${server.basePath('finicity')}/none`);
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([
      204,
      null,
      '',
    ]);
  });

  test('HEAD has the length of the body and not the body', async () => {
    const server = await started();
    const answer = await fetch(`${server.basePath('finicity')}/things`, { method: 'HEAD' });
    const { length } = Buffer.from(JSON.stringify({ things: 0, note: 'été' }));
    expect([answer.headers.get('content-length'), await answer.text()]).toEqual([`${length}`, '']);
  });

  test('a path of nobody is 404 and tells the paths there are', async () => {
    const server = await started();
    for (const [path, status] of [
      ['/', 200],
      ['/nobody/things', 404],
      ['/constructor', 404],
    ] as const) {
      const answer = await fetch(`${server.url}${path}`);
      expect(answer.status).toBe(status);
      expect(await answer.text()).toContain('/finicity/…, /plo/…, /_sandbox/…');
    }
  });

  test('a mistake in a provider is a 500 with its class; its message, which may quote a body, is on standard error', async () => {
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      const server = await started();
      const answer = await fetch(`${server.basePath('finicity')}/broken`);
      expect([answer.status, await answer.text()]).toEqual([
        500,
        'The sandbox itself has failed (Error). Please report it, with what it says on standard error.\n',
      ]);
      const failure = expect.objectContaining({ message: 'a mistake of ours' });
      expect(told.mock.calls).toEqual([['The sandbox itself has failed.', failure]]);
    } finally {
      told.mockRestore();
    }
  });

  test('a target in absolute-form, as for a proxy, is the same path', async () => {
    const finicity = tinyProvider('finicity');
    const { port } = await started({ providers: [finicity] });
    const host = `127.0.0.1:${port}`;
    expect((await ask(port, `http://${host}/finicity/things?q=http://x/`, { host })).status).toBe(200);
    expect(finicity.seen.map(({ path, query }) => [path, query.get('q')])).toEqual([
      ['/things', 'http://x/'],
    ]);
    for (const path of ['', '/', '?q=1', '/_sandbox/state']) {
      expect((await ask(port, `HTTP://${host}${path}`, { host })).status).toBe(200);
    }
  });

  test('what a browser shows of a provider runs no script in the origin of the page', async () => {
    const server = await started();
    // Below fetch, which says of itself what it is.
    const policyFor = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        const call = request(`${server.basePath('finicity')}/things`, { headers }, (answer) => {
          answer.resume();
          resolve([answer.headers['content-security-policy'], answer.headers['x-content-type-options']]);
        });
        call.on('error', reject).end();
      });
    expect(await policyFor({ 'sec-fetch-mode': 'navigate' })).toEqual(['sandbox', 'nosniff']);
    // Without Sec-Fetch-Mode: a browser and a host that it does not trust.
    expect(await policyFor({ accept: 'text/html,*/*;q=0.8' })).toEqual(['sandbox', 'nosniff']);
    expect(await policyFor({ accept: 'application/json' })).toEqual([undefined, undefined]);
    const call = { 'sec-fetch-mode': 'cors', accept: 'text/html' };
    expect(await policyFor(call)).toEqual([undefined, undefined]);
  });

  test('a provider that refuses the connection gives no answer', async () => {
    const server = await started();
    await expect(fetch(`${server.basePath('finicity')}/banned`)).rejects.toThrow('fetch failed');
  });

  test('a body above 10 MiB is refused, and the next call is served', async () => {
    const finicity = tinyProvider('finicity');
    const server = await started({ providers: [finicity] });
    const status = await new Promise((resolve, reject) => {
      const upload = request(`${server.basePath('finicity')}/things`, { method: 'POST' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      upload.on('error', reject);
      // Without an end: what is above the limit is refused before the rest has come.
      upload.write(Buffer.alloc(10 * 1024 * 1024 + 1));
    });
    expect(status).toBe(413);
    expect(finicity.seen).toHaveLength(0);
    expect((await fetch(`${server.basePath('finicity')}/things`)).status).toBe(200);
  });

  test('a test that stops its timers still gets its answers', async () => {
    const server = await started();
    jest.useFakeTimers();
    try {
      expect((await fetch(`${server.basePath('finicity')}/things`)).status).toBe(200);
    } finally {
      jest.useRealTimers();
    }
  });

  test('calls that come together each get their own answer', async () => {
    const server = await started();
    const paths = Array.from({ length: 20 }, (_, index) => `${server.basePath('plo')}/things?n=${index}`);
    const answers = await Promise.all(
      paths.map(async (path) => (await fetch(path, { method: 'POST' })).json()),
    );
    expect(new Set(answers.map(({ things }) => things)).size).toBe(20);
  });
});
