import { until } from '../timers.js';
import { type Loopback, startLoopback } from './loopback.js';
import { errorOf, samples, withFault } from './samples.js';

const minute = 60_000;
const timeoutMs = 100;

let sandbox: Loopback;
beforeAll(async () => {
  sandbox = await startLoopback();
});
afterEach(() => void jest.useRealTimers());
afterAll(() => sandbox.close());

describe.each(samples)('the client of $provider', ({ asks, changes, open, runtime }) => {
  test.each([`delay;ms=${minute}`, `slow-body;ms=${minute}`])(
    'ends a query at its time limit during %s',
    async (fault) => {
      const error = await errorOf(open(sandbox).ask({ ...withFault(fault), timeoutMs }));
      expect(error).toBeInstanceOf(runtime.FetchError);
      expect(error).toMatchObject({ code: 'timeout', operationId: asks });
    },
  );

  test('says that a change which ended at its time limit may have taken effect, as it has', async () => {
    const before = sandbox.carriedOut(changes);
    // The limit is over once the change is carried out, however long a busy machine takes for it.
    jest.useFakeTimers({ doNotFake: ['hrtime', 'nextTick', 'queueMicrotask', 'setImmediate'] });
    const asked = errorOf(open(sandbox).change({ ...withFault(`delay;ms=${minute}`), timeoutMs }));
    await until(() => sandbox.carriedOut(changes) > before);
    await jest.advanceTimersByTimeAsync(timeoutMs);
    const error = await asked;
    expect(error).toBeInstanceOf(runtime.OutcomeUnknownError);
    expect(error).toMatchObject({ operationId: changes, cause: { code: 'timeout' } });
    expect(sandbox.carriedOut(changes) - before).toBe(1);
  });

  test('uses the time limit of the configuration for a call without one', async () => {
    const error = await errorOf(open(sandbox, { timeoutMs }).ask(withFault(`delay;ms=${minute}`)));
    expect(error).toMatchObject({ code: 'timeout', operationId: asks });
  });

  test('reads a slow body that comes in time like a quick one', async () => {
    const user = open(sandbox);
    expect(await user.ask(withFault('slow-body;ms=2'))).toStrictEqual(await user.ask());
  });

  test('stops reading a slow body when the caller aborts, and the next call succeeds', async () => {
    const controller = new AbortController();
    const user = open(sandbox, {
      fetchApi: (send) => async (url, init, operation) => {
        const response = await send(url, init, operation);
        setImmediate(() => controller.abort());
        return response;
      },
    });
    const { signal } = controller;
    const error = await errorOf(user.ask({ ...withFault(`slow-body;ms=${minute}`), signal }));
    expect(error).toBeInstanceOf(runtime.FetchError);
    expect(error).toMatchObject({ code: 'aborted', operationId: asks });
    await user.ask();
  });
});
