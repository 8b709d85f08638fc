import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CallOptions, type Download, download, outcomeUnknown, send } from '../../src/index.js';
import { stopClock, until } from '../clock.js';
import { answering, hanging, operation, rejection } from '../support.js';
import { noTimerLeft, sendPieces, serverPerTest } from './server.js';

const server = serverPerTest();
// Before the timers are watched, as those of the stopped clock are what is watched.
beforeEach(stopClock);
afterEach(() => void jest.useRealTimers());
const timers = noTimerLeft();
const passed = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

async function started(options: CallOptions = {}, parts: object = {}): Promise<Download> {
  return download(await send({ basePath: server().url }, operation(parts), {} as never, options));
}

/** Sends the head and 1000 of 2000 bytes, then does what it is told to, else nothing. */
function half(then?: (response: ServerResponse) => void): void {
  server().answer(async (_request, response) => {
    response.writeHead(200, { 'content-length': 2_000 });
    response.write(Buffer.alloc(1_000));
    await sleep(20);
    then?.(response);
  });
}

async function drained({ stream }: Download): Promise<number> {
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.byteLength;
  return bytes;
}

describe('an abort by the caller', () => {
  test('ends the stream, and the connection', async () => {
    half();
    const controller = new AbortController();
    const file = await started({ signal: controller.signal });
    const ended = rejection(drained(file));
    await passed(50);
    controller.abort(new Error('user left'));
    expect(await ended).toMatchObject({
      name: 'FetchError',
      code: 'aborted',
      operationId: 'getThing',
      cause: { message: 'user left' },
    });
    await server().letGo();
    expect(getEventListeners(controller.signal, 'abort').length).toBeLessThanOrEqual(1);
  });

  test.each([
    ['before the first byte is asked for', 0],
    ['between two', 1],
  ])('%s ends the connection at once, and the stream when it is read on', async (_title, reads) => {
    server().answer((_request, response) => sendPieces(response, Buffer.alloc(64 * 1024), 800));
    const controller = new AbortController();
    const reader = (await started({ signal: controller.signal })).stream.getReader();
    for (let read = 0; read < reads; read += 1) await reader.read();
    controller.abort();
    await server().letGo();
    expect(await rejection(reader.read())).toMatchObject({ name: 'FetchError', code: 'aborted' });
  });

  test('ends a body that does not come from fetch, and so does not know the signal', async () => {
    const { response, cancel } = hanging('begun');
    const controller = new AbortController();
    const { signal } = controller;
    const file = download(await send(answering(response), operation(), {} as never, { signal }));
    const ended = rejection(drained(file));
    await passed(20);
    controller.abort();
    expect(await ended).toMatchObject({ code: 'aborted' });
    expect(cancel).toHaveBeenCalledTimes(1);
  });
});

describe('a connection that breaks off in the middle', () => {
  test.each([
    ['by a reset', (response: ServerResponse) => response.socket?.resetAndDestroy()],
    ['in good order, before the length that was said', (response: ServerResponse) => response.socket?.end()],
  ])('%s is a FetchError', async (_title, then) => {
    half(then);
    const file = await started();
    const error = await rejection(drained(file));
    expect(error).toMatchObject({ name: 'FetchError', code: 'network' });
  });

  test('of a chunked body, before the last chunk, is one too', async () => {
    server().answer((_request, response) => {
      response.write(Buffer.alloc(1_000));
      void sleep(20).then(() => response.socket?.end());
    });
    expect(await rejection(drained(await started()))).toMatchObject({ code: 'network' });
  });

  test('leaves the outcome of a change unknown', async () => {
    half((response) => response.socket?.resetAndDestroy());
    const file = await started({}, { method: 'POST', onOutcomeUnknown: outcomeUnknown });
    expect(await rejection(drained(file))).toMatchObject({
      name: 'OutcomeUnknownError',
      cause: { name: 'FetchError', code: 'network' },
    });
  });
});

