import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestTarget } from '../core/request.js';
import type { CallSummary, Journal } from '../journal/journal.js';
import { ownHeaders } from './messages.js';

/** A page that does not read is cut off; it comes back by itself and gets what it has missed. */
const unreadAtMostBytes = 1024 * 1024;

/** How long a page waits before it comes back. Browsers have several seconds of their own. */
const retryMs = 500;

/** Whether a request is for the stream of calls, `GET /_sandbox/events`, or for what would be its head. */
export function isEventsRequest({ method, url }: IncomingMessage): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return /^\/_sandbox\/events(\?|$)/.test(requestTarget(url).target);
}

/**
 * Streams the calls as server-sent events (HTML standard, section 9.2): `run` with the run of the journal, then one
 * `call` for each call, the kept ones first. Who comes back with `Last-Event-ID` gets those after it.
 */
export function streamCalls(request: IncomingMessage, response: ServerResponse, journal: Journal): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', ...ownHeaders });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  response.write(`retry: ${retryMs}\nevent: run\ndata: ${journal.run}\n\n`);

  function send(call: CallSummary): void {
    if (response.writableLength > unreadAtMostBytes) {
      response.destroy();
      return;
    }
    response.write(`id: ${journal.run}/${call.id}\nevent: call\ndata: ${JSON.stringify(call)}\n\n`);
  }

  const last = lastSeen(request, journal);
  for (const call of journal.calls()) if (call.id > last) send(call);
  const stop = journal.subscribe(send);
  response.once('close', stop);
}

/** 0 when it has seen none of this run. */
function lastSeen({ headers }: IncomingMessage, { run }: Journal): number {
  const [seenRun, id] = `${headers['last-event-id'] ?? ''}`.split('/');
  return seenRun === run ? Number(id) || 0 : 0;
}
