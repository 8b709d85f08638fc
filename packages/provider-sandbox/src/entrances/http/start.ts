import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isEventsRequest, streamCalls } from '../../control/events.js';
import { controlVocabulary, recordedRoute } from '../../control/recorded-route.js';
import { platformClock } from '../../core/clock.js';
import type { Provider, ProviderName, SandboxClock } from '../../core/provider.js';
import { servedPath } from '../../core/request.js';
import { type FaultOptions, withFaults } from '../../faults/with-faults.js';
import { withJournal } from '../../journal/call.js';
import { createJournal, type Journal } from '../../journal/journal.js';
import { openRecorder, type Recorder, type Recording } from '../../journal/recorder.js';
import { answerFailure, deliver } from './deliver.js';
import { foreignRequests } from './foreign-request.js';
import { fromNode } from './from-node.js';
import { announcement, closingOf, listen, urlOf } from './listen.js';
import { createRoute } from './route.js';

export interface ServerOptions extends FaultOptions {
  readonly providers: readonly Provider[];
  /**
   * That of the providers: control calls put it forward. Default: the platform's; the control call `clock` is then
   * refused, as the time of the providers is not known here. `sandboxProviders()` has both.
   */
  readonly clock?: SandboxClock | undefined;
  /** Default: 127.0.0.1, which only this machine can reach. */
  readonly host?: string | undefined;
  /** Default: 8787. 0: any that is free. */
  readonly port?: number | undefined;
  /** Names that calls may come by besides its address and `localhost`, without port; any other `Host` is a 421. */
  readonly allowHosts?: readonly string[] | undefined;
  /** A file: `close()` writes all calls to it as HAR 1.2, without secrets. Default: nothing is recorded. */
  readonly record?: string | undefined;
}

/** The providers, listening. */
export interface SandboxServer {
  /** For programs on this machine; without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Where it listens and who can reach it, for people: a line without its end. */
  readonly announcement: string;
  /** The last 1,000 calls, without secrets. */
  readonly journal: Journal;
  /** `undefined` without `record`. */
  readonly recording: Recording | undefined;
  /**
   * The base URL of one provider, in the place of the vendor's: what its client and its helper take as `basePath`, and so
   * with `/admin` at the end for Mail-in-a-Box.
   */
  basePath(name: ProviderName): string;
  /**
   * Stops listening and cuts what is open; resolves when the port is free again and the recording is written. Once,
   * however often it is called.
   *
   * @throws RecordError when it cannot be written.
   */
  close(): Promise<void>;
}

/**
 * Starts all providers on one port: `/<provider>/…` is for the provider, `/_sandbox/…` for control calls, `/` for a page
 * to watch them.
 *
 * @throws SandboxStartError when the port is taken or cannot be listened on; RecordError when `record` cannot be
 *   written; FaultError when `faults` is not understood.
 */
export async function startSandbox(options: ServerOptions): Promise<SandboxServer> {
  const { record } = options;
  let url = '';
  const recorder = record === undefined ? undefined : await openRecorder(record, () => url);
  try {
    const server = await start(options, recorder);
    // No call has come yet: the event loop gets to them later.
    url = server.url;
    return server;
  } catch (error) {
    await recorder?.discard();
    throw error;
  }
}

async function start(options: ServerOptions, recorder: Recorder | undefined): Promise<SandboxServer> {
  const { providers, host = '127.0.0.1', port: wanted = 8787 } = options;
  const clock = options.clock ?? platformClock();
  const isForeign = foreignRequests({ host, allowHosts: options.allowHosts });
  const journal = createJournal({ recorder });
  const faulty = new Map(
    providers.map((provider) => [provider.name, withJournal(withFaults(provider, options), journal, clock)]),
  );
  const isClockShared = options.clock !== undefined;
  const plainRoute = createRoute({ providers: faulty, clock, isClockShared, journal });
  const recorded =
    recorder === undefined
      ? undefined
      : recordedRoute(plainRoute, recorder, clock, controlVocabulary(faulty));
  const route = recorded?.route ?? plainRoute;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isForeign(request, response)) return;
    if (isEventsRequest(request)) streamCalls(request, response, journal);
    else await deliver(await route(await fromNode(request)), response);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => answerFailure(error, response));
  });
  const stopListening = closingOf(server);
  const listening = await listen(server, host, wanted);
  const url = urlOf(host, listening);
  let closing: Promise<void> | undefined;

  async function end(): Promise<void> {
    await stopListening();
    await recorded?.settled();
    await recorder?.close();
  }

  return {
    ...{ url, port: listening.port, journal, recording: recorder },
    announcement: announcement(url, listening),
    basePath: (name) => `${url}${servedPath(name, faulty.get(name))}`,
    close() {
      closing ??= end();
      return closing;
    },
  };
}
