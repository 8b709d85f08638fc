import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startWorkerd } from '../../src/shared/workerd.js';
import type { Order } from './worker.js';

// workerd lets a worker reach no private address by default, and the vendor is on this machine.
const config = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
      compatibilityDate = "2026-01-01",
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/** The worker of `worker.ts`, which lives for as long as the test: all its requests meet in one isolate. */
export interface RunningWorker {
  /** What it answers. */
  ask(order: Order): Promise<string>;
  end(): Promise<void>;
}

export async function runningWorker(binary: string): Promise<RunningWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'workerd-'));
  await build({
    bundle: true,
    entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
    outfile: join(folder, 'worker.mjs'),
    ...{ format: 'esm', target: 'es2022', platform: 'neutral', external: ['cloudflare:*'] },
    conditions: ['workerd', 'worker', 'browser'],
  });
  writeFileSync(join(folder, 'workerd.capnp'), config);
  const { child, url } = await startWorkerd(binary, folder);
  return {
    async ask(order) {
      const query = new URLSearchParams({ order: JSON.stringify(order) });
      const answer = await fetch(`${url}/?${query}`);
      return answer.text();
    },
    async end() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A vendor of all providers, which counts logins by the first segment of their path. */
export interface Vendor {
  readonly url: string;
  logins(name: string): number;
  /** Logins of this name wait for `answer`. */
  hold(name: string): void;
  answer(name: string): void;
  /** Those that wait are never answered; the next ones are. */
  lose(name: string): void;
  close(): Promise<void>;
}

export async function startVendor(): Promise<Vendor> {
  const counts = new Map<string, number>();
  const held = new Map<string, (() => void)[]>();
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const [, name = '', path] = (request.url ?? '').split('/');
    if (path === 'count') {
      response.end(`${counts.get(name) ?? 0}`);
      return;
    }
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const send = (): void => reply(response, `T${count}`);
    const waiting = held.get(name);
    if (waiting === undefined) send();
    else waiting.push(send);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    logins: (name) => counts.get(name) ?? 0,
    hold: (name) => void held.set(name, []),
    answer(name) {
      const waiting = held.get(name) ?? [];
      held.delete(name);
      for (const send of waiting) send();
    },
    lose: (name) => void held.delete(name),
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** In the forms of both providers at once. */
function reply(response: ServerResponse, token: string): void {
  const plo = { Response: { Status: { Code: '600' }, UserToken: { Token: token } } };
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ token, ...plo }));
}
