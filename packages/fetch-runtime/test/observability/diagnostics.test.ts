import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type CallEvent, Configuration, call, diagnostics, observeAll, onEvent } from '../../src/index.js';
import { answering, operation } from '../support.js';
import { publishedWhile, subscribed } from './support.js';

const getThing = operation();
const fetchApi = async (): Promise<Response> => new Response();
const shown = (events: readonly CallEvent[]): string[] => events.map(({ type }) => type);

test('each type of event has its channel, and subscribers get what onEvent gets', async () => {
  const observed: CallEvent[] = [];
  const published: [string | symbol, CallEvent][] = [];
  const told = onEvent((event) => void observed.push(event));
  const retrying = new Configuration({
    observe: told,
    fetchApi: async (_url, _init, current) => {
      current.tell?.('retry', { status: 503, delayMs: 20 });
      current.nextAttempt?.();
      return new Response();
    },
  });
  await subscribed(
    (event, name) => published.push([name, event]),
    async () => {
      await call(retrying, getThing, {} as never);
      await call(retrying, getThing, {} as never, { timeoutMs: -1 }).catch(() => undefined);
    },
  );
  expect(published.map(([name]) => name)).toEqual(
    ['request', 'attempt', 'retry', 'attempt', 'response', 'request', 'error'].map(
      (type) => `acme:fetch-runtime:${type}`,
    ),
  );
  // Each observer counts calls and time for itself.
  const alike = ({ callId: _callId, durationMs: _durationMs, ...rest }: CallEvent): object => rest;
  expect(published.map(([, event]) => alike(event))).toEqual(observed.map(alike));
});

test('a Configuration publishes by itself, beside its own observer', async () => {
  const observed: string[] = [];
  const observe = onEvent(({ type }) => void observed.push(type));
  for (const own of [{}, { observe }]) {
    const ask = () => call(new Configuration({ fetchApi, ...own }), getThing, {} as never);
    expect(shown(await publishedWhile(ask))).toEqual(['request', 'attempt', 'response']);
  }
  expect(observed).toEqual(['request', 'attempt', 'response']);
});

test('a plain object publishes where it asks for it', async () => {
  const silent = () => call({ fetchApi }, getThing, {} as never);
  expect(await publishedWhile(silent)).toEqual([]);
  const asks = () => call({ fetchApi, observe: diagnostics() }, getThing, {} as never);
  expect(shown(await publishedWhile(asks))).toEqual(['request', 'attempt', 'response']);
});

test('what is asked for twice is published once', async () => {
  const observe = observeAll(
    diagnostics(),
    onEvent(() => undefined),
  );
  const ask = () => call(new Configuration({ fetchApi, observe }), getThing, {} as never);
  expect(shown(await publishedWhile(ask))).toEqual(['request', 'attempt', 'response']);
});

test('a call that nobody listens to is not even observed', () => {
  expect(diagnostics()(getThing)).toBeUndefined();
  expect(observeAll(diagnostics(), diagnostics())(getThing)).toBeUndefined();
});

test('a subscriber to one channel alone is told all that came before', async () => {
  const ask = () => call(new Configuration({ fetchApi }), getThing, {} as never);
  expect(await publishedWhile(ask, ['response'])).toMatchObject([
    { type: 'response', attempt: 1, origin: 'https://api.example.test' },
  ]);
});

test('who subscribes while a call is on its way sees the next one', async () => {
  const events: unknown[] = [];
  const listener = (event: unknown): void => void events.push(event);
  const late = new Configuration({
    fetchApi: async () => {
      subscribe('acme:fetch-runtime:response', listener);
      return new Response();
    },
  });
  await call(late, getThing, {} as never);
  expect(events).toEqual([]);
  await call(new Configuration({ fetchApi }), getThing, {} as never);
  unsubscribe('acme:fetch-runtime:response', listener);
  expect(events).toHaveLength(1);
});

test('calls are told apart by callId, also those of another copy of this package', async () => {
  const events = await publishedWhile(async () => {
    await Promise.all([1, 2].map(() => call(new Configuration({ fetchApi }), getThing, {} as never)));
    await jest.isolateModulesAsync(async () => {
      const copy: typeof import('../../src/index.js') = await import('../../src/index.js');
      expect(copy.Configuration).not.toBe(Configuration);
      await copy.call(new copy.Configuration({ fetchApi }), getThing, {} as never);
    });
  });
  const ids = [...new Set(events.map(({ callId }) => callId))];
  expect(ids).toHaveLength(3);
  for (const id of ids) {
    expect(shown(events.filter(({ callId }) => callId === id))).toEqual(['request', 'attempt', 'response']);
  }
});

test.each([
  ['a process without it', { ...process, getBuiltinModule: undefined }],
  ['no process', undefined],
])(
  'where the platform has no such module, calls work and nothing is published: %s',
  async (_title, instead) => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'process')!;
    await jest.isolateModulesAsync(async () => {
      const copy: typeof import('../../src/index.js') = await import('../../src/index.js');
      const events = await publishedWhile(async () => {
        Object.defineProperty(globalThis, 'process', { value: instead, configurable: true });
        try {
          await copy.call(new copy.Configuration(answering(new Response())), getThing, {} as never);
        } finally {
          Object.defineProperty(globalThis, 'process', own);
        }
      });
      expect(events).toEqual([]);
    });
    expect(process.getBuiltinModule).toEqual(expect.any(Function));
  },
);
