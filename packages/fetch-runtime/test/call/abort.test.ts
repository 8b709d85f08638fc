import { getEventListeners } from 'node:events';
import {
  blob,
  type CallOptions,
  call,
  FetchError,
  json,
  type PlainConfiguration,
  send,
  text,
} from '../../src/index.js';
import { jumping } from '../clock.js';
import { answering, hanging, operation, rejection, silent } from '../support.js';

function ask(configuration: PlainConfiguration, options: CallOptions): Promise<unknown> {
  return call(configuration, operation({ responses: { 200: json } }), {} as never, options);
}

const listeners = ({ signal }: AbortController): number => getEventListeners(signal, 'abort').length;

test('a signal that has aborted before sends nothing', async () => {
  const fetchApi = jest.fn();
  for (const options of [{ signal: AbortSignal.abort() }, async () => ({ signal: AbortSignal.abort() })]) {
    expect(await rejection(ask({ fetchApi }, options))).toMatchObject({
      name: 'FetchError',
      code: 'aborted',
      operationId: 'getThing',
    });
  }
  expect(fetchApi).not.toHaveBeenCalled();
});

test('a signal that aborts while the answer is waited for ends the call, and is let go of', async () => {
  const controller = new AbortController();
  const asked = rejection(ask(silent, { signal: controller.signal }));
  await new Promise(setImmediate);
  expect(listeners(controller)).toBe(1);
  controller.abort();
  expect(await asked).toMatchObject({ name: 'FetchError', code: 'aborted', cause: { name: 'AbortError' } });
  expect(listeners(controller)).toBe(0);
});

test('a signal that aborts while the body comes ends the call, whoever made the response', async () => {
  const controller = new AbortController();
  const { response, cancel } = hanging('{"a":');
  const asked = rejection(ask(answering(response), { signal: controller.signal }));
  await new Promise(setImmediate);
  controller.abort();
  expect(await asked).toMatchObject({ name: 'FetchError', code: 'aborted' });
  expect(cancel).toHaveBeenCalledTimes(1);
  expect(listeners(controller)).toBe(0);
});

test.each([
  ['text', text],
  ['blob', blob],
])('half a body is no answer: %s of one that is aborted on its way is an error', async (_title, read) => {
  const described = operation({ responses: { 200: read } });
  const later = { timeoutMs: 1 };
  const asked = () => call(answering(hanging('half').response, later), described, {} as never);
  expect(await jumping(() => rejection(asked()))).toMatchObject({ name: 'FetchError', code: 'timeout' });
  const raw = await send(answering(hanging('half').response, later), described, {} as never);
  expect(await jumping(() => rejection(raw.value()))).toMatchObject({ name: 'FetchError', code: 'timeout' });
});

test('a signal that aborts between head and body ends the call too', async () => {
  const controller = new AbortController();
  const { response } = hanging();
  const configuration = answering(async () => {
    controller.abort();
    return response;
  });
  const options = { signal: controller.signal, timeoutMs: Number.POSITIVE_INFINITY };
  expect(await rejection(ask(configuration, options))).toMatchObject({ code: 'aborted' });
});

test('a body that has come as a whole before the signal aborts is not given: the caller wants none', async () => {
  const controller = new AbortController();
  const configuration = answering(async () => {
    controller.abort();
    return Response.json(1);
  });
  expect(await rejection(ask(configuration, { signal: controller.signal }))).toMatchObject({
    code: 'aborted',
  });
});

test('what became of a request for another operation is not told as the end of an aborted call', async () => {
  const controller = new AbortController();
  const other = { id: 'getToken', method: 'POST', path: '/token' };
  const configuration = answering(() => {
    controller.abort();
    return Promise.reject(new FetchError(other, new TypeError('fetch failed')));
  });
  expect(await rejection(ask(configuration, { signal: controller.signal }))).toMatchObject({
    operationId: 'getThing',
    code: 'aborted',
  });
});

test.each<[string, unknown, string]>([
  ['an error', new Error('user left'), 'aborted'],
  [
    'words that a platform would use',
    new Error('the customer refused: no TLS, dns or certificate'),
    'aborted',
  ],
  ['text', 'user left', 'aborted'],
  ['null', null, 'aborted'],
  ['a time limit', new DOMException('x', 'TimeoutError'), 'timeout'],
])('a reason of the own of the caller is kept as the cause: %s', async (_title, reason, code) => {
  const before = await rejection(ask(silent, { signal: AbortSignal.abort(reason) }));
  expect([before.code, before.cause]).toEqual([code, reason]);
  const controller = new AbortController();
  const during = rejection(ask(silent, { signal: controller.signal }));
  await new Promise(setImmediate);
  controller.abort(reason);
  const error = await during;
  expect([error.code, error.cause]).toEqual([code, reason]);
});

test('AbortSignal.timeout is a time limit', async () => {
  expect(await rejection(ask(silent, { signal: AbortSignal.timeout(1) }))).toMatchObject({ code: 'timeout' });
});

test.each<[string, PlainConfiguration]>([
  ['a success', answering(Response.json(1))],
  ['an answer without body', answering(new Response(null, { status: 204 }))],
  ['an error status', answering(new Response(null, { status: 500 }))],
  ['no answer', answering(() => Promise.reject(new TypeError('fetch failed')))],
  ['a wrong base URL', { basePath: 'no' }],
])('after %s the signal is let go of: it may serve many calls', async (_title, configuration) => {
  const controller = new AbortController();
  await ask(configuration, { signal: controller.signal }).catch(() => undefined);
  expect(listeners(controller)).toBe(0);
});

test('every attempt of a fetchApi that sends again knows the signal, and the earlier ones let go of it', async () => {
  const controller = new AbortController();
  const counted: number[] = [];
  const asked = ask(
    {
      fetchApi: async (_url, _init, operation) => {
        for (let attempt = 0; attempt < 3; attempt++) {
          operation.nextAttempt?.();
          counted.push(listeners(controller));
        }
        controller.abort();
        operation.nextAttempt?.();
        throw new Error('not reached');
      },
    },
    { signal: controller.signal },
  );
  expect(await rejection(asked)).toMatchObject({ code: 'aborted' });
  expect(counted).toEqual([1, 1, 1]);
  expect(listeners(controller)).toBe(0);
});

test('null is no signal', async () => {
  expect(await ask(answering(Response.json(1)), { signal: null })).toBe(1);
});
