import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { call, type FetchApi, isOutcomeUnknown, withRetry } from '../../src/index.js';
import { pay, rejection } from '../support.js';

let server: Server;
let requests = 0;
let basePath: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    requests += 1;
    request.resume().on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  basePath = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  requests = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const refusedAt = (port: number): Promise<Error> =>
  new Promise((resolve) => connect(port, '127.0.0.1').on('error', resolve));
const unknownName = Object.assign(new Error('getaddrinfo ENOTFOUND log.test'), {
  code: 'ENOTFOUND',
  syscall: 'getaddrinfo',
  hostname: 'log.test',
});

describe('a fetchApi that has sent the request, and then finds no connection for its log', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['refused', () => refusedAt(1)],
    [
      'refused at each address',
      async () => new AggregateError([await refusedAt(1), await refusedAt(2)], 'x'),
    ],
    ['without an address', async () => unknownName],
  ])('%s: the change is in doubt, and is not sent again', async (_title, failure) => {
    const logging: FetchApi = async (url, init) => {
      await fetch(url, init);
      throw await failure();
    };
    for (const fetchApi of [logging, withRetry(logging, { sleep: async () => undefined })]) {
      requests = 0;
      const error = await rejection(call({ fetchApi, basePath }, pay, { body: 1 } as never));
      expect(isOutcomeUnknown(error)).toBe(true);
      expect(requests).toBe(1);
    }
  });
});

test('an error of the connection itself says that nothing was sent, and the request is sent again', async () => {
  const attempts = jest.fn(async () => Promise.reject(await refusedAt(1)));
  const fetchApi = withRetry(attempts, { sleep: async () => undefined });
  const asked = call({ fetchApi, basePath: 'https://127.0.0.1:1' }, pay, { body: 1 } as never);
  expect(await rejection(asked)).toMatchObject({ name: 'FetchError', code: 'connection' });
  expect(attempts).toHaveBeenCalledTimes(3);
});

test('a proxy that nobody listens at is a connection too, where fetch itself says so', async () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3128'), {
    code: 'ECONNREFUSED',
    port: 3128,
  });
  const fetchApi = async (): Promise<Response> => Promise.reject(new TypeError('fetch failed', { cause }));
  const asked = call({ fetchApi }, pay, { body: 1 } as never);
  expect(await rejection(asked)).toMatchObject({ name: 'FetchError', code: 'connection' });
});
