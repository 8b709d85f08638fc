import {
  type CallEvent,
  type CallOptions,
  Configuration,
  call,
  type FetchApi,
  json,
  jsonBody,
  type Operation,
  onEvent,
  outcomeUnknown,
  type PlainConfiguration,
  query,
  send,
} from '../../src/index.js';
import { jumping } from '../clock.js';
import { answering, operation, parameter, rejection, silent } from '../support.js';

const names = { operationId: 'getThing', method: 'GET', path: '/things' };
const declared = operation({ responses: { 200: json, 404: json } });

/** The events of a call, without what they have in common. */
async function eventsOf(
  configuration: PlainConfiguration,
  described: Operation = declared,
  options?: CallOptions,
): Promise<object[]> {
  const events: CallEvent[] = [];
  const observe = onEvent((event) => void events.push(event));
  await call({ ...configuration, observe }, described, { a: 1 } as never, options).catch(() => undefined);
  const common = { callId: events[0]?.callId, ...names };
  let last = 0;
  return events.map(({ callId, operationId, method, path, durationMs, ...rest }) => {
    expect({ callId, operationId, method, path }).toEqual({ ...common, method: described.method });
    expect(durationMs).toBeGreaterThanOrEqual(last);
    last = durationMs;
    return rest;
  });
}

const origin = 'https://api.example.test';
const request = { type: 'request', attempt: 0, origin };
const attempt = { type: 'attempt', attempt: 1, origin };

describe('a call is told step by step, in this order', () => {
  test('a success', async () => {
    expect(await eventsOf(answering(Response.json(1)))).toEqual([
      request,
      attempt,
      { type: 'response', attempt: 1, origin, status: 200 },
    ]);
  });

  test('calls are numbered from 1 up, one by one', async () => {
    const ids: number[] = [];
    const observe = onEvent(({ callId }) => void ids.push(callId));
    for (const _ of [1, 2]) await call({ ...answering(Response.json(1)), observe }, declared, {} as never);
    const [first = 0] = ids;
    expect(first).toBeGreaterThan(0);
    expect([...new Set(ids)]).toEqual([first, first + 1]);
  });

  test('an error status', async () => {
    expect(await eventsOf(answering(Response.json(1, { status: 404 })))).toEqual([
      request,
      attempt,
      { type: 'error', attempt: 1, origin, code: 'http_status', status: 404 },
    ]);
  });

  test('a success whose body is wrong', async () => {
    expect(await eventsOf(answering(new Response('<html>')))).toEqual([
      request,
      attempt,
      { type: 'error', attempt: 1, origin, code: 'response_format', status: 200 },
    ]);
  });

  test('no answer', async () => {
    const failing = answering(() => Promise.reject(new TypeError('fetch failed')));
    expect(await eventsOf(failing)).toEqual([
      request,
      attempt,
      { type: 'error', attempt: 1, origin, code: 'network' },
    ]);
    expect(await jumping(() => eventsOf({ ...silent, timeoutMs: 1 }))).toEqual([
      request,
      attempt,
      { type: 'error', attempt: 1, origin, code: 'timeout' },
    ]);
    const post = operation({ method: 'POST', onOutcomeUnknown: outcomeUnknown });
    expect(await eventsOf(failing, post)).toEqual([
      request,
      attempt,
      { type: 'error', attempt: 1, origin, code: 'outcome_unknown' },
    ]);
  });

  test('a request that is refused before it is one', async () => {
    const missing = operation({ params: [parameter(query, 'id', { required: true })] });
    expect(await eventsOf({}, missing)).toEqual([{ type: 'error', attempt: 0, code: 'required' }]);
    expect(await eventsOf({}, declared, { timeoutMs: -1 })).toEqual([
      request,
      { type: 'error', attempt: 0, origin, code: 'invalid_request' },
    ]);
    expect(await eventsOf({}, declared, { signal: AbortSignal.abort() })).toEqual([
      request,
      { type: 'error', attempt: 0, origin, code: 'aborted' },
    ]);
  });

  test('a fetchApi that sends again says so', async () => {
    const fetchApi: FetchApi = async (_url, _init, told) => {
      told.tell?.('retry', { status: 503, code: 'http_status', delayMs: 20 });
      told.nextAttempt?.();
      return Response.json(1);
    };
    expect(await eventsOf({ fetchApi })).toEqual([
      request,
      attempt,
      { type: 'retry', attempt: 1, origin, code: 'http_status', status: 503, delayMs: 20 },
      { type: 'attempt', attempt: 2, origin },
      { type: 'response', attempt: 2, origin, status: 200 },
    ]);
  });

  test('a body that is read later: the answer, and an error if there is one', async () => {
    const types: string[] = [];
    const configuration = {
      ...answering(new Response('<html>')),
      observe: onEvent(({ type, code }) => void types.push(code ?? type)),
    };
    const answer = await send(configuration, declared, {} as never);
    expect(types).toEqual(['request', 'attempt', 'response']);
    await rejection(answer.value());
    expect(types).toEqual(['request', 'attempt', 'response', 'response_format']);
  });
});

test('calls that run at the same time are told apart by callId, and count their own attempts', async () => {
  const types: Record<number, string[]> = {};
  const observe = onEvent(({ callId, type, attempt: count }) => {
    types[callId] = [...(types[callId] ?? []), `${type} ${count}`];
  });
  const configuration = { observe, fetchApi: async () => Response.json(1) };
  await Promise.all([1, 2, 3].map(() => call(configuration, declared, {} as never)));
  const each = ['request 0', 'attempt 1', 'response 1'];
  expect(Object.values(types)).toEqual([each, each, each]);
});

test('a listener that throws breaks nothing', async () => {
  const observe = onEvent(() => {
    throw new Error('no disk');
  });
  expect(await call({ ...answering(Response.json(1)), observe }, declared, {} as never)).toBe(1);
  const failing = { ...answering(Response.json(1, { status: 404 })), observe };
  expect(await rejection(call(failing, declared, {} as never))).toMatchObject({ name: 'ResponseError' });
});

test('no event holds a value, header, body or URL', async () => {
  const SECRET = 's3cr3t';
  const shown: string[] = [];
  const configuration = new Configuration({
    basePath: `https://h.test/${SECRET}`,
    headers: { 'X-A': SECRET },
    observe: onEvent((event) => void shown.push(JSON.stringify(event))),
    fetchApi: async () => Response.json({ code: SECRET }, { status: 404, headers: { 'x-b': SECRET } }),
  });
  const body = { encode: jsonBody, type: 'application/json' };
  const post = { ...declared, method: 'POST', params: [parameter(query, 'q')], body };
  await rejection(call(configuration, post, { q: SECRET, body: { base: SECRET } } as never));
  expect(shown).toHaveLength(3);
  expect(shown.join()).not.toContain(SECRET);
});

test('without an observer nothing is told', async () => {
  let told: unknown = 'something';
  const fetchApi: FetchApi = async (_url, _init, { tell }) => {
    told = tell;
    return Response.json(1);
  };
  await call({ fetchApi }, declared, {} as never);
  expect(told).toBeUndefined();
});
