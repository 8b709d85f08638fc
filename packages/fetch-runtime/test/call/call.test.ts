import { Call } from '../../src/call/call.js';
import { stopClock } from '../clock.js';

const operation = { id: 'getThing', method: 'GET', path: '/things' };

beforeEach(stopClock);
afterEach(() => jest.useRealTimers());

/** Begins a call, and says what it ended with. */
function begun(call: Call): { readonly ended: unknown[] } {
  const ended: unknown[] = [];
  call
    .within(
      () => new Promise<never>(() => undefined),
      (error) => call.failed(error),
    )
    .catch((error) => ended.push(error));
  return { ended };
}

test('a call needs only its limits: it ends with a timeout when the time limit of its settings has passed', async () => {
  const call = new Call(operation, { timeoutMs: 1_000 });
  const { ended } = begun(call);
  call.limit({});
  await jest.advanceTimersByTimeAsync(999);
  expect(ended).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(ended).toEqual([expect.objectContaining({ code: 'timeout', operationId: 'getThing' })]);
  expect(jest.getTimerCount()).toBe(0);
});

test('a limit of the call itself counts in place of that of its settings', async () => {
  const call = new Call(operation, { timeoutMs: 1_000, deadlineMs: 5_000 });
  const { ended } = begun(call);
  call.limit({ timeoutMs: 60_000, deadlineMs: 10 });
  expect(call.remainingMs).toBe(10);
  await jest.advanceTimersByTimeAsync(10);
  expect(ended).toHaveLength(1);
});

test('an attempt that its time limit ends leaves time for another until the deadline', () => {
  const call = new Call(operation, { timeoutMs: 100, deadlineMs: 150 });
  call.limit({});
  const first = call.nextAttempt();
  call.endAttempt = () => undefined;
  jest.advanceTimersByTime(100);
  expect(first?.aborted).toBe(true);
  expect(call.nextAttempt()?.aborted).toBe(false);
  jest.advanceTimersByTime(50);
  expect(() => call.nextAttempt()).toThrow(expect.objectContaining({ code: 'timeout' }));
  call.end();
  expect(jest.getTimerCount()).toBe(0);
});

test('a call without a time limit starts no timer and asks for no signal', () => {
  const call = new Call(operation, { timeoutMs: Infinity });
  call.limit({});
  expect(call.nextAttempt()).toBeUndefined();
  expect(jest.getTimerCount()).toBe(0);
});

test('the settings say how many bytes may be read and who observes the call', () => {
  const steps: string[] = [];
  const call = new Call(operation, { maxResponseBytes: 5, observe: () => (step) => steps.push(step) });
  expect(call.maxBytes).toBe(5);
  call.limit({ timeoutMs: Infinity });
  call.nextAttempt();
  expect(steps).toEqual(['attempt']);
});
