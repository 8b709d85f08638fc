import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { Configuration, call, json, send, withRetry } from '../../src/index.js';
import { operation, rejection } from '../support.js';
import { traceCalls } from './opentelemetry.recipe.js';
import { type Answering, answerInTurn } from './server.js';

const exporter = new InMemorySpanExporter();
/** What becomes of spans, in order: the clock of the SDK is too coarse to tell. */
const order: string[] = [];
const recorder: SpanProcessor = {
  onStart: () => void order.push('begins'),
  onEnd: () => void order.push('ends'),
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
};
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter), recorder] });
let stop: () => void;
beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  stop = traceCalls();
});
afterAll(async () => {
  stop();
  await provider.shutdown();
  trace.disable();
  context.disable();
});

let server: Answering;
beforeEach(async () => {
  exporter.reset();
  order.length = 0;
  server = await answerInTurn();
});
afterEach(() => server.close());

const getCustomer = operation({ id: 'getCustomer', path: '/customers/{id}', responses: { 200: json } });

function configured(more: ConstructorParameters<typeof Configuration>[0] = {}): Configuration {
  const fetchApi = withRetry((url, init) => fetch(url, init), {
    random: () => 0,
    sleep: async () => undefined,
  });
  return new Configuration({ basePath: `${server.url}/v1`, fetchApi, ...more });
}

/** As much of a span as the conventions speak of. */
function shown({ name, kind, status, attributes }: ReadableSpan): object {
  return { name, kind, status, attributes };
}

const common = (): object => ({
  'http.request.method': 'GET',
  'url.template': '/customers/{id}',
  'server.address': '127.0.0.1',
  'server.port': server.port,
});

test('a call is one CLIENT span, named and described as the HTTP conventions say', async () => {
  server.answers(200);
  await call(configured(), getCustomer, {} as never);
  expect(exporter.getFinishedSpans().map(shown)).toEqual([
    {
      name: 'GET /customers/{id}',
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.UNSET },
      attributes: { ...common(), 'http.response.status_code': 200 },
    },
  ]);
});

test('every attempt is a span of its own, and those sent again are counted', async () => {
  server.answers(503, 'cut', 200);
  await call(configured(), getCustomer, {} as never);
  const failed = { status: { code: SpanStatusCode.ERROR } };
  expect(exporter.getFinishedSpans().map(shown)).toMatchObject([
    { ...failed, attributes: { ...common(), 'http.response.status_code': 503, 'error.type': '503' } },
    { ...failed, attributes: { ...common(), 'error.type': 'network', 'http.request.resend_count': 1 } },
    {
      status: { code: SpanStatusCode.UNSET },
      attributes: { ...common(), 'http.response.status_code': 200, 'http.request.resend_count': 2 },
    },
  ]);
  expect(exporter.getFinishedSpans()[0]!.attributes).not.toHaveProperty('http.request.resend_count');
  expect(order).toEqual(['begins', 'ends', 'begins', 'ends', 'begins', 'ends']);
});

test.each<[string, number | 'cut' | 'silent' | 'html', object]>([
  ['4xx', 404, { 'http.response.status_code': 404, 'error.type': '404' }],
  ['5xx', 500, { 'http.response.status_code': 500, 'error.type': '500' }],
  [
    'a redirect, which is not followed',
    302,
    { 'http.response.status_code': 302, 'error.type': 'http_status' },
  ],
  [
    'a body that is not as described',
    'html',
    { 'http.response.status_code': 200, 'error.type': 'response_format' },
  ],
  ['a connection that breaks', 'cut', { 'error.type': 'network' }],
  ['a timeout', 'silent', { 'error.type': 'timeout' }],
])('a failure is told by status and error.type: %s', async (_title, answer, attributes) => {
  server.answers(answer);
  // On a busy machine an answer takes longer than one waits for none.
  const configuration = configured({ fetchApi: undefined, timeoutMs: answer === 'silent' ? 200 : 20_000 });
  await rejection(call(configuration, getCustomer, {} as never));
  expect(exporter.getFinishedSpans().map(shown)).toEqual([
    expect.objectContaining({
      status: { code: SpanStatusCode.ERROR },
      attributes: { ...common(), ...attributes },
    }),
  ]);
});

test('what a hook throws has no type of its own', async () => {
  server.answers(200);
  const post = (): never => {
    throw Object.assign(new Error('mine'), { code: 'customer 7004419250' });
  };
  await rejection(call(configured({ middleware: [{ post }] }), getCustomer, {} as never));
  expect(exporter.getFinishedSpans()[0]!.attributes).toEqual({ ...common(), 'error.type': '_OTHER' });
});

test('spans are below the one that is active where the call is made, also of calls at the same time', async () => {
  server.answers(503, 503, 503, 200, 200, 200);
  const tracer = trace.getTracer('app');
  const parents = ['a', 'b', 'c'].map((name) => tracer.startSpan(name));
  await Promise.all(
    parents.map((parent) =>
      context.with(trace.setSpan(context.active(), parent), () =>
        call(configured(), getCustomer, {} as never),
      ),
    ),
  );
  for (const parent of parents) {
    const { spanId, traceId } = parent.spanContext();
    const children = exporter.getFinishedSpans().filter((span) => span.parentSpanContext?.spanId === spanId);
    expect(children.map((span) => span.spanContext().traceId)).toEqual([traceId, traceId]);
    expect(children.map(({ attributes }) => attributes['http.request.resend_count'])).toEqual([undefined, 1]);
    parent.end();
  }
});

test('with …Raw a span ends with the head of the answer, and a body that fails later changes nothing', async () => {
  server.answers('html');
  const answer = await send(configured(), getCustomer, {} as never);
  const ended = exporter.getFinishedSpans().map(shown);
  expect(ended).toMatchObject([{ status: { code: SpanStatusCode.UNSET } }]);
  await rejection(answer.value());
  expect(exporter.getFinishedSpans().map(shown)).toEqual(ended);
});

test('an attempt that a fetchApi repeats without a word is ended, too', async () => {
  server.answers(200, 200);
  const configuration = configured({
    fetchApi: async (url, init, told) => {
      await fetch(url, init);
      return fetch(url, { ...init, signal: told.nextAttempt?.() ?? null });
    },
  });
  await call(configuration, getCustomer, {} as never);
  expect(exporter.getFinishedSpans()).toHaveLength(2);
});

test('where nothing is sent there is no span', async () => {
  const refused = call(configured(), getCustomer, {} as never, { signal: AbortSignal.abort() });
  expect(await rejection(refused)).toMatchObject({ code: 'aborted' });
  expect(exporter.getFinishedSpans()).toEqual([]);
});

test('the default ports are told, though no URL has them', async () => {
  for (const basePath of ['https://api.example.test', 'http://api.example.test', 'https://[::1]:8443']) {
    const fetchApi = async (): Promise<Response> => Response.json(1);
    await call(new Configuration({ basePath, fetchApi }), getCustomer, {} as never);
  }
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ attributes }) => [attributes['server.address'], attributes['server.port']])).toEqual([
    ['api.example.test', 443],
    ['api.example.test', 80],
    ['[::1]', 8443],
  ]);
});

test('ends once it is told to', async () => {
  stop();
  server.answers(200);
  await call(configured(), getCustomer, {} as never);
  expect(exporter.getFinishedSpans()).toEqual([]);
  stop = traceCalls();
});
