import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { until } from '../clock.js';

/** A real HTTP server on a loopback port that the system picks. */
export interface FileServer {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** What each request is answered with from now on. */
  answer(listener: (request: IncomingMessage, response: ServerResponse) => void): void;
  /** Waits until no client holds a connection. */
  letGo(): Promise<void>;
}

/** One for each test of the file. */
export function serverPerTest(): () => FileServer {
  let server: Server;
  let listener: (request: IncomingMessage, response: ServerResponse) => void;
  const sockets = new Set<Socket>();
  beforeEach(async () => {
    server = createServer({ keepAliveTimeout: 0 }, (request, response) => listener(request, response));
    // Node's fetch opens a connection in advance after an abort: only one that carried a request counts.
    server.on('request', ({ socket }: IncomingMessage) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return () => ({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (next) => {
      listener = next;
    },
    letGo: async () => {
      await until(() => sockets.size === 0);
    },
  });
}

/** Sends `times` pieces as fast as the client takes them. */
export function sendPieces(response: ServerResponse, piece: Uint8Array, times: number): void {
  let left = times;
  const more = (): void => {
    while (left > 0) {
      left -= 1;
      if (!response.write(piece)) break;
    }
    if (left === 0) response.end();
  };
  response.on('drain', more);
  more();
}

/** After each test, none of the timers that the runtime started may be left. Those of Node itself do not count. */
export function noTimerLeft(): () => number {
  const open = new Set<NodeJS.Timeout>();
  beforeEach(() => {
    open.clear();
    const { setTimeout: start, clearTimeout: stop } = globalThis;
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(((callback: () => void, ms: number) => {
      const timer = start(() => {
        open.delete(timer);
        callback();
      }, ms);
      open.add(timer);
      return timer;
    }) as typeof setTimeout);
    jest.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
      open.delete(timer as NodeJS.Timeout);
      stop(timer);
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    expect(open.size).toBe(0);
  });
  return () => open.size;
}
