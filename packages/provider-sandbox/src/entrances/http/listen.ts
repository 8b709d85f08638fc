import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { SandboxStartError } from './start-error.js';

/** Where a server listens in fact. */
interface ListeningAddress {
  /** What the host has turned out to be, such as `127.0.0.1` for `localhost`. */
  readonly address: string;
  /** The one asked for, or the one that the system chose for 0. */
  readonly port: number;
}

/**
 * Listens.
 *
 * @throws SandboxStartError when that is not possible for a reason the user can do something about.
 */
export async function listen(server: Server, host: string, port: number): Promise<ListeningAddress> {
  // Node takes it for all network interfaces, which nobody means who has left a variable empty.
  if (host === '') throw unknownAddress('not an empty name');
  await new Promise<void>((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(startError(error, host, port));
    server.once('error', fail);
    server.listen(port, host, () => {
      server.removeListener('error', fail);
      resolve();
    });
  });
  const { address, port: actualPort } = server.address() as AddressInfo;
  return { address, port: actualPort };
}

function startError(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (cause.code) {
    case 'EADDRINUSE': {
      const hint = 'Choose another one with --port, or --port 0 for any that is free.';
      return new SandboxStartError('port_taken', `Port ${port} of ${host} is taken. ${hint}`, { cause });
    }
    case 'EACCES': {
      const hint = 'Choose one above 1023 with --port.';
      return new SandboxStartError('port_forbidden', `Port ${port} is kept by the system. ${hint}`, {
        cause,
      });
    }
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unknownAddress(`not ${host}`, cause);
    default:
      return cause;
  }
}

function unknownAddress(is: string, cause?: Error): SandboxStartError {
  const hint = 'Leave --host away to listen on 127.0.0.1.';
  return new SandboxStartError('address_unknown', `This machine is ${is}. ${hint}`, { cause });
}

/** Whether only programs on this machine reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Where a server can be called by a program of this machine, without a slash at its end. */
export function urlOf(host: string, { address, port }: ListeningAddress): string {
  // "All interfaces" is an address to listen on; not every system can call it.
  const name = isAnyAddress(address) ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** One sentence or two: where it listens and who can reach it. */
export function announcement(url: string, { address, port }: ListeningAddress): string {
  if (isLoopback(address)) {
    return `The sandbox listens on ${url}. Only programs on this machine can reach it.`;
  }
  if (!isAnyAddress(address)) {
    return `The sandbox listens on ${url}: every machine that reaches this address can use and control it.`;
  }
  const where = `The sandbox listens on all network interfaces, port ${port}`;
  return `${where}: every machine in your network can use and control it; here: ${url}.`;
}

function isAnyAddress(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

/**
 * Makes what closes a server that has no connection yet: it stops listening and cuts all connections. It resolves when the
 * port is free and each connection has ended: node:http says so of itself a little before that.
 */
export function closingOf(server: Server): () => Promise<void> {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return async () => {
    // Not events.once, which fails when a connection ends with an error.
    const closed = [server, ...open].map((each) => new Promise((resolve) => each.once('close', resolve)));
    server.close();
    for (const socket of open) socket.destroy();
    await Promise.all(closed);
  };
}
