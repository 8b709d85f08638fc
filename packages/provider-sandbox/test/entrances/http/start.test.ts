import { createServer } from 'node:http';
import { connect } from 'node:net';
import { announcement, isLoopback, SandboxStartError, urlOf } from '../../../src/entrances/http/listen.js';
import { MannerError } from '../../../src/faults/parse.js';
import { finicityProvider } from '../../../src/providers/finicity/provider.js';
import { sandboxProviders } from '../../../src/sandbox-providers.js';
import { tinyProvider } from '../../faults/tiny-provider.js';
import { closeAll, started } from './support.js';

afterEach(closeAll);

describe('where the server listens', () => {
  test('on 127.0.0.1 unless told otherwise, and says so', async () => {
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

  test('by its name, where that is one of this machine', async () => {
    const server = await started({ host: 'localhost' });
    expect(server.announcement).toBe(
      `The sandbox listens on http://localhost:${server.port}. Only programs on this machine can reach it.`,
    );
  });

  test('not everywhere where the host is empty, as Node does', async () => {
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
  ])('%s is of this machine alone: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });

  test('a taken port is one clear sentence', async () => {
    const { port } = await started();
    const failure = started({ port });
    await expect(failure).rejects.toThrow(SandboxStartError);
    await expect(failure).rejects.toMatchObject({
      code: 'port_taken',
      message: `Port ${port} of 127.0.0.1 is taken. Choose another one with --port, or --port 0 for any that is free.`,
    });
  });

  test('an address that is not of this machine is one clear sentence', async () => {
    await expect(started({ host: '192.0.2.1' })).rejects.toMatchObject({
      code: 'address_unknown',
      message: 'This machine is not 192.0.2.1. Leave --host away to listen on 127.0.0.1.',
    });
  });

  test('manners that are not understood keep it from starting', async () => {
    await expect(started({ manners: 'rude' })).rejects.toThrow(MannerError);
  });
});

describe('without the clock of its providers', () => {
  const withoutClock = { providers: [finicityProvider()], clock: undefined, record: undefined };

  test('the server answers calls, shows its state and lists the calls with the time of the platform', async () => {
    const server = await started(withoutClock);
    const before = Date.now();
    const answer = await fetch(`${server.basePath('finicity')}/aggregation/v1/customers/1`);
    expect(answer.status).toBe(401);
    const state = (await (await fetch(`${server.url}/_sandbox/state`)).json()) as { nowMs: number };
    expect(state.nowMs).toBeGreaterThanOrEqual(before);
    const [call] = await server.journal.entries();
    expect(call?.timeMs).toBeGreaterThanOrEqual(before);
  });

  test('no time can be made to pass: the control call says what to do, and nothing changes', async () => {
    const server = await started(withoutClock);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const advance = (body: object) =>
      fetch(`${server.url}/_sandbox/clock`, { ...init, body: JSON.stringify(body) });
    const refused = await advance({ advanceMs: 1_000 });
    expect([refused.status, await refused.json()]).toEqual([
      409,
      {
        error:
          'The sandbox was started without the clock of its providers: give startSandbox the clock that they have',
      },
    ]);
    expect((await advance({ advanceMs: 'long' })).status).toBe(400);
  });
});

describe('closing the server', () => {
  test('may be asked for again', async () => {
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
      headers: { 'x-sandbox-manner': 'delay;ms=600000' },
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
