import {
  blob,
  byMediaType,
  json,
  jsonInt64,
  type Operation,
  orNone,
  type Read,
  send,
  text,
} from '../../src/index.js';
import { answering, operation, rejection } from '../support.js';

const MIB = 1024 * 1024;

/** A body in pieces of 1 KiB that does not end. */
function endless(): { body: ReadableStream; pull: jest.Mock; cancel: jest.Mock } {
  const pull = jest.fn((controller: ReadableStreamDefaultController) =>
    controller.enqueue(new Uint8Array(1024).fill(0x20)),
  );
  const cancel = jest.fn();
  return { body: new ReadableStream({ pull, cancel }), pull, cancel };
}

async function read(
  response: Response,
  answer: Operation['responses'][string],
  maxResponseBytes?: number,
): Promise<unknown> {
  const described = operation({ responses: { 200: answer, default: answer } });
  const answered = await send(answering(response, { maxResponseBytes }), described, {} as never);
  return answered.value();
}

test.each<[string, Operation['responses'][string]]>([
  ['json', json],
  ['jsonInt64', jsonInt64],
  ['text', text],
  ['blob', blob],
  ['byMediaType', { read: byMediaType, contents: { '*/*': text } }],
  ['orNone', { read: orNone, as: json }],
])('%s gives up a body beyond maxResponseBytes, and lets go of it', async (_title, answer) => {
  const { body, pull, cancel } = endless();
  const error = await rejection(read(new Response(body), answer, 10_000));
  expect(error).toMatchObject({ name: 'ResponseFormatError', reason: 'too_large', status: 200 });
  expect(cancel).toHaveBeenCalledTimes(1);
  expect(pull.mock.calls.length).toBeLessThanOrEqual(12);
});

test.each([
  [9, 9, 'x'.repeat(9)],
  [8, 9, 'too_large'],
  [0, 1, 'too_large'],
  [0, 0, ''],
])('of a limit of %d bytes, a body of %d: %s', async (limit, length, expected) => {
  const value = await read(new Response('x'.repeat(length)), text, limit).catch(({ reason }) => reason);
  expect(value).toBe(expected);
});

test('bytes count, not characters', async () => {
  expect(await rejection(read(new Response('éé'), text, 3))).toMatchObject({ reason: 'too_large' });
  expect(await read(new Response('éé'), text, 4)).toBe('éé');
});

test('a limit of Infinity is none', async () => {
  expect(await read(new Response('x'.repeat(2 * MIB)), text, Number.POSITIVE_INFINITY)).toHaveLength(2 * MIB);
});

test('without one, 100 MiB are read and a byte more is not', async () => {
  const pieces = (extra: number): ReadableStream => {
    let left = 100;
    return new ReadableStream({
      pull: (controller) => {
        if (left-- > 0) return controller.enqueue(new Uint8Array(MIB));
        if (extra > 0) controller.enqueue(new Uint8Array(extra));
        return controller.close();
      },
    });
  };
  const length: Read = async (response, call) => (await blob(response, call)).size;
  expect(await read(new Response(pieces(0)), length)).toBe(100 * MIB);
  expect(await rejection(read(new Response(pieces(1)), length))).toMatchObject({ reason: 'too_large' });
});

test('an error body has a limit of 1 MiB, or that of the configuration where it is smaller', async () => {
  const failed = (length: number): Response => new Response('x'.repeat(length), { status: 500 });
  expect(await rejection(read(failed(MIB), text))).toMatchObject({ status: 500, body: 'x'.repeat(MIB) });
  expect(await rejection(read(failed(MIB + 1), text))).toMatchObject({ status: 500, body: undefined });
  expect(await rejection(read(failed(11), text, 10))).toMatchObject({ status: 500, body: undefined });
  expect(await rejection(read(failed(10), text, 10))).toMatchObject({ status: 500, body: 'x'.repeat(10) });
});

test('a body that is read as a stream has no limit', async () => {
  const { body } = endless();
  const { raw } = await send(
    answering(new Response(body), { maxResponseBytes: 1 }),
    operation(),
    {} as never,
  );
  const reader = raw.body!.getReader();
  for (let pieces = 0; pieces < 5; pieces++) expect((await reader.read()).done).toBe(false);
  await reader.cancel();
});
