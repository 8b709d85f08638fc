import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;

/** `describe`, or where there is no redis-server one skipped test that says so. */
export function describeRedis(title: string, tests: () => void): void {
  if (isInstalled) describe(title, tests);
  else test.skip(`${title}: redis-server is not installed (Debian: apt-get install redis-server)`, tests);
}

/** A real Redis on a port of its own on the loopback interface, which keeps nothing on disk. */
export interface RedisServer {
  readonly port: number;
  /** As a crash: what it held is lost. */
  kill(): Promise<void>;
  /** After `kill`, on the same port. */
  start(): Promise<void>;
  /** Takes connections and commands, and answers nothing. */
  hang(): void;
  goOn(): void;
  /** The end of it. */
  remove(): Promise<void>;
}

export async function redisServer(...settings: readonly string[]): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'auth-helpers-redis-'));
  const port = await freePort();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const where = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder];
    const args = [...where, '--save', '', '--appendonly', 'no', ...settings];
    server = spawn('redis-server', args, { stdio: 'ignore' });
    for (const untilMs = Date.now() + 600_000; !(await answers(port)); ) {
      if (server.exitCode !== null || Date.now() > untilMs) throw new Error('redis-server does not start');
    }
  }

  async function kill(): Promise<void> {
    if (server === undefined) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    server = undefined;
    await ended;
  }

  await start();
  return {
    port,
    start,
    kill,
    hang: () => void server?.kill('SIGSTOP'),
    goOn: () => void server?.kill('SIGCONT'),
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Any answer will do, also that a password is wanted. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', () => socket.destroy().emit('answered'));
    socket.once('answered', () => resolve(true));
    socket.once('error', () => setTimeout(resolve, 20, false));
  });
}
