import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import * as fc from 'fast-check';
import type * as Runtime from '../src/index.js';

/** What every platform must have. */
const required = ['AbortController', 'Headers', 'URL', 'clearTimeout', 'performance', 'setTimeout'] as const;

/** What some platforms lack: React Native, older engines, test environments. */
const optional = [
  'AbortSignal',
  'Blob',
  'DOMException',
  'File',
  'FormData',
  'ReadableStream',
  'Request',
  'Response',
  'TextDecoder',
  'TextEncoder',
  'TransformStream',
  'URLSearchParams',
  'btoa',
  'crypto',
  'navigator',
  'process',
  'structuredClone',
] as const;
type Optional = (typeof optional)[number];

let code = '';
beforeAll(async () => {
  const options = {
    bundle: true,
    write: false,
    format: 'cjs',
    target: 'es2022',
    logLevel: 'silent',
  } as const;
  const { outputFiles } = await build({ ...options, entryPoints: [require.resolve('../src/index.ts')] });
  code = outputFiles[0]!.text;
});

/** The package, loaded on a platform that has only these globals. */
function loadedWith(names: readonly Optional[], changes: object = {}): typeof Runtime {
  const all = globalThis as unknown as Record<string, unknown>;
  const platform: Record<string, unknown> = { module: { exports: {} } };
  for (const name of [...required, ...names]) platform[name] = all[name];
  Object.assign(platform, changes);
  runInContext(code, createContext(platform));
  return (platform.module as { exports: typeof Runtime }).exports;
}

/** A response of a platform without streams: as in React Native, its body is `undefined`. */
function whole(body: string, init: ResponseInit = {}, hasBlob = false): Response {
  const { status, headers } = new Response(null, init);
  const members = { status, headers, ok: status >= 200 && status < 300, bodyUsed: false, body: undefined };
  const blob = hasBlob ? { blob: async () => new Blob([body]) } : {};
  return { ...members, text: async () => body, ...blob } as unknown as Response;
}

const operation = (parts: object): Runtime.Operation<never, unknown> => ({
  id: 'getThing',
  method: 'GET',
  path: '/things',
  servers: [{ url: 'https://api.example.test' }],
  responses: {},
  ...parts,
});

const type = { 'content-type': 'application/json' };

interface Outcome {
  readonly value?: unknown;
  readonly error?: string;
  readonly code?: string;
  readonly [member: string]: unknown;
}

/** How a call ends, as plain data. */
async function outcome(run: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await run() };
  } catch (error) {
    const { name, code, body, missing, reason } = error as Record<string, unknown>;
    const told = Object.entries({ body, missing, reason }).filter(([, value]) => value !== undefined);
    return { error: String(name), code: String(code), ...Object.fromEntries(told) };
  }
}

const answering =
  (...responses: Response[]) =>
  async (): Promise<Response> =>
    responses.length > 1 ? responses.shift()! : responses[0]!;

