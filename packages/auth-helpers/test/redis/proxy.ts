import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The way to a Redis, which can be long, and can lose what comes back. */
export interface SlowWay {
  readonly port: number;
  /** Each way. */
  delayMs: number;
  /** Commands arrive and are carried out; replies do not come back. */
  isDeaf: boolean;
  close(): Promise<void>;
}

export async function proxyTo(port: number): Promise<SlowWay> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('data', (chunk) => {
        // In the order of their timers, which is that of the chunks.
        setTimeout(() => {
          if (!(proxy.isDeaf && from === far) && !to.destroyed) to.write(chunk);
        }, proxy.delayMs);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: SlowWay = {
    port: (server.address() as AddressInfo).port,
    delayMs: 0,
    isDeaf: false,
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
  return proxy;
}
