import dns from 'node:dns';
import { call, type PlainConfiguration } from '../../src/index.js';
import { until } from '../clock.js';
import { type AnyOperation, getThing } from './operations.js';
import { type BadServer, startServer, type Transport } from './server.js';

/**
 * A server for each test of the file. Once the test is over and the server gone, nothing may be left of it: no timer
 * and no socket that would keep a process alive.
 */
export function serverPerTest(): () => BadServer {
  return serversPerTest('tcp')[0];
}

/** Several of them, each for what it speaks. */
export function serversPerTest<const T extends readonly Transport[]>(
  ...transports: T
): { readonly [K in keyof T]: () => BadServer } {
  let before: readonly string[] = [];
  let servers: readonly BadServer[] = [];
  beforeEach(async () => {
    before = timersAndSockets();
    servers = await Promise.all(transports.map(startServer));
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    expect(await leftSince(before, timersAndSockets)).toEqual([]);
  });
  return transports.map((_transport, at) => () => servers[at]!) as never;
}

/** How a call ended, as plain data to compare: its value, or the error by class, code and what else it tells. */
export type Outcome =
  | { readonly value: unknown }
  | {
      readonly error: string;
      readonly code: string;
      readonly status?: number;
      readonly reason?: string;
      /** Of a ResponseError, where there is one. */
      readonly body?: unknown;
      /** Of an OutcomeUnknownError. */
      readonly cause?: Outcome;
    };

export async function outcomeOf(promise: Promise<unknown>): Promise<Outcome> {
  return promise.then((value) => ({ value }), described);
}

interface Described {
  readonly name: string;
  readonly code: string;
  readonly status?: number;
  readonly reason?: string;
  readonly body?: unknown;
  readonly cause?: unknown;
}

function described(thrown: unknown): Outcome {
  const { name, code, status, reason, body, cause } = thrown as Described;
  return {
    error: name,
    code,
    ...(status === undefined ? {} : { status }),
    ...(reason === undefined ? {} : { reason }),
    ...(body === undefined ? {} : { body }),
    ...(name === 'OutcomeUnknownError' ? { cause: described(cause) } : {}),
  };
}

/** What a test asks for, unless it says otherwise: a thing, within a minute, which only a hang takes. */
export interface Asked extends PlainConfiguration {
  readonly operation?: AnyOperation;
  readonly request?: object;
  readonly options?: RequestInit | undefined;
}

export function ask(server: Pick<BadServer, 'url'>, asked: Asked = {}): Promise<unknown> {
  const { operation = getThing, request = {}, options, ...parameters } = asked;
  const place = { basePath: server.url, allowInsecureLoopback: true };
  const configuration = { ...place, timeoutMs: 60_000, ...parameters };
  return call(configuration, operation, request as never, options);
}

/**
 * Lets no name be resolved while `run` runs. The resolver is the one part that is not real: the real one would ask a
 * server outside this machine. Its error is as Node makes it, and goes through the real connect and fetch.
 */
export async function withoutDns<T>(code: 'ENOTFOUND' | 'EAI_AGAIN', run: () => Promise<T>): Promise<T> {
  const fails = (hostname: string, _options: dns.LookupOptions, callback: (error: Error) => void): void => {
    const error = new Error(`getaddrinfo ${code} ${hostname}`);
    const errno = code === 'ENOTFOUND' ? -3008 : -3001;
    process.nextTick(callback, Object.assign(error, { code, errno, syscall: 'getaddrinfo', hostname }));
  };
  const lookup = jest.spyOn(dns, 'lookup').mockImplementation(fails as typeof dns.lookup);
  try {
    return await run();
  } finally {
    expect(lookup).toHaveBeenCalled();
    lookup.mockRestore();
  }
}

/** What keeps a process alive. */
export function timers(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'Immediate');
}

function timersAndSockets(): readonly string[] {
  const sockets = process.getActiveResourcesInfo().filter((name) => /^(TCP|TLS)/.test(name));
  return [...timers(), ...sockets];
}

/** What `list` has now and had not then; waits until that is nothing, as sockets take a moment to close. */
export async function leftSince(
  before: readonly string[],
  list: () => readonly string[],
): Promise<readonly string[]> {
  let left: string[] = [];
  const isNothingLeft = (): boolean => {
    left = [...list()];
    for (const name of before) if (left.includes(name)) left.splice(left.indexOf(name), 1);
    return left.length === 0;
  };
  // Says what is left, where it stays.
  await until(isNothingLeft).catch(() => undefined);
  return left;
}
