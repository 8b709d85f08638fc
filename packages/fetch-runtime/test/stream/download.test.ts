import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import {
  type ApiResponse,
  blob,
  type CallOptions,
  download,
  none,
  type Progress,
  send,
} from '../../src/index.js';
import { still, until } from '../clock.js';
import { answering, operation, rejection } from '../support.js';
import { sendPieces, serverPerTest } from './server.js';

const server = serverPerTest();
const MIB = 1024 * 1024;

function asked(options?: CallOptions): Promise<ApiResponse<unknown>> {
  return send({ basePath: server().url }, operation({ responses: { 200: blob } }), {} as never, options);
}

test('a file of 50 MiB passes through with little of it in memory', async () => {
  const piece = Buffer.alloc(64 * 1024, 7);
  server().answer((_request, response) => {
    response.setHeader('content-length', 50 * MIB);
    sendPieces(response, piece, 800);
  });
  const before = liveBytes();
  let received = 0;
  let most = 0;
  const file = download(await asked());
  for await (const chunk of file.stream) {
    const seen = Math.trunc(received / (5 * MIB));
    received += chunk.byteLength;
    if (Math.trunc(received / (5 * MIB)) > seen) most = Math.max(most, liveBytes());
  }
  expect(received).toBe(50 * MIB);
  expect(most - before).toBeLessThan(20 * MIB);
});

test('a reader that takes its time holds up the server', async () => {
  let sentBytes: () => number = () => 0;
  server().answer((_request, response) => {
    sendPieces(response, Buffer.alloc(64 * 1024), 3_200);
    const { socket } = response;
    sentBytes = () => socket?.bytesWritten ?? 0;
  });
  const reader = download(await asked()).stream.getReader();
  await reader.read();
  await still(sentBytes);
  expect(sentBytes()).toBeLessThan(100 * MIB);
  await reader.cancel();
});

describe('progress', () => {
  const body = Buffer.alloc(300_000, 'x');

  async function progressOf(headers: Record<string, string | number>, sent: Buffer): Promise<Progress[]> {
    server().answer((_request, response) => {
      response.writeHead(200, headers);
      response.end(sent);
    });
    const steps: Progress[] = [];
    const file = download(await asked(), { onProgress: (step) => steps.push(step) });
    expect((await new Response(file.stream).blob()).size).toBe(body.length);
    expect(steps.at(-1)?.loadedBytes).toBe(body.length);
    return steps;
  }

  test('adds up to the length that the server said', async () => {
    const steps = await progressOf({ 'content-length': body.length }, body);
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.every(({ totalBytes }) => totalBytes === body.length)).toBe(true);
    const loaded = steps.map(({ loadedBytes }) => loadedBytes);
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
  });

  test.each([
    ['where the server does not say a length', { 'transfer-encoding': 'chunked' }, body],
    ['where the length is that of the packed bytes', { 'content-encoding': 'gzip' }, gzipSync(body)],
  ])('has no total %s', async (_title, headers, sent) => {
    const known = 'content-encoding' in headers ? { 'content-length': sent.length } : {};
    const steps = await progressOf({ ...headers, ...known }, sent);
    expect(steps.every(({ totalBytes }) => totalBytes === undefined)).toBe(true);
  });

  test('has no total once more has come than was said, as behind a header that a browser hides', async () => {
    const answer = await send(
      answering(new Response('12345', { headers: { 'content-length': '3' } })),
      operation(),
      {} as never,
    );
    const steps: Progress[] = [];
    const file = download(answer, { onProgress: (step) => steps.push(step) });
    expect(await new Response(file.stream).text()).toBe('12345');
    expect(steps).toEqual([{ loadedBytes: 5, totalBytes: undefined }]);
  });

  test('that throws does not break the transfer', async () => {
    const answer = await send(answering(new Response('12345')), operation(), {} as never);
    const onProgress = (): void => {
      throw new Error('no screen');
    };
    expect(await new Response(download(answer, { onProgress }).stream).text()).toBe('12345');
  });
});

