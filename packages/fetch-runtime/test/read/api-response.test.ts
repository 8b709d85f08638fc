import { getEventListeners } from 'node:events';
import { type ApiResponse, type CallOptions, json, type PlainConfiguration, send } from '../../src/index.js';
import { answering, hanging, operation, rejection } from '../support.js';

function ask(configuration: PlainConfiguration, options?: CallOptions): Promise<ApiResponse<unknown>> {
  return send(configuration, operation({ responses: { 200: json } }), {} as never, options);
}

describe('an answer whose body is read later', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  test('may wait: no time limit runs until value() is called, then one does', async () => {
    const answer = await ask(answering(hanging('{').response, { timeoutMs: 50 }));
    expect(jest.getTimerCount()).toBe(0);
    await jest.advanceTimersByTimeAsync(1_000);
    const ended = rejection(answer.value());
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(49);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(await ended).toMatchObject({ name: 'FetchError', code: 'timeout' });
  });

  test('has what the deadline leaves, which runs on', async () => {
    const answer = await ask(answering(hanging('{').response, { deadlineMs: 100 }));
    await jest.advanceTimersByTimeAsync(60);
    const ended = rejection(answer.value());
    await jest.advanceTimersByTimeAsync(40);
    expect(await ended).toMatchObject({ name: 'FetchError', code: 'timeout' });
  });

  test('leaves no timer behind where two read it at a time, of which one gets it', async () => {
    const answer = await ask(answering(Response.json(1)));
    const both = await Promise.allSettled([answer.value(), answer.read(json)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('has no time limit where the call has none', async () => {
    const answer = await ask(answering(Response.json(1), { timeoutMs: Number.POSITIVE_INFINITY }));
    const value = answer.value();
    expect(jest.getTimerCount()).toBe(0);
    expect(await value).toBe(1);
  });

  test('is read once: every value() is the same promise, also of a failure', async () => {
    const answer = await ask(answering(Response.json({ a: 1 })));
    const value = answer.value();
    expect(answer.value()).toBe(value);
    expect(await value).toEqual({ a: 1 });
    expect(answer.value()).toBe(value);
    const wrong = await ask(answering(new Response('<html>')));
    const failed = wrong.value();
    const error = await rejection(failed);
    expect(error).toMatchObject({ name: 'ResponseFormatError' });
    expect(await rejection(wrong.value())).toBe(error);
  });
});

describe('the signal of the caller', () => {
  const listeners = ({ signal }: AbortController): number => getEventListeners(signal, 'abort').length;

  test('aborts a body that has not been asked for yet, also one that does not come from fetch', async () => {
    const controller = new AbortController();
    const options = { signal: controller.signal, timeoutMs: Number.POSITIVE_INFINITY };
    const answer = await ask(answering(hanging().response), options);
    controller.abort(new Error('user left'));
    const error = await rejection(answer.value());
    expect(error).toMatchObject({ name: 'FetchError', code: 'aborted', cause: { message: 'user left' } });
    expect(listeners(controller)).toBe(0);
  });

  test('aborts a body that is being read', async () => {
    const controller = new AbortController();
    const { response, cancel } = hanging('{');
    const answer = await ask(answering(response), { signal: controller.signal });
    const ended = rejection(answer.value());
    controller.abort();
    expect(await ended).toMatchObject({ code: 'aborted' });
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(listeners(controller)).toBe(0);
  });

  test('reaches fetch while the body is open, so that a stream taken from raw ends as well', async () => {
    const controller = new AbortController();
    let sentSignal: AbortSignal | null | undefined;
    const fetchApi = async (_url: string, init: RequestInit): Promise<Response> => {
      sentSignal = init.signal;
      return hanging().response;
    };
    const { raw } = await ask({ fetchApi }, { signal: controller.signal });
    expect(raw.bodyUsed).toBe(false);
    controller.abort();
    expect(sentSignal?.aborted).toBe(true);
  });

  test('is not held by an answer whose body nobody reads: it may serve many calls', async () => {
    const controller = new AbortController();
    await ask(answering(Response.json(1)), { signal: controller.signal });
    expect(listeners(controller)).toBe(0);
  });

  test('is let go of once the body is read', async () => {
    const controller = new AbortController();
    const answer = await ask(answering(Response.json(1)), { signal: controller.signal });
    await answer.value();
    expect(listeners(controller)).toBe(0);
  });
});

test('raw is the response itself, its body unread', async () => {
  const response = Response.json(1, { headers: { 'x-page': '2' } });
  const { raw } = await ask(answering(response));
  expect(raw).toBe(response);
  expect([raw.bodyUsed, raw.headers.get('x-page')]).toEqual([false, '2']);
});

test('an error status is told at once, with its body', async () => {
  const described = operation({ responses: { 200: json, 400: json } });
  const promise = send(answering(Response.json({ code: 7 }, { status: 400 })), described, {} as never);
  expect(await rejection(promise)).toMatchObject({ name: 'ResponseError', status: 400, body: { code: 7 } });
});
