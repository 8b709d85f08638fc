import { withRetry } from '../../src/index.js';
import { serverPerTest } from './harness.js';

const server = serverPerTest();
const info = { id: 'getThing', method: 'GET', path: '/thing' };

describe('what fetch refuses to send, it would refuse again: it is not repeated, though it may be', () => {
  const refusedByNode: [string, RequestInit][] = [
    ['a method that is none', { method: 'A B' }],
    ['a method that no program may use', { method: 'TRACE' }],
    ['a header that is none', { headers: { 'A B': '1' } }],
    ['a header with a line break', { headers: { 'X-A': 'a\nb' } }],
    ['a header that Node does not send', { headers: { Expect: '100-continue' } }],
    ['a header of the connection', { headers: { 'Transfer-Encoding': 'chunked' } }],
    ['a body with a GET', { body: 'a' }],
    ['a length that is another', { method: 'PUT', headers: { 'Content-Length': '5' }, body: 'abc' }],
    ['a mode that is none', { mode: 'navigate' }],
  ];

  test.each(refusedByNode)('%s', async (_title, refused) => {
    const attempts = jest.fn((...[address, asked]: Parameters<typeof fetch>) => fetch(address, asked));
    const { headers } = refused;
    const inits = [refused, { ...refused, headers: { ...(headers as object), 'Idempotency-Key': 'k-1' } }];
    for (const asked of inits) {
      attempts.mockClear();
      const sending = withRetry(attempts as never, { sleep: async () => undefined, maxRetries: 3 });
      await expect(sending(server().url, asked, info)).rejects.toMatchObject({ name: 'TypeError' });
      expect(attempts).toHaveBeenCalledTimes(1);
    }
    expect(server().requests).toEqual([]);
  });

  test('a port that fetch blocks', async () => {
    const attempts = jest.fn((...[address, asked]: Parameters<typeof fetch>) => fetch(address, asked));
    const sending = withRetry(attempts as never, { sleep: async () => undefined, maxRetries: 3 });
    await expect(sending('http://127.0.0.1:6667/', {}, info)).rejects.toMatchObject({ name: 'TypeError' });
    expect(attempts).toHaveBeenCalledTimes(1);
  });
});