/** What must work on any platform. */
const everywhere: readonly [string, (runtime: typeof Runtime) => Promise<unknown>, Outcome][] = [
  [
    'JSON is read',
    ({ call, json }) =>
      call({ fetchApi: answering(whole('{"a":1}')) }, operation({ responses: { 200: json } }), {} as never),
    { value: { a: 1 } },
  ],
  [
    'a body that is a stream is read',
    ({ call, json }) =>
      call(
        { fetchApi: answering(new Response('{"a":"é"}')) },
        operation({ responses: { 200: json } }),
        {} as never,
      ),
    { value: { a: 'é' } },
  ],
  [
    'exact integers are read',
    ({ call, jsonInt64 }) =>
      call(
        { fetchApi: answering(whole('9007199254740993')) },
        operation({ responses: { 200: jsonInt64 } }),
        {} as never,
      ),
    { value: 9007199254740993n },
  ],
  [
    'text is read by its media type',
    ({ call, byMediaType, text }) => {
      const contents = { 'text/csv': text };
      const described = operation({ responses: { 200: { read: byMediaType, contents } } });
      return call({ fetchApi: answering(whole('a,b')) }, described, {} as never);
    },
    { value: 'a,b' },
  ],
  [
    'a Configuration with middleware sends a body',
    ({ call, Configuration, json, jsonBody }) => {
      const body = { encode: jsonBody, type: 'application/json' };
      const fetchApi = async (_url: string, { body: sent }: RequestInit) => whole(String(sent));
      const configuration = new Configuration({ fetchApi, middleware: [{ pre: () => undefined }] });
      const described = operation({ method: 'POST', body, responses: { 200: json } });
      return call(configuration, described, { body: { sent: true } } as never);
    },
    { value: { sent: true } },
  ],
  [
    'options replace a body',
    ({ call, json }) => {
      const fetchApi = async (_url: string, { body: sent }: RequestInit) => whole(String(sent));
      const described = operation({ method: 'POST', responses: { 200: json } });
      return call({ fetchApi }, described, {} as never, { body: '2', headers: { 'X-A': '1' } });
    },
    { value: 2 },
  ],
  [
    'a binary body is sent',
    ({ call, binaryBody, json }) => {
      const body = { encode: binaryBody, type: 'application/pdf' };
      const fetchApi = async (_url: string, { body: sent }: RequestInit) => whole(String(sent));
      const described = operation({ method: 'PUT', body, responses: { 200: json } });
      return call({ fetchApi }, described, { body: new Uint8Array([1, 2]) } as never);
    },
    { value: undefined, error: 'ResponseFormatError', code: 'response_format', reason: 'invalid_json' },
  ],
  [
    'an error has its body',
    ({ call, json }) => {
      const response = whole('{"code":7}', { status: 402, headers: type });
      return call({ fetchApi: answering(response) }, operation({ responses: { 200: json } }), {} as never);
    },
    { error: 'ResponseError', code: 'http_status', body: { code: 7 } },
  ],
  [
    'a call is repeated',
    ({ call, json, withRetry }) => {
      const fetchApi = withRetry(answering(whole('', { status: 503 }), whole('3')), {
        sleep: async () => undefined,
      });
      return call({ fetchApi }, operation({ responses: { 200: json } }), {} as never);
    },
    { value: 3 },
  ],
  [
    'a body that is read later is read',
    async ({ send, json }) => {
      const described = operation({ responses: { 200: json } });
      const options = { signal: new AbortController().signal };
      return (await send({ fetchApi: answering(whole('4')) }, described, {} as never, options)).value();
    },
    { value: 4 },
  ],
  [
    'the limit counts before a body is read',
    ({ call, text }) => {
      const response = whole('12345', { headers: { 'content-length': '5' } });
      Object.assign(response, { text: () => Promise.reject(new Error('it is read')) });
      const configuration = { fetchApi: answering(response), maxResponseBytes: 4 };
      return call(configuration, operation({ responses: { 200: text } }), {} as never);
    },
    { error: 'ResponseFormatError', code: 'response_format', reason: 'too_large' },
  ],
  [
    'the limit counts after a body is read',
    ({ call, text }) => {
      const configuration = { fetchApi: answering(whole('12345')), maxResponseBytes: 4 };
      return call(configuration, operation({ responses: { 200: text } }), {} as never);
    },
    { error: 'ResponseFormatError', code: 'response_format', reason: 'too_large' },
  ],
  [
    'a body that does not end is given up after timeoutMs',
    ({ call, text }) => {
      const response = Object.assign(whole(''), { text: () => new Promise<string>(() => undefined) });
      const configuration = { fetchApi: answering(response), timeoutMs: 20 };
      return call(configuration, operation({ responses: { 200: text } }), {} as never);
    },
    { error: 'FetchError', code: 'timeout' },
  ],
  [
    'the caller can abort',
    ({ call, text }) => {
      const controller = new AbortController();
      const fetchApi = async (): Promise<Response> => {
        controller.abort();
        return whole('');
      };
      const options = { signal: controller.signal };
      return call({ fetchApi }, operation({ responses: { 200: text } }), {} as never, options);
    },
    { error: 'FetchError', code: 'aborted' },
  ],
  [
    'a response that cannot be read as text says what is missing',
    ({ call, json }) => {
      const response = Object.assign(whole(''), { text: undefined });
      return call({ fetchApi: answering(response) }, operation({ responses: { 200: json } }), {} as never);
    },
    { error: 'PlatformError', code: 'platform_unsupported', missing: 'Response.text()' },
  ],
];

