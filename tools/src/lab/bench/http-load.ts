import { connect } from 'node:net';

/** An answer as it came, its body byte by byte in latin1. */
export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/** One kept-alive connection, for one call after the other. */
export interface Connection {
  /**
   * Sends a request as it is.
   *
   * @throws Error when the connection ends first, or the answer tells no length.
   */
  call(request: string): Promise<RawAnswer>;
  close(): void;
}

/**
 * Connects to a server of this machine. It writes and reads HTTP/1.1 by hand: node:http and fetch take longer for a call
 * than a bare server does, so that all servers would look as fast as they are.
 */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let received = '';
  let waiting: { resolve(answer: RawAnswer): void; reject(error: Error): void } | undefined;

  function fail(error: Error): void {
    waiting?.reject(error);
    waiting = undefined;
    socket.destroy();
  }

  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
    try {
      const answer = wholeAnswer(received);
      if (answer === undefined) return;
      received = '';
      waiting?.resolve(answer);
      waiting = undefined;
    } catch (error) {
      fail(error as Error);
    }
  });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.on('error', fail).on('close', () => fail(new Error('The server has closed the connection.')));

  return {
    call: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        if (socket.destroyed) fail(new Error('The connection is closed.'));
        else socket.write(request, 'latin1');
      }),
    close: () => socket.destroy(),
  };
}

/** @returns `undefined` while a part is missing. @throws Error when nothing tells where the body ends. */
function wholeAnswer(text: string): RawAnswer | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? [];
  if (length === undefined) throw new Error('The answer has no Content-Length.');
  const body = text.slice(end + 4);
  if (body.length < Number(length)) return undefined;
  return { status: Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)), body };
}

/**
 * Makes `calls` calls, as many at a time as there are connections.
 *
 * @throws Error when an answer has another status than 200, or another length than `bytes`.
 */
export async function callsPerSecond(
  connections: readonly Connection[],
  { request, bytes, calls }: { readonly request: string; readonly bytes: number; readonly calls: number },
): Promise<number> {
  let left = calls;
  const startMs = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (left > 0) {
        left -= 1;
        const { status, body } = await connection.call(request);
        if (status !== 200 || body.length !== bytes) {
          throw new Error(`An answer has status ${status} and ${body.length} bytes, not 200 and ${bytes}.`);
        }
      }
    }),
  );
  return (1_000 * calls) / (performance.now() - startMs);
}
