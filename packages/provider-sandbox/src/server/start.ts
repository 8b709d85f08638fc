import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Provider, ProviderName, SandboxClock } from '../core/contract.js';
import { createJournal, type Journal } from '../journal/journal.js';
import { journaled } from '../journal/journaled.js';
import { type MannerOptions, withManners } from '../manners/with-manners.js';
import { isEventsRequest, streamCalls } from '../page/events.js';
import { deliver } from './deliver.js';
import { foreignRequests } from './foreign-request.js';
import { isLoopback, listen } from './listen.js';
import { createRoute } from './route.js';
import { BodyTooLong, sandboxRequest } from './sandbox-request.js';

export interface ServerOptions extends MannerOptions {
  readonly providers: readonly Provider[];
  /** That of the providers: control calls advance it. */
  readonly clock: SandboxClock;
  /** Default: 127.0.0.1, which only this machine can reach. */
  readonly host?: string | undefined;
  /** Default: 8787. 0: any that is free. */
  readonly port?: number | undefined;
  /** Names that calls may come by besides its address and `localhost`, without port; any other `Host` is a 421. */
  readonly allowHosts?: readonly string[] | undefined;
}

/** The providers, listening. */
export interface SandboxServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Where it listens and who can reach it, for people. */
  readonly announcement: string;
  /** The last 1,000 calls, without secrets. */
  readonly journal: Journal;
  /** The base URL of one provider, in the place of the vendor's. */
  baseUrl(name: ProviderName): string;
  /** Stops listening and cuts what is open; resolves when the port is free again. */
  close(): Promise<void>;
}

/**
 * Starts all providers on one port: `/<provider>/…` is for the provider, `/_sandbox/…` for control calls, `/` for a page
 * to watch them.
 *
 * @throws SandboxStartError when the port is taken or cannot be listened on; MannerError when `manners` is not
 *   understood.
 */
export async function startSandbox(options: ServerOptions): Promise<SandboxServer> {
  const { providers, clock, host = '127.0.0.1', port: wanted = 8787 } = options;
  const isForeign = foreignRequests({ host, allowHosts: options.allowHosts });
  const journal = createJournal();
  const mannerly = new Map(
    providers.map((provider) => [provider.name, journaled(withManners(provider, options), journal, clock)]),
  );
  const route = createRoute({ providers: mannerly, clock, journal });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isForeign(request, response)) return;
    if (isEventsRequest(request)) streamCalls(request, response, journal);
    else await deliver(await route(await sandboxRequest(request)), response);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => fail(error, response));
  });
  const port = await listen(server, host, wanted);
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    ...{ url, port, journal },
    announcement: announcement(url, host),
    baseUrl: (name) => `${url}/${name}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function announcement(url: string, host: string): string {
  const reach = isLoopback(host)
    ? 'Only programs on this machine can reach it.'
    : `Every machine that reaches ${host} can use and control it.`;
  return `The sandbox listens on ${url}. ${reach}`;
}

function fail(error: unknown, response: ServerResponse): void {
  // The client has gone, or has part of an answer that cannot be mended.
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  const isTooLong = error instanceof BodyTooLong;
  const message = error instanceof Error ? error.message : 'unknown';
  const body = isTooLong ? message : `The sandbox itself has failed: ${message}`;
  // What is left of a request is not read: the connection cannot be used again.
  response.writeHead(isTooLong ? 413 : 500, {
    'content-type': 'text/plain; charset=utf-8',
    connection: 'close',
  });
  response.end(`${body}\n`);
}