/** What needs something of the platform: it works, or says what is missing; never a ReferenceError. */
const somewhere: readonly [string, Optional[], (runtime: typeof Runtime) => Promise<unknown>][] = [
  [
    'a file is read',
    ['Blob'],
    ({ call, blob }) => {
      const response = whole('%PDF', {}, true);
      return call({ fetchApi: answering(response) }, operation({ responses: { 200: blob } }), {} as never);
    },
  ],
  [
    'a file is downloaded as a stream',
    ['ReadableStream'],
    async ({ send, download, blob }) => {
      const fetchApi = answering(
        new Response('%PDF', { headers: { 'content-disposition': 'x; filename=a.pdf' } }),
      );
      return download(await send({ fetchApi }, operation({ responses: { 200: blob } }), {} as never))
        .fileName;
    },
  ],
  [
    'a form with files is sent',
    ['Blob', 'crypto'],
    ({ call, multipartBody, none }) => {
      const body = { encode: multipartBody, type: 'multipart/form-data' };
      const described = operation({ method: 'POST', body, responses: { 200: none } });
      return call({ fetchApi: answering(whole('')) }, described, { body: { a: 1 } } as never);
    },
  ],
  [
    'HTTP Basic is sent',
    ['TextEncoder', 'btoa'],
    ({ call, authorize, basic, header, none }) => {
      const scheme = { id: 'login', credential: basic, encode: header, name: 'Authorization' };
      const described = operation({ security: [[scheme]], authorize, responses: { 200: none } });
      const fetchApi = answering(whole(''));
      return call({ fetchApi, username: 'u', password: 'p' }, described, {} as never);
    },
  ],
  [
    'a link to the next page is followed',
    ['URLSearchParams'],
    async ({ paginate, json, queryPrimitive }) => {
      const params = [{ encode: queryPrimitive, key: 'after', name: 'after' }];
      const rule = { by: 'cursor', at: ['after'], next: ['next'], inUrl: 'after', items: ['items'] } as const;
      const described = operation({ params, responses: { 200: json } });
      const pages = answering(whole('{"items":[1],"next":"/?after=2"}'), whole('{"items":[2]}'));
      const found: unknown[] = [];
      for await (const item of paginate({ fetchApi: pages }, described, rule, {} as never)) found.push(item);
      return found;
    },
  ],
];

async function check(names: readonly Optional[]): Promise<void> {
  const runtime = loadedWith(names);
  for (const [title, run, expected] of everywhere) {
    expect([title, await outcome(() => run(runtime))]).toEqual([title, expected]);
  }
  for (const [title, wanted, run] of somewhere) {
    const { error, missing } = await outcome(() => run(runtime));
    const lacking = wanted.filter((name) => !names.includes(name));
    const known = lacking.length === 0 ? [undefined, undefined] : ['PlatformError', expect.anything()];
    expect([title, error, missing]).toEqual([title, ...known]);
    if (missing !== undefined) expect(lacking).toContain(missing);
  }
}

test('a platform that has all of it', () => check(optional));

test('a platform that has none of it', () => check([]));

test.each(optional)('a platform without %s', (name) => check(optional.filter((other) => other !== name)));

test('any platform between the two', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray([...optional]), (names) => check(names)),
    { numRuns: 40 },
  );
});

test('React Native: an AbortSignal without throwIfAborted and reason', async () => {
  const { call, json } = loadedWith([]);
  class Signal extends EventTarget {
    aborted = false;
  }
  const signal = Object.assign(new Signal(), { throwIfAborted: undefined }) as unknown as AbortSignal;
  const fetchApi = (): Promise<Response> => {
    Object.assign(signal, { aborted: true });
    signal.dispatchEvent(new Event('abort'));
    return Promise.reject(new Error('Aborted'));
  };
  const described = operation({ responses: { 200: json } });
  expect(await outcome(() => call({ fetchApi }, described, {} as never, { signal }))).toMatchObject({
    error: 'FetchError',
    code: 'aborted',
  });
});

test('React Native: a time limit is told as one, though its AbortController keeps no reason', async () => {
  class Controller {
    readonly signal: AbortSignal = Object.assign(new EventTarget(), {
      aborted: false,
    }) as unknown as AbortSignal;
    abort(): void {
      Object.assign(this.signal, { aborted: true });
      this.signal.dispatchEvent(new Event('abort'));
    }
  }
  const { call, json } = loadedWith([], { AbortController: Controller });
  const fetchApi = (_url: string, { signal }: RequestInit): Promise<Response> =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('Aborted'))));
  const described = operation({ responses: { 200: json } });
  const options = { timeoutMs: 10 };
  expect(await outcome(() => call({ fetchApi }, described, {} as never, options))).toMatchObject({
    error: 'FetchError',
    code: 'timeout',
  });
});

test('withProgress gives the body back where nothing sends streams', () => {
  const body = new Uint8Array([1]);
  expect(loadedWith([]).withProgress(body, () => undefined)).toBe(body);
  const file = new Blob(['x']);
  expect(loadedWith(['Blob']).withProgress(file, () => undefined)).toBe(file);
});

test('a stream as a body is refused where fetch would send "[object ReadableStream]"', async () => {
  const { call, binaryBody, none } = loadedWith(['ReadableStream']);
  const body = { encode: binaryBody, type: 'application/pdf' };
  const described = operation({ method: 'PUT', body, responses: { 200: none } });
  const fetchApi = jest.fn(answering(whole('')));
  const sending = call({ fetchApi }, described, { body: new ReadableStream() } as never);
  expect(await outcome(() => sending)).toMatchObject({ error: 'PlatformError' });
  expect(fetchApi).not.toHaveBeenCalled();
});