describe('what the head says', () => {
  async function headOf(headers: Record<string, string>): Promise<object> {
    const answer = await send(answering(new Response(null, { headers })), operation(), {} as never);
    const { fileName, contentType, sizeBytes } = download(answer);
    return { fileName, contentType, sizeBytes };
  }

  test('is there before the first byte is read', async () => {
    expect(
      await headOf({
        'content-disposition': 'attachment; filename="statement.pdf"',
        'content-type': 'application/pdf; version=1.7',
        'content-length': '12',
        'content-encoding': 'identity',
      }),
    ).toEqual({ fileName: 'statement.pdf', contentType: 'application/pdf; version=1.7', sizeBytes: 12 });
  });

  test.each([
    [{}],
    [{ 'content-length': '5, 5' }],
    [{ 'content-length': '-1' }],
    [{ 'content-length': '12', 'content-encoding': 'br' }],
  ])('is undefined where it does not: %j', async (headers) => {
    expect(await headOf(headers)).toEqual({});
  });
});

describe('a body', () => {
  test.each([204, 200])('that is not there is an empty stream: status %d', async (status) => {
    const answer = await send(answering(new Response(null, { status })), operation(), {} as never);
    expect(await new Response(download(answer).stream).text()).toBe('');
  });

  test('can be downloaded where the description says that there is none', async () => {
    const answer = await send(
      answering(new Response('x')),
      operation({ responses: { 200: none } }),
      {} as never,
    );
    expect(await new Response(download(answer).stream).text()).toBe('x');
  });

  test.each<[string, (answer: ApiResponse<unknown>) => unknown]>([
    ['by its description', (answer) => answer.value()],
    ['by the caller', (answer) => answer.raw.text()],
    ['as a download', (answer) => new Response(download(answer).stream).text()],
  ])('that was read %s is not there for another download', async (_title, read) => {
    const answer = await send(answering(new Response('x')), operation(), {} as never);
    await read(answer);
    const reader = download(answer).stream.getReader();
    expect(await rejection(reader.read())).toMatchObject({
      name: 'ResponseFormatError',
      reason: 'body_already_read',
    });
  });

  test('that somebody else is reading is not there for a download', async () => {
    const answer = await send(answering(new Response('x')), operation(), {} as never);
    answer.raw.body?.getReader();
    const reader = download(answer).stream.getReader();
    expect(await rejection(reader.read())).toMatchObject({ reason: 'body_already_read' });
  });

  test('that is empty can be cancelled', async () => {
    const answer = await send(answering(new Response(null)), operation(), {} as never);
    await download(answer).stream.cancel();
  });

  test('is not touched before the first piece is asked for', async () => {
    const answer = await send(answering(new Response('x')), operation(), {} as never);
    const { stream } = download(answer);
    await sleep(0);
    expect(answer.raw.body?.locked).toBe(false);
    await stream.cancel();
  });

  test('that is being downloaded is not there for value()', async () => {
    const described = operation({ responses: { 200: blob } });
    const answer = await send(answering(new Response('x')), described, {} as never);
    const reader = download(answer).stream.getReader();
    await reader.read();
    expect(await rejection(answer.value())).toMatchObject({ reason: 'body_already_read' });
  });
});

describe('to a file by pipeline', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'download-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('all of it arrives', async () => {
    server().answer((_request, response) => sendPieces(response, Buffer.alloc(10_000, 'x'), 30));
    await pipeline(download(await asked()).stream, createWriteStream(join(folder, 'x')));
    expect((await readFile(join(folder, 'x'))).equals(Buffer.alloc(300_000, 'x'))).toBe(true);
  });

  test('a file that cannot be written lets go of the connection', async () => {
    let isOver = false;
    server().answer((_request, response) => {
      response.on('close', () => (isOver = true));
      sendPieces(response, Buffer.alloc(64 * 1024), 3_200);
    });
    const written = pipeline(download(await asked()).stream, createWriteStream(join(folder, 'no/x')));
    expect(await rejection(written)).toMatchObject({ code: 'ENOENT' });
    await until(() => isOver);
    await server().letGo();
  });
});

/** Bytes in buffers that something still holds. */
function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().arrayBuffers;
}
