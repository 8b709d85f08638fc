import { createServer } from 'node:http';
import { connect } from 'node:net';
import { MannerError } from '../../src/manners/parse.js';
import { SandboxStartError } from '../../src/server/index.js';
import { isLoopback } from '../../src/server/listen.js';
import { tinyProvider } from '../manners/tiny-provider.js';
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

  test('on another address when told so, and says who can reach it', async () => {
    const server = await started({ host: '0.0.0.0' });
    expect(server.announcement).toBe(
      `The sandbox listens on http://0.0.0.0:${server.port}. Every machine that reaches 0.0.0.0 can use and control it.`,
    );
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

describe('closing the server', () => {
  test('cuts calls that wait and connections that are idle, and frees the port', async () => {
    const finicity = tinyProvider('finicity');
    const server = await started({ providers: [finicity] });
    await (await fetch(`${server.baseUrl('finicity')}/things`)).text();
    const idle = connect(server.port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const ended = new Promise((resolve) => idle.once('close', resolve));
    const waiting = fetch(`${server.baseUrl('finicity')}/things`, {
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
