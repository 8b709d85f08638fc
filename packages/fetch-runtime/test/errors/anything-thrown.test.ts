import fc from 'fast-check';
import {
  Configuration,
  type ConfigurationParameters,
  call,
  type FetchApi,
  isOutcomeUnknown,
  withRetry,
} from '../../src/index.js';
import { pay, silent } from '../support.js';

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
const throwing = (name: string): object =>
  Object.defineProperty(new Error('x'), name, {
    get: () => {
      throw new Error('a getter');
    },
  });

/** What no text can be made of. */
const unspeakable = fc.constantFrom<unknown>(
  Symbol('s'),
  Object.create(null),
  { toString: () => ({}), valueOf: () => ({}) },
  [Object.create(null)],
  [Symbol('s')],
);
const member = fc.constantFrom('name', 'code', 'message', 'cause', 'errors', 'stack');
const value = fc.oneof(
  fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true, withMap: true }),
  unspeakable,
  fc.tuple(member, unspeakable).map(([name, what]) => Object.assign(new Error('x'), { [name]: what })),
  fc.tuple(member, unspeakable).map(([name, what]) => ({ [name]: what })),
  fc.tuple(member, unspeakable).map(([name, what]) => new TypeError('x', { cause: { [name]: what } })),
  member.map(throwing),
  member.map((name) => new TypeError('fetch failed', { cause: throwing(name) })),
);
/** Made by a function, as not even fast-check can look at a proxy that is revoked. */
const thrown: fc.Arbitrary<() => unknown> = fc.oneof(
  { weight: 9, arbitrary: value.map((what) => () => what) },
  fc.constantFrom(revoked, () => new TypeError('fetch failed', { cause: revoked() })),
);

const retrying = (fetchApi: FetchApi): FetchApi => withRetry(fetchApi, { sleep: async () => undefined });
const ways: [string, (thrown: unknown) => ConfigurationParameters][] = [
  ['fetchApi throws', (what) => ({ fetchApi: async () => Promise.reject(what) })],
  ['fetchApi throws, with retries', (what) => ({ fetchApi: retrying(async () => Promise.reject(what)) })],
  [
    'fetchApi throws, and a hook throws it again',
    (what) => ({
      fetchApi: async () => Promise.reject(what),
      middleware: [
        {
          onError: ({ error }) => {
            throw error;
          },
        },
      ],
    }),
  ],
  [
    'the body of the answer fails with',
    (what) => ({
      fetchApi: async () =>
        new Response(new ReadableStream({ pull: (controller) => controller.error(what) })),
    }),
  ],
];

/** One that does not end is a test that does not. */
describe('a call ends with a typed error, whatever is thrown', () => {
  const readsBody = { ...pay, responses: { 200: async (response: Response) => response.text() } };

  test.each(ways)('what %s', async (_title, configured) => {
    await fc.assert(
      fc.asyncProperty(thrown, async (make) => {
        const asked = call(new Configuration(configured(make())), readsBody, { body: 1 } as never);
        const error = await asked.catch((reason: unknown) => reason);
        expect(isOutcomeUnknown(error)).toBe(true);
        expect((error as Error).cause).toMatchObject({ name: 'FetchError' });
      }),
      { numRuns: 300 },
    );
  });

  test('what is the reason of an abort', async () => {
    await fc.assert(
      fc.asyncProperty(thrown, async (make) => {
        const controller = new AbortController();
        const { signal } = controller;
        const asked = call(silent, pay, { body: 1 } as never, { signal }).catch((error: unknown) => error);
        await new Promise(setImmediate);
        controller.abort(make());
        expect(isOutcomeUnknown(await asked)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
