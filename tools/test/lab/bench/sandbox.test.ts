import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Connection, openConnection } from '../../../src/lab/bench/http-connection.js';
import { callsPerSecond, sandboxFigures, startServer } from '../../../src/lab/bench/sandbox.js';
import { repositoryRoot } from '../../../src/shared/providers.js';

const request = { method: 'GET', target: '/a', headers: {} } as const;

describe('the client of the sandbox section', () => {
  let server: Server;
  let connections: Connection[];
  async function connected(number: number, listener: RequestListener): Promise<Connection[]> {
    server = createServer({ keepAliveTimeout: 0 }, listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    connections = await Promise.all(Array.from({ length: number }, () => openConnection(port)));
    return connections;
  }
  afterEach(async () => {
    for (const connection of connections) connection.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('makes as many calls as it counts, over the connections there are', async () => {
    let calls = 0;
    const ports = new Set<number | undefined>();
    const three = await connected(3, ({ socket }, response) => {
      calls += 1;
      ports.add(socket.remotePort);
      response.setHeader('content-length', 2).end('{}');
    });
    expect(await callsPerSecond(three, request, '{}', 50)).toBeGreaterThan(0);
    expect({ calls, connections: ports.size }).toEqual({ calls: 50, connections: 3 });
  });

  test('waits for the whole of a response that comes in pieces, counted in bytes', async () => {
    const [connection] = await connected(1, (_, response) => {
      response.writeHead(200, { 'content-length': 7 }).write('"é');
      setTimeout(() => response.end('éx"'), 20);
    });
    expect(await connection!.call(request)).toBe('"ééx"');
  });

  test.each([
    ['another status', 500, '{}', 'A response has status 500 instead of 200.'],
    ['another length', 200, '{ }', 'A response has 3 characters instead of 2.'],
  ])('ends at a response of %s: a quick refusal is no call', async (_what, status, body, message) => {
    let calls = 0;
    const one = await connected(1, (_request, response) => {
      calls += 1;
      const [code, text] = calls === 3 ? [status, body] : [200, '{}'];
      response.writeHead(code, { 'content-length': text.length }).end(text);
    });
    await expect(callsPerSecond(one, request, '{}', 5)).rejects.toThrow(message);
    expect(calls).toBe(3);
  });

  test.each<[string, RequestListener, string]>([
    ['the server cuts the connection', ({ socket }) => socket.destroy(), 'has closed the connection'],
    ['nothing tells the length', (_, response) => response.writeHead(200).end('{}'), 'no Content-Length'],
  ])('does not wait for ever where %s', async (_what, listener, message) => {
    const [connection] = await connected(1, listener);
    await expect(connection!.call(request)).rejects.toThrow(message);
    await expect(connection!.call(request)).rejects.toThrow('The connection is closed.');
  });
});

test('the bare server sends the JSON it was given', async () => {
  const wanted = { kind: 'bare', jsonByTarget: { '/a?b=1': '{"é":1}' } } as const;
  const { port, child } = await startServer(wanted, repositoryRoot, process.env);
  const url = `http://127.0.0.1:${port}/a`;
  try {
    expect(await (await fetch(`${url}?b=1`)).json()).toEqual({ é: 1 });
    expect((await fetch(url)).status).toBe(404);
  } finally {
    child.kill();
  }
});

test('a server that cannot start is an error, not a wait', async () => {
  const moduleUrl = 'data:text/javascript,process.exit(3)';
  const wanted = { kind: 'sandbox', moduleUrl, options: { nowMs: 0 } } as const;
  await expect(startServer(wanted, repositoryRoot, process.env)).rejects.toThrow(
    'The sandbox server ended with exit code 3 before it listened.',
  );
});

test('three calls of the sandbox are measured beside the bare server', async () => {
  const source = pathToFileURL(join(repositoryRoot, 'packages', 'provider-sandbox', 'src', 'index.ts')).href;
  const rounds = { rounds: 2, warmUpRounds: 0, callsPerRound: 20 };
  const around = { root: repositoryRoot, env: process.env, say: () => undefined };
  const figures = await sandboxFigures(around, source, rounds);
  const calls = ['getCustomer', 'login', 'getAllCustomerTransactions'];
  expect(figures.map(({ name }) => name)).toEqual(calls.map((call) => `sandbox/${call}/vs-bare`));
  for (const { value, aim, unit } of figures) {
    expect(value).toBeGreaterThan(0);
    expect({ aim, unit }).toEqual({ aim: 2, unit: '×' });
  }
  // A page of transactions, and not a refusal or an empty one.
  expect(Number(/^\d+/.exec(figures[2]!.note!))).toBeGreaterThan(5_000);
});
