import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type Certificate, certificate } from './certificates.js';

export interface Listening {
  /** By what is wrong there. */
  readonly urls: Readonly<Record<string, string>>;
  /** PEM, of the authority that those who connect are to trust. */
  readonly authority: string;
  /** How many requests each has read. */
  readonly read: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** Servers on loopback, each with a way of its own to fail, and one that is well. */
export async function startTlsServers(): Promise<Listening> {
  const authority = certificate({ commonName: 'Trusted Root', isAuthority: true });
  const intermediate = certificate({ commonName: 'Intermediate', issuer: authority, isAuthority: true });
  const stranger = certificate({ commonName: 'Unknown Root', isAuthority: true });
  const ofStranger = certificate({ commonName: 'localhost', issuer: stranger });
  const good = certificate({ commonName: 'localhost', issuer: authority });
  const read: Record<string, number> = {};
  const sockets = new Set<Socket>();
  const servers: Server[] = [];

  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const https = async (name: string, { cert, key }: Pick<Certificate, 'cert' | 'key'>, more: object = {}) => {
    const server = createHttpsServer({ cert, key, ...more }, (request, response) => {
      read[name] = (read[name] ?? 0) + 1;
      request.url === '/reset' ? request.socket.destroy() : response.end('{}');
    });
    return [name, `https://localhost:${await listen(server)}/`] as const;
  };
  const raw = async (name: string, scheme: string, talk: (socket: Socket) => unknown) => {
    const server = createServer((socket) => {
      socket.once('data', () => {
        read[name] = (read[name] ?? 0) + 1;
        talk(socket);
      });
    });
    return [name, `${scheme}://localhost:${await listen(server)}/`] as const;
  };

  const closed = createServer();
  const closedPort = await listen(closed);
  await new Promise((resolve) => closed.close(resolve));
  const plain = await listen(createHttpServer((_, response) => response.end('{}')));
  const entries = [
    await https('well', good),
    await https('self-signed', certificate({ commonName: 'localhost' })),
    await https('signed by an unknown root', { ...ofStranger, cert: ofStranger.cert + stranger.cert }),
    await https('expired', certificate({ commonName: 'localhost', issuer: authority, isExpired: true })),
    await https(
      'for another host',
      certificate({ commonName: 'example.com', issuer: authority, hosts: ['example.com'] }),
    ),
    await https(
      'without its intermediate certificate',
      certificate({ commonName: 'localhost', issuer: intermediate }),
    ),
    await https('TLS 1.1 only', good, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }),
    ['plain HTTP on a port for TLS', `https://localhost:${plain}/`] as const,
    ['refused', `http://127.0.0.1:${closedPort}/`] as const,
    ['refused, where the name has several addresses', `http://localhost:${closedPort}/`] as const,
    ['refused, with TLS', `https://localhost:${closedPort}/`] as const,
    ['an unknown host', 'https://nowhere.invalid/'] as const,
    await raw('reset after the request', 'http', (socket) => socket.resetAndDestroy()),
    await raw('closed after the request', 'http', (socket) => socket.end()),
    await raw('no HTTP in the answer', 'http', (socket) => socket.end('SSH-2.0-OpenSSH_9\r\n')),
    await raw('cut within the answer', 'http', (socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"a'),
    ),
  ];
  const urls: Record<string, string> = Object.fromEntries(entries);
  urls['closed after the request, with TLS'] = `${urls.well}reset`;
  return {
    urls,
    authority: authority.cert,
    read,
    async close() {
      for (const socket of sockets) socket.destroy();
      const open = servers.filter((server) => server.listening);
      await Promise.all(open.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
