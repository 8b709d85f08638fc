import { createServer } from 'node:http';
import { connect } from 'node:net';
import { announcement, isLoopback, urlOf } from '../../../src/entrances/http/listen.js';
import { SandboxStartError } from '../../../src/entrances/http/start-error.js';
import { FaultError } from '../../../src/faults/parse.js';
import { finicityProvider } from '../../../src/providers/finicity/provider.js';
import { sandboxProviders } from '../../../src/sandbox-providers.js';
import { tinyProvider } from '../../faults/tiny-provider.js';
import { closeAll, started } from './support.js';

afterEach(closeAll);

describe('the server listens', () => {
  test('on 127.0.0.1 by default, and says so', async () => {
    const server = await started();
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect(server.announcement).toBe(
      `The sandbox listens on ${server.url}. Only programs on this machine can reach it.`,
    );
  });

  test('for each provider at the base path that its helper and its client take', async () => {
    const { providers } = sandboxProviders();
    const { url, basePath } = await started({ providers });
    const paths = ['finicity', 'plo', 'commerce-connect', 'mailinabox/admin'];
    expect(providers.map(({ name }) => basePath(name)).sort()).toEqual(
      paths.map((path) => `${url}/${path}`).sort(),
    );
  });

  test.each(['0.0.0.0', '::', '0'])(
    'on all network interfaces with %s, and says who can reach it',
    async (host) => {
      const server = await started({ host });
      expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
      expect(server.announcement).toBe(
        `The sandbox listens on all network interfaces, port ${server.port}: ` +
          `every machine in your network can use and control it; here: ${server.url}.`,
      );
      expect((await fetch(`${server.basePath('finicity')}/things`)).status).toBe(200);
    },
  );

  test('on an address of the network when told so, and says who can reach it', () => {
    const url = 'http://192.168.1.2:8787';
    expect(announcement(url, { address: '192.168.1.2', port: 8787 })).toBe(
      `The sandbox listens on ${url}: every machine that reaches this address can use and control it.`,
    );
  });

  test('at a name, if that is one of this machine', async () => {
    const server = await started({ host: 'localhost' });
    expect(server.announcement).toBe(
      `The sandbox listens on http://localhost:${server.port}. Only programs on this machine can reach it.`,
    );
  });

  test('not everywhere if the host is empty, unlike Node', async () => {
    await expect(started({ host: '' })).rejects.toMatchObject({
      code: 'address_unknown',
      message: 'This machine is not an empty name. Leave --host away to listen on 127.0.0.1.',
    });
  });

  test.each([
    ['::1', 'http://[::1]:1'],
    ['192.168.1.2', 'http://192.168.1.2:1'],
  ])('the URL of %s is %s', (host, url) => {
    expect(urlOf(host, { address: host, port: 1 })).toBe(url);
  });

  test.each([
    ['localhost', true],
    ['127.8.0.1', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['127.example.com', false],
    ['192.168.1.2', false],
  ])('on %s for this machine alone: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });

  test('nowhere if the port is taken, and says so in one sentence', async () => {
    const { port } = await started();
    const failure = started({ port });
    await expect(failure).rejects.toThrow(SandboxStartError);
    await expect(failure).rejects.toMatchObject({
      code: 'port_taken',
      message: `Port ${port} of 127.0.0.1 is taken. Choose another one with --port, or --port 0 for any that is free.`,
    });
  });

  test('nowhere if the address is not of this machine, and says so in one sentence', async () => {
    await expect(started({ host: '192.0.2.1' })).rejects.toMatchObject({
      code: 'address_unknown',
      message: 'This machine is not 192.0.2.1. Leave --host away to listen on 127.0.0.1.',
    });
  });

  test('nowhere if the faults are not understood', async () => {
    await expect(started({ faults: 'rude' })).rejects.toThrow(FaultError);
  });
});

describe('a server without the clock of its providers', () => {
  const withoutClock = { providers: [finicityProvider()], clock: undefined, record: undefined };

  test('responds, shows its state and lists the calls with the time of the platform', async () => {
    const server = await started(withoutClock);
    const before = Date.now();
    const answer = await fetch(`${server.basePath('finicity')}/aggregation/v1/customers/1`);
    expect(answer.status).toBe(401);
    const state = (await (await fetch(`${server.url}/_sandbox/state`)).json()) as { nowMs: number };
    expect(state.nowMs).toBeGreaterThanOrEqual(before);
    const [call] = await server.journal.entries();
    expect(call?.timeMs).toBeGreaterThanOrEqual(before);
  });

  test('refuses to let time pass, says what to do, and changes nothing', async () => {
    const server = await started(withoutClock);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const advance = (body: object) =>
      fetch(`${server.url}/_sandbox/clock`, { ...init, body: JSON.stringify(body) });
    const refused = await advance({ advanceMs: 1_000 });
    expect([refused.status, await refused.json()]).toEqual([
      409,
      {
        error:
          'The sandbox was started without the clock of its providers. Pass the same clock to startSandbox and to them',
        code: 'clock_unknown',
      },
    ]);
    expect((await advance({ advanceMs: 'long' })).status).toBe(400);
  });
});

describe('closing the server', () => {
  test('is possible more than once', async () => {
    const server = await started();
    await Promise.all([server.close(), server.close()]);
    await server.close();
  });

  test('cuts calls that wait and connections that are idle, and frees the port', async () => {
    const finicity = tinyProvider('finicity');
    const server = await started({ providers: [finicity] });
    await (await fetch(`${server.basePath('finicity')}/things`)).text();
    const idle = connect(server.port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const ended = new Promise((resolve) => idle.once('close', resolve));
    const waiting = fetch(`${server.basePath('finicity')}/things`, {
      headers: { 'x-sandbox-fault': 'delay;ms=600000' },
    });
    const failed = expect(waiting).rejects.toThrow('fetch failed');
    while (finicity.seen.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await server.close();
    await Promise.all([failed, ended]);
    const next = createServer();
    await new Promise<void>((resolve) => next.listen(server.port, '127.0.0.1', resolve));
    await new Promise((resolve) => next.close(resolve));
  });
});
