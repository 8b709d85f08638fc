import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CallOptions, type Download, download, outcomeUnknown, send } from '../../src/index.js';
import { answering, hanging, operation, rejection } from '../support.js';
import { noTimerLeft, sendPieces, serverPerTest, until } from './server.js';

const server = serverPerTest();
const timers = noTimerLeft();

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
    setTimeout(() => controller.abort(new Error('user left')), 50);
    expect(await rejection(drained(file))).toMatchObject({
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
    setTimeout(() => controller.abort(), 20);
    expect(await rejection(drained(file))).toMatchObject({ code: 'aborted' });
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
      setTimeout(() => response.socket?.end(), 20);
    });
    expect(await rejection(drained(await started()))).toMatchObject({ code: 'network' });
  });

  test('leaves the outcome of a change unknown', async () => {
    half((response) => response.socket?.resetAndDestroy());
    const file = await started({}, { method: 'POST', lost: outcomeUnknown });
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
    expect(await rejection(drained(file))).toMatchObject({ name: 'FetchError', code: 'timeout' });
    await server().letGo();
  });

  test('has timeoutMs again after every piece', async () => {
    server().answer((_request, response) => {
      let left = 6;
      const timer = setInterval(() => {
        response.write('x'.repeat(100));
        left -= 1;
        if (left === 0) {
          clearInterval(timer);
          response.end();
        }
      }, 80);
      response.flushHeaders();
    });
    expect(await drained(await started({ timeoutMs: 300 }))).toBe(600);
  });

  test('is given up when deadlineMs is over, however often it says something', async () => {
    server().answer((_request, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
      response.flushHeaders();
    });
    const file = await started({ deadlineMs: 250 });
    expect(await rejection(drained(file))).toMatchObject({ name: 'FetchError', code: 'timeout' });
    await server().letGo();
  });
});

describe('a reader that takes its time', () => {
  test('is not held against the server', async () => {
    server().answer((_request, response) => sendPieces(response, Buffer.alloc(64 * 1024), 100));
    const reader = (await started({ timeoutMs: 100 })).stream.getReader();
    await reader.read();
    expect(timers()).toBe(0);
    await sleep(200);
    expect((await reader.read()).done).toBe(false);
    await reader.cancel();
  });

  test('does not get beyond deadlineMs by what is there already', async () => {
    const pieces = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(10)) });
    const cancel = jest.spyOn(pieces, 'cancel');
    const answer = await send(answering(new Response(pieces)), operation(), {} as never, { deadlineMs: 50 });
    await sleep(80);
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
