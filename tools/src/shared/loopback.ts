import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers on this machine. */
export interface Listening {
  readonly port: number;
  /** Without a slash at the end. */
  readonly origin: string;
  /** Ends it with all its connections. */
  close(): Promise<void>;
}

/** Lets a server listen on this machine alone, on a port that the system gives it. */
export async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, origin: `http://127.0.0.1:${port}`, close };
}
