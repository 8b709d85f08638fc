import { AsyncLocalStorage } from 'node:async_hooks';
import { bearer, Configuration, call, header, json, send, withRetry } from '../../src/index.js';
import { operation, secured } from '../support.js';
import { type Answering, answerInTurn } from './server.js';
import { subscribed } from './support.js';

let server: Answering;
beforeEach(async () => {
  server = await answerInTurn();
});
afterEach(() => server.close());

const requests = new AsyncLocalStorage<string>();
const declared = operation({ responses: { 200: json } });

/** What subscribers see: which event, in the context of which request that the program is answering. */
async function seen(run: () => Promise<unknown>): Promise<string[]> {
  const events: string[] = [];
  const listener = ({ type }: { type: string }): void => void events.push(`${requests.getStore()}: ${type}`);
  await subscribed(listener, run);
  return events;
}

test('subscribers run in the async context of the caller, at every step and across retries', async () => {
  server.answers(503, 'cut', 200);
  const fetchApi = withRetry((url, init) => fetch(url, init), { random: () => 0 });
  const configuration = new Configuration({ basePath: server.url, fetchApi });
  const events = await seen(() => requests.run('a', () => call(configuration, declared, {} as never)));
  const steps = ['request', 'attempt', 'retry', 'attempt', 'retry', 'attempt', 'response'];
  expect(events).toEqual(steps.map((step) => `a: ${step}`));
});

test('each of many calls at the same time has its own', async () => {
  server.answers(...Array.from({ length: 20 }, () => 200));
  const names = Array.from({ length: 20 }, (_, index) => `call ${index}`);
  // Credentials that are waited for, and found in a context of their own.
  const scheme = { id: 'token', credential: bearer, encode: header, name: 'Authorization' };
  const protectedOne = { ...declared, ...secured([[scheme]]) };
  const accessToken = () => requests.run('elsewhere', async () => 'token');
  const configuration = new Configuration({ basePath: server.url, allowInsecureLoopback: true, accessToken });
  const events = await seen(() =>
    Promise.all(
      names.map((name) => requests.run(name, () => call(configuration, protectedOne, {} as never))),
    ),
  );
  for (const name of names) {
    expect(events.filter((event) => event.startsWith(`${name}:`))).toEqual([
      `${name}: request`,
      `${name}: attempt`,
      `${name}: response`,
    ]);
  }
});

test('a time limit, and the caller who gives up from elsewhere, leave it as it is', async () => {
  server.answers('silent', 'silent');
  const configuration = new Configuration({ basePath: server.url });
  const late = { timeoutMs: 30 };
  const timedOut = await seen(() =>
    requests.run('a', () => call(configuration, declared, {} as never, late)).catch(() => undefined),
  );
  expect(timedOut).toEqual(['a: request', 'a: attempt', 'a: error']);
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = await seen(() => {
    const ended = requests.run('a', () => call(configuration, declared, {} as never, { signal }));
    requests.run('elsewhere', () => setTimeout(() => controller.abort(), 30));
    return ended.catch(() => undefined);
  });
  expect(aborted).toEqual(['a: request', 'a: attempt', 'a: error']);
});

test('with …Raw, a failure of value() is told in the context of who asks for it', async () => {
  server.answers('html');
  const configuration = new Configuration({ basePath: server.url });
  const events = await seen(async () => {
    const answer = await requests.run('a', () => send(configuration, declared, {} as never));
    await requests.run('b', () => answer.value()).catch(() => undefined);
  });
  expect(events).toEqual(['a: request', 'a: attempt', 'a: response', 'b: error']);
});
