import { withRetry } from '../../src/index.js';
import { endedAt } from '../clock.js';
import { type Asked, ask, outcomeOf, serverPerTest } from '../faults/harness.js';
import { getThing, makeThing, replaceThing } from '../faults/operations.js';
import { answer, cut, hangUp, head, type Script } from '../faults/script.js';
import { freePort, startServer } from '../faults/server.js';

const server = serverPerTest();
const fetchApi = withRetry((url, init) => fetch(url, init), { baseDelayMs: 5 });
const blue = answer(200, '"blue"');

/** Each request is answered by the next script, the last one again and again. */
function answerInTurn(...scripts: readonly Script[]): void {
  let answered = 0;
  server().answer(async (connection) => {
    const script = scripts[Math.min(answered, scripts.length - 1)]!;
    answered += 1;
    for (const step of script) await (typeof step === 'function' ? step(connection) : connection.write(step));
  });
}

const put: Asked = { operation: replaceThing, request: { body: { colour: 'blue' } }, fetchApi };
const post: Asked = { operation: makeThing, request: { body: { amount: 1 } }, fetchApi };

describe('the first attempt fails, the second answers', () => {
  test.each<[string, Script]>([
    ['a reset', [cut]],
    ['a connection closed without a word', [hangUp]],
    ['a head that breaks off', ['HTTP/1.1 200 OK\r\nContent-Le', hangUp]],
    ['a 503', answer(503, '{"error":"busy"}')],
    ['a 503 with a body that never ends', [head(503, { 'Content-Length': 1_000 }), 'x']],
    ['a 429 that says when', [head(429, { 'Retry-After': 0, 'Content-Length': 0 })]],
  ])('after %s', async (_title, script) => {
    answerInTurn(script, blue);
    expect(await outcomeOf(ask(server(), { operation: getThing, fetchApi }))).toEqual({ value: 'blue' });
    expect(server().requests).toHaveLength(2);
  });

  test('after a silence, which is cut by the time limit of the attempt', async () => {
    answerInTurn([], blue);
    const atOnce = withRetry((url, init) => fetch(url, init), { sleep: async () => undefined });
    const asked = () => outcomeOf(ask(server(), { fetchApi: atOnce, timeoutMs: 150 }));
    const isAsked = (): boolean => server().requests.length > 0;
    expect(await endedAt(150, isAsked, asked)).toEqual({ value: 'blue' });
    expect(server().requests).toHaveLength(2);
  });

  test('a PUT goes out the same both times', async () => {
    answerInTurn([cut], blue);
    await ask(server(), put);
    const [first, second] = server().requests;
    expect(first).toContain('{"colour":"blue"}');
    expect(second).toBe(first);
  });

  test('a POST with an Idempotency-Key too', async () => {
    answerInTurn([cut], blue);
    await ask(server(), { ...post, request: { body: 1, idempotencyKey: 'k-1' } });
    const [first, second] = server().requests;
    expect(first).toMatch(/^idempotency-key: k-1$/im);
    expect(second).toBe(first);
  });
});

test('a POST goes out once, and its outcome is unknown', async () => {
  answerInTurn([cut], blue);
  expect(await outcomeOf(ask(server(), post))).toMatchObject({ error: 'OutcomeUnknownError' });
  expect(server().requests).toHaveLength(1);
});

test('a POST that found nobody listening goes out once somebody does', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  let attempts = 0;
  const second = server().url;
  const moves = withRetry(
    (asked, init) => {
      attempts += 1;
      return fetch(attempts === 1 ? asked : asked.replace(url, second), init);
    },
    { baseDelayMs: 5 },
  );
  server().answer(...blue);
  expect(await outcomeOf(ask({ url }, { ...post, fetchApi: moves }))).toEqual({ value: 'blue' });
  expect(server().requests).toHaveLength(1);
});

test('an untrusted certificate is not tried again', async () => {
  const secure = await startServer('tls');
  try {
    let attempts = 0;
    const counted = withRetry((url, init) => {
      attempts += 1;
      return fetch(url, init);
    });
    expect(await outcomeOf(ask(secure, { fetchApi: counted }))).toMatchObject({ code: 'tls' });
    expect(attempts).toBe(1);
  } finally {
    await secure.close();
  }
});

test('an answer that breaks off in its body is not asked for again', async () => {
  answerInTurn([head(200, { 'Content-Type': 'application/json', 'Content-Length': 9 }), '"bl', hangUp], blue);
  expect(await outcomeOf(ask(server(), { fetchApi }))).toMatchObject({ code: 'network' });
  expect(server().requests).toHaveLength(1);
});

test('the connection of a discarded answer that never ends is closed', async () => {
  answerInTurn([head(503, { 'Content-Length': 1_000 }), 'x'], blue);
  await ask(server(), { fetchApi });
  await server()
    .letGo()
    .catch(() => undefined);
  expect(server().requests).toHaveLength(2);
});
