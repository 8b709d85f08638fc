import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { installIsolated } from '../../src/shared/isolated-package.js';
import { buildNextApp, type NextApp } from './next-app.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const isInstalled = install();
const whenInstalled = isInstalled ? describe : describe.skip;

/** Without a registry in reach the tests are skipped. */
function install(): boolean {
  try {
    installIsolated({ root, name: 'next', what: 'Next.js', env: process.env, say: () => undefined });
    return true;
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    return false;
  }
}

/** What the vendors have seen. */
const seen = { logins: 0, payments: 0, reads: 0 };

function vendor(): Server {
  return createServer((request, response) => {
    request.resume();
    const { pathname } = new URL(request.url!, 'http://vendor');
    response.setHeader('content-type', 'application/json');
    if (pathname.endsWith('/partners/authentication')) {
      seen.logins += 1;
      return void response.end(JSON.stringify({ token: `token-${seen.logins}` }));
    }
    if (pathname.endsWith('/getToken')) {
      seen.payments += 1;
      return void response.end(JSON.stringify({ response: { sessionTokenId: `session-${seen.payments}` } }));
    }
    seen.reads += 1;
    response.end(
      JSON.stringify({ id: '7004419250', username: `read with ${request.headers['finicity-app-token']}` }),
    );
  });
}

whenInstalled('Next.js 14, which answers a repeated fetch from its cache', () => {
  let server: Server;
  let app: NextApp;
  let running: Awaited<ReturnType<NextApp['start']>>;
  beforeAll(async () => {
    server = vendor().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    app = await buildNextApp(root, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    running = await app.start();
  });
  afterAll(async () => {
    await running?.stop();
    app?.remove();
    server?.close();
  });
  beforeEach(() => {
    Object.assign(seen, { logins: 0, payments: 0, reads: 0 });
  });

  const visit = async (path: string): Promise<string> => {
    const response = await fetch(`${running.origin}${path}`);
    expect(response.status).toBe(200);
    return (await response.text()).replaceAll('<!-- -->', '');
  };

  test('sends each payment of a server component, and logs in once', async () => {
    for (const order of [1, 2, 3]) expect(await visit('/?order=same')).toContain(`session-${order}`);
    expect(seen).toMatchObject({ payments: 3, logins: 1 });
  });

  test('logs in again in a new process: no login of a former life is taken for a new one', async () => {
    await running.stop();
    running = await app.start();
    expect(await visit('/?order=same')).toContain('session-1');
    expect(seen).toMatchObject({ payments: 1, logins: 1 });
  });

  test('sends each payment of a route on the edge, too', async () => {
    for (const order of [1, 2]) expect(await visit('/edge?order=same')).toContain(`session-${order}`);
    expect(seen.payments).toBe(2);
  });
});
