import { Socket } from 'node:net';

/** Jest setup file: a connection that would leave this machine is refused, before any name is looked up. */
const loopback = new Set(['localhost', '127.0.0.1', '::1']);
const connect = Socket.prototype.connect;

interface Target {
  readonly host?: string;
  readonly path?: string | null;
}

/** The host that a call of `socket.connect` names; `undefined` for a pipe. Node's own callers pass one array. */
function hostOf(args: readonly unknown[]): string | undefined {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    const target: Target = first;
    return typeof target.path === 'string' ? undefined : (target.host ?? 'localhost');
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return undefined;
  return typeof second === 'string' ? second : 'localhost';
}

Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args);
  if (host !== undefined && !loopback.has(host)) {
    throw new Error(
      `The network is closed in tests, and this one asked for ${host}: answer the request with msw`,
    );
  }
  return Reflect.apply(connect, this, args);
} as typeof connect;
