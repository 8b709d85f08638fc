import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { until } from '../clock.js';
import { type Connection, Gone, type Script } from './script.js';

/**
 * A server that sends exactly what a test tells it to: bytes on a socket, HTTP or not. On a loopback port that the
 * system picks, so that test files can run side by side.
 */
export interface BadServer {
  /** `http://127.0.0.1:port`, or `https:` for one that speaks TLS. */
  readonly url: string;
  /** Every request as it came, head and body. */
  readonly requests: readonly string[];
  /** Bytes written so far, by all connections. */
  readonly sentBytes: number;
  /** What each request is answered with from now on. */
  answer(...script: Script): void;
  /** What is done on a new connection, before any request. */
  greet(...script: Script): void;
  /**
   * Waits until the client has closed every connection on which it sent a request. Others do not count: after an
   * abort, Node's fetch opens one in advance.
   */
  letGo(): Promise<void>;
  close(): Promise<void>;
}

/** `tls`: with the certificate of `test/fixtures`, which nobody trusts. */
export type Transport = 'tcp' | 'tls';

export async function startServer(transport: Transport = 'tcp'): Promise<BadServer> {
  const open = new Set<Socket>();
  const used = new Set<Socket>();
  const requests: string[] = [];
  let closedBytes = 0;
  let answer: Script = [];
  let greeting: Script = [];

  const accept = (socket: Socket): void => {
    open.add(socket);
    const connection = connectionOn(socket);
    socket.on('close', () => {
      closedBytes += socket.bytesWritten;
      open.delete(socket);
      used.delete(socket);
    });
    perform(connection, greeting);
    onRequest(socket, (request) => {
      requests.push(request);
      used.add(socket);
      perform(connection, answer);
    });
  };
  const server = transport === 'tls' ? createTlsServer(untrusted(), accept) : createServer(accept);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `${transport === 'tls' ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    get sentBytes() {
      return [...open].reduce((sum, socket) => sum + socket.bytesWritten, closedBytes);
    },
    answer: (...script) => {
      answer = script;
    },
    greet: (...script) => {
      greeting = script;
    },
    letGo: () => until(() => used.size === 0),
    close: () => closed(server, open),
  };
}

/** A port on which nobody listens: it was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = await startServer();
  await server.close();
  return Number(new URL(server.url).port);
}

/** The certificate of the servers that speak TLS. */
export function untrusted(): { cert: Buffer; key: Buffer } {
  const read = (name: string): Buffer => readFileSync(join(__dirname, '../fixtures', name));
  return { cert: read('untrusted.cert.pem'), key: read('untrusted.key.pem') };
}

function connectionOn(socket: Socket): Connection {
  const gone = new AbortController();
  socket.on('close', () => gone.abort());
  socket.on('error', () => undefined);
  return {
    socket,
    gone: gone.signal,
    // Waits for the client to take it: an endless body must not fill this process instead.
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) reject(new Gone());
        else socket.write(bytes, (error) => (error ? reject(new Gone()) : resolve()));
      }),
  };
}

async function perform(connection: Connection, script: Script): Promise<void> {
  try {
    for (const step of script) await (typeof step === 'function' ? step(connection) : connection.write(step));
  } catch (error) {
    if (!(error instanceof Gone) && !connection.gone.aborted) throw error;
  }
}

/** Calls back once per request, when all of its head and body is there. */
function onRequest(socket: Socket, callback: (request: string) => void): void {
  let received = '';
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    const headLength = received.indexOf('\r\n\r\n') + 4;
    if (headLength < 4) return;
    const bodyLength = Number(/^content-length: (\d+)/im.exec(received.slice(0, headLength))?.[1] ?? 0);
    if (received.length < headLength + bodyLength) return;
    callback(received.slice(0, headLength + bodyLength));
    received = received.slice(headLength + bodyLength);
  });
}

async function closed(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  for (const socket of open) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
}
