import { type IncomingMessage, request } from 'node:http';
import type { SandboxServer } from '../../../src/entrances/http/start.js';
import { tinyProvider } from '../../faults/tiny-provider.js';
import { waited } from '../../timers.js';
import { closeAll, started } from './support.js';

afterEach(closeAll);

const whole = JSON.stringify({ things: 0, note: 'été' });

/** What came over the socket, seen below fetch. */
interface Received {
  readonly head: IncomingMessage | undefined;
  readonly pieces: Buffer[];
  /** Whether the end that HTTP asks for came. */
  readonly isComplete: boolean;
  readonly errorCode: string | undefined;
}

function receive(server: SandboxServer, fault: string): Promise<Received> {
  let resolve: (received: Received) => void = () => undefined;
  const promise = new Promise<Received>((settle) => {
    resolve = settle;
  });
  const pieces: Buffer[] = [];
  const call = request(`${server.basePath('finicity')}/things`, { headers: { 'x-sandbox-fault': fault } });
  call.on('error', (error: NodeJS.ErrnoException) =>
    resolve({ head: undefined, pieces, isComplete: false, errorCode: error.code }),
  );
  call.on('response', (head) => {
    let errorCode: string | undefined;
    head.on('data', (piece: Buffer) => pieces.push(piece));
    head.on('error', (error: NodeJS.ErrnoException) => {
      errorCode = error.code;
    });
    head.on('close', () => resolve({ head, pieces, isComplete: head.complete, errorCode }));
  });
  call.end();
  return promise;
}

describe('on a real socket', () => {
  test('cut-before sends not a byte, although the request is carried out', async () => {
    const finicity = tinyProvider('finicity');
    const server = await started({ providers: [finicity] });
    expect(await receive(server, 'cut-before')).toMatchObject({ head: undefined, errorCode: 'ECONNRESET' });
    expect(finicity.seen).toHaveLength(1);
  });

  test('cut-during sends half of the announced bytes and ends the connection', async () => {
    const { head, pieces, isComplete, errorCode } = await receive(await started(), 'cut-during');
    const announced = Number(head?.headers['content-length']);
    expect(announced).toBe(Buffer.byteLength(whole));
    expect(Buffer.concat(pieces)).toEqual(Buffer.from(whole).subarray(0, Math.floor(announced / 2)));
    expect([isComplete, errorCode]).toEqual([false, 'ECONNRESET']);
  });

  test('cut-after sends every byte, but not the mark of the end', async () => {
    const { head, pieces, isComplete, errorCode } = await receive(await started(), 'cut-after');
    expect(head?.headers).toMatchObject({ 'transfer-encoding': 'chunked' });
    expect(Buffer.concat(pieces).toString()).toBe(whole);
    expect([isComplete, errorCode]).toEqual([false, 'ECONNRESET']);
  });

  test('slow-body sends the whole body, in pieces with time between them', async () => {
    const server = await started();
    const { value, waitedMs } = await waited(() => receive(server, 'slow-body;ms=15'));
    const { pieces, isComplete } = value;
    expect(waitedMs).toBe(10 * 15);
    expect(pieces.length).toBeGreaterThan(3);
    expect(Buffer.concat(pieces).toString()).toBe(whole);
    expect(isComplete).toBe(true);
  });

  test('delay holds back the first byte', async () => {
    const server = await started();
    const { value, waitedMs } = await waited(() => receive(server, 'delay;ms=60'));
    expect(waitedMs).toBe(60);
    expect(value.isComplete).toBe(true);
  });

  test('delay holds back a cut, too', async () => {
    const server = await started();
    const { value, waitedMs } = await waited(() => receive(server, 'delay;ms=60, cut-before'));
    expect(waitedMs).toBe(60);
    expect(value.errorCode).toBe('ECONNRESET');
  });

  test('truncated-json announces the length that it sends, so only the JSON shows it', async () => {
    const { pieces, isComplete } = await receive(await started(), 'truncated-json');
    expect(isComplete).toBe(true);
    expect(() => JSON.parse(Buffer.concat(pieces).toString())).toThrow(SyntaxError);
  });

  test('a cut does not keep the next call from being served', async () => {
    const server = await started();
    for (const fault of ['cut-before', 'cut-during', 'cut-after']) {
      await receive(server, fault);
      expect((await receive(server, '')).isComplete).toBe(true);
    }
  });
});
