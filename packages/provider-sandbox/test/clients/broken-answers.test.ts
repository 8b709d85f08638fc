import { getSystemVersion } from '@acme/mailinabox-client';
import { administrator, type Changes } from './clients.js';
import { type Loopback, startLoopback } from './loopback.js';
import { errorOf, samples, withFault } from './samples.js';

const mebibyte = 1024 * 1024;
/** Node reads no more from a socket at a time. */
const longestChunk = 64 * 1024;

let sandbox: Loopback;
beforeAll(async () => {
  sandbox = await startLoopback();
});
afterAll(() => sandbox.close());

describe.each(samples)('the client of $provider', (sample) => {
  const { asks, changes, outcomeCheck, deliveredTwice, open, runtime } = sample;

  test.each(['cut-before', 'cut-during', 'cut-after'])(
    'reports %s during a query as a broken connection',
    async (fault) => {
      const error = await errorOf(open(sandbox).ask(withFault(fault)));
      expect(error).toBeInstanceOf(runtime.FetchError);
      expect(error).toMatchObject({ code: 'network', operationId: asks });
    },
  );

  test.each(['cut-before', 'cut-during', 'cut-after'])(
    'says after %s that a change may have taken effect, and how to find out',
    async (fault) => {
      const before = sandbox.carriedOut(changes);
      const error = await errorOf(open(sandbox).change(withFault(fault)));
      expect(error).toBeInstanceOf(runtime.OutcomeUnknownError);
      expect(error).toMatchObject({ code: 'outcome_unknown', operationId: changes, outcomeCheck });
      expect(sandbox.carriedOut(changes) - before).toBe(1);
    },
  );

  test.each(['truncated-json', 'html'])('says after %s that the response is not JSON', async (fault) => {
    const error = await errorOf(open(sandbox).ask(withFault(fault)));
    expect(error).toBeInstanceOf(runtime.ResponseFormatError);
    const reason = 'invalid_json';
    expect(error).toMatchObject({ code: 'response_format', operationId: asks, status: 200, reason });
  });

  test('reads JSON that is labelled as text, where only JSON is described', async () => {
    const user = open(sandbox);
    expect(await user.ask(withFault('wrong-type'))).toStrictEqual(await user.ask());
  });

  test.each(['oversized-error', 'oversized-error, cut-after'])(
    'reads for %s at most 1 MiB of an error of 10 MiB, and tells the status',
    async (fault) => {
      const { fetchApi, read } = counting();
      const error = await errorOf(open(sandbox, { fetchApi }).ask(withFault(fault)));
      expect(error).toBeInstanceOf(runtime.ResponseError);
      expect(error).toMatchObject({ code: 'http_status', operationId: asks, status: 500, body: undefined });
      expect(read.bytes).toBeLessThan(mebibyte + 4 * longestChunk);
    },
  );

  test('sends once a request that the provider carries out twice when it is delivered twice', async () => {
    const sent: string[] = [];
    const { change } = open(sandbox, {
      fetchApi: (send) => (url, init, operation) => {
        sent.push(operation.id);
        return send(url, init, operation);
      },
    });
    const before = sandbox.answers.length;
    await errorOf(change(withFault('duplicate')));
    const given = sandbox.answers.slice(before).filter(({ operationId }) => operationId === changes);
    expect(given.map(({ status }) => status)).toEqual(deliveredTwice);
    expect(sent.filter((id) => id === changes)).toEqual([changes]);
  });
});

test('text that is labelled as JSON is read as text, where text is described', async () => {
  const asked = administrator(sandbox);
  expect(await getSystemVersion(asked, {}, withFault('wrong-type'))).toBe(await getSystemVersion(asked));
});

/** A `fetch` that counts what of bodies is asked for. */
function counting(): { fetchApi: NonNullable<Changes['fetchApi']>; read: { bytes: number } } {
  const read = { bytes: 0 };
  const count = () =>
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        read.bytes += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
  return {
    read,
    fetchApi: (send) => async (url, init, operation) => {
      const { body, headers, status } = await send(url, init, operation);
      return new Response(body?.pipeThrough(count()), { headers, status });
    },
  };
}
