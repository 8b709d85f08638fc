import type { RetryBucket } from '../../src/index.js';
import { withRetry } from '../../src/index.js';
import { failures, info, retried, scripted, url } from './support.js';

const bucketOf = (tokens: number, capacity = 500): RetryBucket => ({ tokens, capacity });

test('while everything fails, there are 100 retries, and then none', async () => {
  const { fetchApi, inits } = scripted(503);
  const send = withRetry(fetchApi, { sleep: async () => undefined });
  for (let calls = 0; calls < 80; calls += 1) expect((await send(url, {}, info)).status).toBe(503);
  expect(inits).toHaveLength(80 + 100);
});

test('nor are there more when the calls are made at the same time', async () => {
  const { fetchApi, inits } = scripted(503);
  const send = withRetry(fetchApi, { sleep: async () => undefined, shouldRetry: async () => true });
  await Promise.all(Array.from({ length: 80 }, () => send(url, {}, info)));
  expect(inits).toHaveLength(80 + 100);
});

test.each<[string, Parameters<typeof retried>[0], number]>([
  ['a retry that fails', [503, 404], 100 - 5],
  ['two of them', [503], 100 - 10],
  ['a retry after a timeout', [failures.timeout, 404], 100 - 10],
  ['a retry that succeeds', [503, 200], 100],
  ['a retry after a timeout that succeeds', [failures.timeout, 200], 100],
  ['the second retry, where it succeeds', [failures.timeout, 503, 200], 100 - 10],
  ['a success without a retry', [200], 101],
  ['a failure without a retry', [404], 100],
])('%s', async (_title, outcomes, left) => {
  const bucket = bucketOf(100);
  await retried(outcomes, {}, { bucket });
  expect(bucket.tokens).toBe(left);
});

test('there is no retry that it has no tokens for, and that costs none', async () => {
  const bucket = bucketOf(9);
  expect(await retried([failures.timeout], {}, { bucket })).toMatchObject({ attempts: 1 });
  expect(bucket.tokens).toBe(9);
  expect(await retried([503], {}, { bucket })).toMatchObject({ attempts: 2 });
  expect(bucket.tokens).toBe(4);
});

test('five successes pay for one retry', async () => {
  const bucket = bucketOf(0);
  for (let count = 0; count < 4; count += 1) await retried([200], {}, { bucket });
  expect(await retried([503], {}, { bucket })).toMatchObject({ attempts: 1 });
  await retried([200], {}, { bucket });
  expect(await retried([503], {}, { bucket })).toMatchObject({ attempts: 2 });
});

test('it never holds more than its capacity', async () => {
  const bucket = bucketOf(10, 10);
  await retried([200], {}, { bucket });
  expect(bucket.tokens).toBe(10);
});

test('what the rules do not repeat costs nothing', async () => {
  const bucket = bucketOf(100);
  await retried([503], { method: 'POST' }, { bucket });
  await retried([503], {}, { bucket, except: ['getThing'] });
  await retried([503], {}, { bucket, shouldRetry: () => false });
  expect(bucket.tokens).toBe(100);
});

test('each withRetry has its own, unless they share one', async () => {
  const shared = bucketOf(5);
  expect(await retried([503], {}, { bucket: shared })).toMatchObject({ attempts: 2 });
  expect(await retried([503], {}, { bucket: shared })).toMatchObject({ attempts: 1 });
  expect(await retried([503])).toMatchObject({ attempts: 3 });
});
