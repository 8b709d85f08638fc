import { connect } from 'node:net';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One kept-alive connection, for one call after the other. */
export interface Connection {
  /**
   * @returns the body of the response.
   * @throws Error when the connection ends first, the status is not 200, or the response has no Content-Length.
   */
  call(call: Call): Promise<string>;
  close(): void;
}

/**
 * Connects to a server of this machine. It writes and reads HTTP/1.1 by hand: node:http and fetch take longer for a call
 * than a bare server does, so that all servers would look as fast as they are.
 */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let received: Buffer[] = [];
  let waiting: { resolve(body: string): void; reject(error: Error): void } | undefined;
  const fail = (error: Error): void => {
    waiting?.reject(error);
    waiting = undefined;
    socket.destroy();
  };
  socket
    .on('error', fail)
    .on('close', () => fail(new Error('The server has closed the connection.')))
    .on('data', (chunk) => {
      received.push(chunk);
      try {
        const body = wholeBody(Buffer.concat(received));
        if (body === undefined) return;
        received = [];
        waiting?.resolve(body);
        waiting = undefined;
      } catch (error) {
        fail(error as Error);
      }
    });
  return {
    call: (call) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        if (socket.destroyed) fail(new Error('The connection is closed.'));
        else socket.write(textOf(call));
      }),
    close: () => void socket.destroy(),
  };
}

function textOf({ method, target, headers, body }: Call): string {
  const all = {
    ...{ host: '127.0.0.1', connection: 'keep-alive', accept: 'application/json', 'user-agent': 'bench' },
    ...headers,
    ...(body !== undefined && { 'content-length': `${Buffer.byteLength(body)}` }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
}

/** @returns `undefined` while a part is missing. */
function wholeBody(message: Buffer): string | undefined {
  const end = message.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = message.toString('latin1', 0, end);
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(head) ?? [];
  if (status !== '200') throw new Error(`A response has status ${status} instead of 200.`);
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? [];
  if (length === undefined) throw new Error('The response has no Content-Length.');
  const body = message.subarray(end + 4);
  return body.length < Number(length) ? undefined : body.toString();
}
