import { getEventListeners } from 'node:events';
import { type CallOptions, call, json, type PlainConfiguration, send, withRetry } from '../../src/index.js';
import { answering, hanging, operation, rejection } from '../support.js';

const CALLS = 1_000;
const warnings: Error[] = [];
const onWarning = (warning: Error): void => void warnings.push(warning);
beforeAll(() => process.on('warning', onWarning));
afterAll(() => process.off('warning', onWarning));
afterEach(async () => {
  // Node tells of them at the next tick.
  await new Promise(setImmediate);
  expect(warnings.splice(0)).toEqual([]);
});

const described = operation({ responses: { 200: json } });
const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;
const many = <Value>(one: () => Value): Value[] => Array.from({ length: CALLS }, one);

/** A `fetchApi` that answers once it is told to. */
function gate(): { readonly configuration: PlainConfiguration; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const answer = async (): Promise<Response> => opened.then(() => Response.json(1));
  return { configuration: answering(answer), open: () => open() };
}

describe(`${CALLS} calls at a time with one signal`, () => {
  const limits: [string, CallOptions][] = [
    ['with a time limit', {}],
    ['without', { timeoutMs: Number.POSITIVE_INFINITY }],
  ];

  test.each(limits)('put one listener on it, and leave none (%s)', async (_title, options) => {
    const { signal } = new AbortController();
    const { configuration, open } = gate();
    const asked = many(() => call(configuration, described, {} as never, { ...options, signal }));
    await new Promise(setImmediate);
    expect(listeners(signal)).toBe(1);
    open();
    await Promise.all(asked);
    expect(listeners(signal)).toBe(0);
  });

  test.each(limits)('also those whose body is read later, or never (%s)', async (_title, options) => {
    const { signal } = new AbortController();
    const { configuration, open } = gate();
    const asked = many(() => send(configuration, described, {} as never, { ...options, signal }));
    await new Promise(setImmediate);
    expect(listeners(signal)).toBe(1);
    open();
    const answers = await Promise.all(asked);
    expect(listeners(signal)).toBe(0);
    const values = answers.slice(0, CALLS / 2).map((answer) => answer.value());
    expect(listeners(signal)).toBe(1);
    await Promise.all(values);
    expect(listeners(signal)).toBe(0);
  });

  test('also those that wait for their next attempt', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const fetchApi = withRetry(async () => new Response(null, { status: 503 }), {
      bucket: { tokens: 1e6, capacity: 1e6 },
      baseDelayMs: 1e6,
      maxDelayMs: 1e6,
      random: () => 1,
    });
    const asked = many(() => rejection(call({ fetchApi }, described, {} as never, { signal })));
    await new Promise(setImmediate);
    expect(listeners(signal)).toBe(1);
    controller.abort();
    const errors = await Promise.all(asked);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['aborted']));
    expect(listeners(signal)).toBe(0);
  });

  test('all end when it aborts, those whose body is being read and those whose body is not, too', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const signals: AbortSignal[] = [];
    const hangs = answering(() => Promise.resolve(hanging('{').response));
    const configuration: PlainConfiguration = {
      fetchApi: (url, init, operation) => {
        signals.push(init.signal!);
        return hangs.fetchApi!(url, init, operation);
      },
    };
    const reading = many(() => rejection(call(configuration, described, {} as never, { signal })));
    const unread = await Promise.all(many(() => send(configuration, described, {} as never, { signal })));
    await new Promise(setImmediate);
    controller.abort(new Error('user left'));
    const errors = await Promise.all([...reading, ...unread.map((answer) => rejection(answer.value()))]);
    expect(new Set(errors.map(({ code, cause }) => `${code} ${cause.message}`))).toEqual(
      new Set(['aborted user left']),
    );
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
    expect(listeners(signal)).toBe(0);
  });
});
