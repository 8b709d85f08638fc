import type { Server, Socket } from 'node:net';

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
