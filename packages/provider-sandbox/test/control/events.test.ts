import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { isEventsRequest, streamCalls } from '../../src/control/events.js';
import type { CallSummary, Journal } from '../../src/journal/journal.js';
import { until } from '../timers.js';

/** A journal without calls, whose listeners can be counted. */
function quietJournal(): { journal: Journal; listeners: Set<(call: CallSummary) => void> } {
  const listeners = new Set<(call: CallSummary) => void>();
  const journal: Journal = {
    ...{ run: 'run-1', calls: () => [], entry: async () => undefined, entries: async () => [] },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { journal, listeners };
}

/** A call that takes 64 KiB to tell of. */
const longCall = { id: 1, path: `/${'x'.repeat(64 * 1024)}` } as CallSummary;

describe('a stream of calls', () => {
  let server: Server;
  let reader: Socket;
  const { journal, listeners } = quietJournal();

  beforeEach(async () => {
    server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      if (isEventsRequest(request)) streamCalls(request, response, journal);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    reader = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
    reader.write('GET /_sandbox/events HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await until(() => listeners.size === 1);
    expect(listeners.size).toBe(1);
  });
  afterEach(async () => {
    reader.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    listeners.clear();
  });

  test('hears of no more calls when its reader has gone', async () => {
    reader.destroy();
    await until(() => listeners.size === 0);
    expect(listeners.size).toBe(0);
  });

  test('is cut where its reader leaves more than 1 MiB unread', async () => {
    reader.pause();
    // What the sockets of the system hold, some MiB, is out of our sight.
    for (let sent = 0; sent < 1_000 && listeners.size === 1; sent += 1) {
      for (const listener of listeners) listener(longCall);
      if (sent % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(listeners.size).toBe(0);
  });

  test('goes on where its reader reads, however much it is', async () => {
    let received = 0;
    reader.on('data', (piece) => {
      received += piece.length;
    });
    for (let sent = 0; sent < 100; sent += 1) {
      for (const listener of listeners) listener(longCall);
      const length = (sent + 1) * longCall.path.length;
      await until(() => received > length);
    }
    expect(listeners.size).toBe(1);
  });
});
