import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a server does with a connection, in order. Text and bytes are sent; then it stays silent, unless told to end. */
export type Script = readonly (string | Uint8Array | Step)[];
export type Step = (connection: Connection) => Promise<void> | void;

export interface Connection {
  readonly socket: Socket;
  /** Aborted once the connection is closed, by whichever side. */
  readonly gone: AbortSignal;
  /** Sends, and waits until the client has taken it. @throws Gone when the connection is closed. */
  write(bytes: string | Uint8Array): Promise<void>;
}

/** The client closed the connection: the script ends here. */
export class Gone extends Error {}

/** Breaks off with a reset. */
export const cut: Step = ({ socket }) => {
  socket.resetAndDestroy();
};

/** Ends the connection in good order, whatever was promised. */
export const hangUp: Step = ({ socket }) => {
  socket.end();
};

export function pause(ms: number): Step {
  return async ({ gone }) => {
    await sleep(ms, undefined, { signal: gone });
  };
}

/** Sends `text` byte by byte. */
export function drip(text: string, everyMs: number): Step {
  return async (connection) => {
    for (const byte of Buffer.from(text)) {
      await connection.write(Uint8Array.of(byte));
      await pause(everyMs)(connection);
    }
  };
}

/** Sends `chunk` again and again, `times` times or until the client closes the connection. */
export function repeat(chunk: string | Uint8Array, times: number = Number.POSITIVE_INFINITY): Step {
  return async ({ write }) => {
    for (let sent = 0; sent < times; sent += 1) await write(chunk);
  };
}

/** Status line and headers, as they are given. */
export function head(status: number, headers: Readonly<Record<string, string | number>> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Reason\r\n${lines.join('')}\r\n`;
}

/** A whole and proper answer. */
export function answer(status: number, body: string | Uint8Array, type = 'application/json'): Script {
  return [head(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }), body];
}

/** `body` as chunks of the chunked transfer coding, without the last one that would end it. */
export function chunk(...bodies: readonly string[]): string {
  return bodies.map((body) => `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`).join('');
}
