import { getEventListeners } from 'node:events';
import { type ApiResponse, type CallOptions, send } from '../../src/index.js';
import { stopClock } from '../clock.js';
import { network, timeout, unknown } from './cases/case.js';
import { leftSince, outcomeOf, serverPerTest, timers } from './harness.js';
import { type AnyOperation, getThing, makeThing } from './operations.js';
import { answer, cut, head, pause } from './script.js';

const server = serverPerTest();
afterEach(() => void jest.useRealTimers());

function sent(options: CallOptions = {}, operation: AnyOperation = getThing): Promise<ApiResponse<unknown>> {
  const request = operation === makeThing ? { body: 1 } : {};
  return send({ basePath: server().url }, operation, request, options);
}

const begun = head(200, { 'Content-Type': 'application/json', 'Content-Length': 100 });
const half = [begun, '{"word":'];

describe('a body that is read later', () => {
  test('is not waited for', async () => {
    server().answer(...half);
    expect((await sent()).raw.status).toBe(200);
  });

  test('that is never read leaves no timer behind', async () => {
    const before = timers();
    server().answer(...answer(200, '{}'));
    await sent({ timeoutMs: 60_000, deadlineMs: 60_000 });
    expect(await leftSince(before, timers)).toEqual([]);
  });

  test('has the time limit of an attempt', async () => {
    server().answer(...half);
    stopClock();
    const response = await sent({ timeoutMs: 150 });
    await jest.advanceTimersByTimeAsync(1_000);
    const value = outcomeOf(response.value());
    await jest.advanceTimersByTimeAsync(149);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(await value).toEqual(timeout);
    await server().letGo();
  });

  test('has what is left of the deadline', async () => {
    server().answer(...half);
    stopClock();
    const response = await sent({ timeoutMs: Number.POSITIVE_INFINITY, deadlineMs: 200 });
    await jest.advanceTimersByTimeAsync(120);
    const value = outcomeOf(response.value());
    await jest.advanceTimersByTimeAsync(79);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(await value).toEqual(timeout);
    await server().letGo();
  });

  test.each([
    ['before it is read', 0],
    ['while it is read', 50],
  ])('is let go of when the caller gives up %s', async (_title, afterMs) => {
    server().answer(...half);
    const controller = new AbortController();
    const response = await sent({ signal: controller.signal });
    if (afterMs === 0) controller.abort();
    else setTimeout(() => controller.abort(), afterMs);
    expect(await outcomeOf(response.value())).toEqual({ error: 'FetchError', code: 'aborted' });
    await server().letGo();
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test.each([
    [getThing, network],
    [makeThing, unknown(network)],
  ])('that is cut is said so: $method', async (operation, outcome) => {
    server().answer(...half, pause(20), cut);
    const response = await sent({}, operation);
    expect(await outcomeOf(response.value())).toEqual(outcome);
    expect(await outcomeOf(response.value())).toEqual(outcome);
  });
});

test.each<[string, (response: ApiResponse<unknown>) => Promise<unknown>]>([
  ['read by the description', (response) => response.value()],
  ['read by the caller', (response) => response.raw.text()],
])('one signal serves any number of calls, and keeps none of them: %s', async (_title, read) => {
  server().answer(...answer(200, '{}'));
  const warnings: unknown[] = [];
  const warned = (warning: unknown): void => void warnings.push(warning);
  process.on('warning', warned);
  const { signal } = new AbortController();
  for (let calls = 0; calls < 30; calls += 1) await read(await sent({ signal }));
  await pauseHere(0);
  process.off('warning', warned);
  expect(warnings).toEqual([]);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

function pauseHere(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
