import {
  type CallOptions,
  Configuration,
  call,
  type Middleware,
  type Operation,
  outcomeUnknown,
  withMiddleware,
} from '../../src/index.js';
import { operation, rejection, sent } from '../support.js';

const reads = ['GET', 'HEAD', 'OPTIONS'];
const repeatable = [...reads, 'PUT', 'DELETE'];
const changes = ['POST', 'PATCH'];
const all = [...repeatable, ...changes];
const pairs = (froms: string[], tos: string[]): [string, string][] =>
  froms.flatMap((from) => tos.filter((to) => to !== from).map((to): [string, string] => [from, to]));

const described = (method: string): Partial<Operation> => ({ method, onOutcomeUnknown: outcomeUnknown });
const refusal = { name: 'RequestError', code: 'invalid_request', field: 'method' };

describe('options cannot make another method of that of the operation, which doubt, retries and caches follow from', () => {
  test.each(pairs(all, [...all, 'CONNECT', 'A B', 'get', '']))('%s as %s', async (from, to) => {
    const fetchApi = jest.fn(async () => new Response());
    const changed = { method: to };
    const given: CallOptions[] = [
      changed,
      async () => changed,
      async ({ init }) => Object.assign(init, changed),
      async ({ init }) => {
        Object.assign(init, changed);
        return {};
      },
    ];
    for (const options of given) {
      const asked = call({ fetchApi }, operation(described(from)), {} as never, options);
      expect(await rejection(asked)).toMatchObject(refusal);
    }
    expect(fetchApi).not.toHaveBeenCalled();
  });

  test('the same method may be among what a function returns', async () => {
    const options: CallOptions = async ({ init }) => ({ ...init, headers: { 'X-A': '1' } });
    expect((await sent(described('PATCH'), {}, {}, options)).init.method).toBe('PATCH');
  });
});

describe('a hook', () => {
  const making = (method: string): Middleware => ({
    pre: ({ url, init }) => ({ url, init: { ...init, method } }),
  });

  test.each(pairs(repeatable, [...changes, 'WIDGET']))(
    'cannot make of a %s, which may be repeated, a %s',
    async (from, to) => {
      const fetchApi = jest.fn(async () => new Response());
      const configuration = new Configuration({ fetchApi, middleware: [making(to)] });
      expect(await rejection(call(configuration, operation(described(from)), {} as never))).toMatchObject(
        refusal,
      );
      const mutating: Middleware = { pre: ({ init }) => void Object.assign(init, { method: to }) };
      const mutated = new Configuration({ fetchApi, middleware: [mutating] });
      expect(await rejection(call(mutated, operation(described(from)), {} as never))).toMatchObject(refusal);
      expect(fetchApi).not.toHaveBeenCalled();
    },
  );

  test('can send a PATCH as POST, as some servers want it', async () => {
    const fetchApi = jest.fn(async () => new Response());
    await withMiddleware(fetchApi, making('POST'))('https://h.test', { method: 'PATCH' }, operation());
    expect(fetchApi).toHaveBeenCalledWith('https://h.test', { method: 'POST' }, expect.anything());
  });
});
