import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SandboxStartError } from './start-error.js';

/** Where a server listens in fact. */
export interface ListeningAddress {
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
