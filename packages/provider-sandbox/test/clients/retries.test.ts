import { type Loopback, startLoopback } from './loopback.js';
import { errorOf, type Sample, samples, type User, withFault } from './samples.js';

const transient = ['status-408', 'status-429', 'status-500', 'status-502', 'status-503', 'status-504'];

let sandbox: Loopback;
beforeAll(async () => {
  sandbox = await startLoopback();
});
afterAll(() => sandbox.close());

interface Retrying extends User {
  /** operationIds, one for each time that a request was sent. */
  readonly sent: readonly string[];
  /** How long it waited before each retry. */
  readonly waitsMs: readonly number[];
}

/** A user whose waits are over at once, and last as long as the answer asks for. */
function retrying({ open, runtime }: Sample): Retrying {
  const sent: string[] = [];
  const waitsMs: number[] = [];
  const sleep = async (delayMs: number): Promise<void> => {
    waitsMs.push(delayMs);
  };
  const user = open(sandbox, {
    fetchApi: (send) =>
      runtime.withRetry(
        (url, init, operation) => {
          sent.push(operation.id);
          return send(url, init, operation);
        },
        { sleep, random: () => 0 },
      ),
  });
  return { ...user, sent, waitsMs };
}

describe.each(samples)('the client of $provider, with retries', (sample) => {
  const { provider, asks, changes, runtime } = sample;
  const nextCall = (faults: string) => sandbox.control('faults', { provider, faults });

  test.each([...transient, 'cut-before'])('asks again after %s, and gets the response', async (fault) => {
    const { ask, sent } = retrying(sample);
    const answer = await ask();
    await nextCall(fault);
    expect(await ask()).toStrictEqual(answer);
    expect(sent).toEqual([asks, asks, asks]);
  });

  test('waits for as long as Retry-After says', async () => {
    const { ask, waitsMs } = retrying(sample);
    await ask();
    await nextCall('status-503;retry-after=2');
    await nextCall('status-429;retry-after=7');
    await ask();
    expect(waitsMs).toEqual([2_000, 7_000]);
  });

  test('returns the last response when its retries are used up', async () => {
    const { ask, sent } = retrying(sample);
    const error = await errorOf(ask(withFault('status-503')));
    expect(error).toBeInstanceOf(runtime.ResponseError);
    expect(error).toMatchObject({ status: 503, operationId: asks });
    expect(sent).toEqual([asks, asks, asks]);
  });

  test.each([...transient, 'status-503;retry-after=1'])(
    'sends a change only once when the response is %s',
    async (fault) => {
      const { change, sent } = retrying(sample);
      const error = await errorOf(change(withFault(fault)));
      expect(error).toBeInstanceOf(runtime.ResponseError);
      expect(error).toMatchObject({ status: Number(fault.slice(7, 10)), operationId: changes });
      expect(sent.filter((id) => id === changes)).toEqual([changes]);
    },
  );

  test('sends a change only once when the connection is cut', async () => {
    const { change, sent } = retrying(sample);
    const before = sandbox.carriedOut(changes);
    expect(await errorOf(change(withFault('cut-before')))).toBeInstanceOf(runtime.OutcomeUnknownError);
    expect(sent.filter((id) => id === changes)).toEqual([changes]);
    expect(sandbox.carriedOut(changes) - before).toBe(1);
  });
});
