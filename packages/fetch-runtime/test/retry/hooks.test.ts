import { Configuration, call, withRetry } from '../../src/index.js';
import { jumping } from '../clock.js';
import { operation, rejection } from '../support.js';

test('a retry of a hook’s own request leaves that of the call abortable', async () => {
  let sent = 0;
  const fetchApi = withRetry(
    async (_url, { signal }) => {
      sent += 1;
      if (sent < 3) return new Response(null, { status: sent === 1 ? 503 : 200 });
      return new Promise((resolve, reject) => {
        setTimeout(() => resolve(Response.json(1)), 500);
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    },
    { sleep: async () => undefined },
  );
  const configuration = new Configuration({
    fetchApi,
    timeoutMs: 100,
    middleware: [
      {
        pre: async ({ fetch, init }) => void (await fetch('https://t.test', { signal: init.signal ?? null })),
      },
    ],
  });
  const error = await jumping(() => rejection(call(configuration, operation(), {} as never)));
  expect(error.code).toBe('timeout');
  expect(sent).toBe(2 + 3);
});