describe('a server that falls silent', () => {
  test('is given up after timeoutMs', async () => {
    half();
    const file = await started({ timeoutMs: 150 });
    const { stream } = file;
    const reader = stream.getReader();
    await reader.read();
    const ended = rejection(reader.read());
    await passed(149);
    expect(timers()).toBe(1);
    await passed(1);
    expect(await ended).toMatchObject({ name: 'FetchError', code: 'timeout' });
    await server().letGo();
  });

  test('has timeoutMs again after every piece', async () => {
    let answer: ServerResponse | undefined;
    server().answer((_request, response) => {
      answer = response;
      response.flushHeaders();
    });
    const reader = (await started({ timeoutMs: 300 })).stream.getReader();
    for (let piece = 0; piece < 6; piece += 1) {
      const read = reader.read();
      await passed(299);
      answer?.write('x'.repeat(100));
      expect((await read).value).toHaveLength(100);
    }
    answer?.end();
    expect((await reader.read()).done).toBe(true);
  });

  test('is given up when deadlineMs is over, however often it says something', async () => {
    let answer: ServerResponse | undefined;
    server().answer((_request, response) => {
      answer = response;
      response.flushHeaders();
    });
    const reader = (await started({ deadlineMs: 250 })).stream.getReader();
    for (let piece = 0; piece < 12; piece += 1) {
      const read = reader.read();
      await passed(20);
      answer?.write('x');
      expect((await read).value).toHaveLength(1);
    }
    const ended = rejection(reader.read());
    await passed(9);
    expect(timers()).toBe(1);
    await passed(1);
    expect(await ended).toMatchObject({ name: 'FetchError', code: 'timeout' });
    await server().letGo();
  });
});

describe('a reader that takes its time', () => {
  test('is not held against the server', async () => {
    server().answer((_request, response) => sendPieces(response, Buffer.alloc(64 * 1024), 100));
    const reader = (await started({ timeoutMs: 100 })).stream.getReader();
    await reader.read();
    expect(timers()).toBe(0);
    await passed(200);
    expect((await reader.read()).done).toBe(false);
    await reader.cancel();
  });

  test('does not get beyond deadlineMs by what is there already', async () => {
    const pieces = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(10)) });
    const cancel = jest.spyOn(pieces, 'cancel');
    const answer = await send(answering(new Response(pieces)), operation(), {} as never, { deadlineMs: 50 });
    await passed(80);
    const reader = download(answer).stream.getReader();
    expect(await rejection(reader.read())).toMatchObject({ name: 'FetchError', code: 'timeout' });
    expect(cancel).toHaveBeenCalledTimes(1);
  });
});

describe('cancelling the stream', () => {
  test.each([
    ['before it is read', 0],
    ['while it is read', 1],
  ])('%s closes the connection, and leaves nothing behind', async (_title, reads) => {
    let isOver = false;
    server().answer((_request, response) => {
      response.on('close', () => (isOver = true));
      sendPieces(response, Buffer.alloc(64 * 1024), 800);
    });
    const reader = (await started()).stream.getReader();
    for (let read = 0; read < reads; read += 1) await reader.read();
    await reader.cancel();
    await until(() => isOver);
    await server().letGo();
    expect(timers()).toBe(0);
  });

  test('ends a read that waits', async () => {
    half();
    const reader = (await started()).stream.getReader();
    await reader.read();
    const waiting = reader.read();
    await reader.cancel();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await server().letGo();
    expect(timers()).toBe(0);
  });

  test('does not wait for a clone that a hook has made', async () => {
    const response = new Response(new ReadableStream());
    response.clone();
    const answer = await send(answering(response), operation(), {} as never);
    await download(answer).stream.cancel();
  });

  test('by leaving a loop closes the connection', async () => {
    server().answer((_request, response) => sendPieces(response, Buffer.alloc(64 * 1024), 800));
    for await (const _chunk of (await started()).stream) break;
    await server().letGo();
  });
});
