import { connect, type Socket } from 'node:net';
import type { SandboxServer } from '../../../src/entrances/http/start.js';
import { tinyProvider } from '../../faults/tiny-provider.js';
import { turns, until, type WatchedTimers, watchTimers } from '../../timers.js';
import { closeAll, started } from './support.js';

const waitMs = 20_017;

let timers: WatchedTimers;
beforeEach(() => {
  timers = watchTimers(waitMs);
});
afterEach(async () => {
  timers.stop();
  await closeAll();
});

/** A client that sends calls one behind the other and reads what comes. Below node:http, which has timers of its own. */
async function client({ port }: SandboxServer, fault: string, calls: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  const request = `GET /finicity/things HTTP/1.1\r\nhost: localhost\r\nx-sandbox-fault: ${fault}\r\n\r\n`;
  socket.resume().write(request.repeat(calls));
  return socket;
}

/** Starts a server, and calls that wait. */
async function waiting(fault: string, calls: number) {
  const server = await started();
  const socket = await client(server, fault, calls);
  await until(() => timers.left() === calls);
  expect(timers.left()).toBe(calls);
  return { server, socket };
}

describe('a client that has gone', () => {
  test.each([
    ['a delay', `delay;ms=${waitMs}`, 1],
    ['the pauses of a slow body', `slow-body;ms=${waitMs}`, 1],
    ['the delays of calls sent one behind the other', `delay;ms=${waitMs}`, 3],
  ])('ends %s, and leaves no timer', async (_what, fault, calls) => {
    const { socket } = await waiting(fault, calls);
    socket.destroy();
    await until(() => timers.left() === 0);
    expect(timers.left()).toBe(0);
  });

  test('is not waited for when the server closes', async () => {
    const { server } = await waiting(`delay;ms=${waitMs}`, 3);
    await server.close();
    expect(timers.left()).toBe(0);
  });

  test('is not waited for if it left before the provider responded', async () => {
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const tiny = tinyProvider('finicity');
    const slow = {
      ...tiny,
      async respond(request: Parameters<typeof tiny.respond>[0]) {
        const early = tiny.respond(request);
        await answered;
        return early;
      },
    };
    const server = await started({ providers: [slow] });
    const socket = await client(server, `delay;ms=${waitMs}`, 1);
    await until(() => tiny.seen.length === 1);
    socket.destroy();
    await turns();
    answer();
    await turns();
    expect([tiny.seen.length, timers.left()]).toEqual([1, 0]);
    // Of another client it would wait.
    const patient = await client(server, `delay;ms=${waitMs}`, 1);
    await until(() => timers.left() === 1);
    expect(timers.left()).toBe(1);
    patient.destroy();
  });
});
