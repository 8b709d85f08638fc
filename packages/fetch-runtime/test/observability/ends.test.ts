import {
  bearer,
  Configuration,
  type ConfigurationParameters,
  call,
  errorWhen,
  type FetchApi,
  header,
  json,
  jsonBody,
  type Operation,
  query,
  send,
  withRetry,
} from '../../src/index.js';
import { jumping } from '../clock.js';
import { answering, operation, parameter, secured, silent } from '../support.js';
import { publishedWhile } from './support.js';

const declared = operation({ responses: { 200: json } });
const fine: FetchApi = async () => Response.json(1);
const failing: FetchApi = () => Promise.reject(new TypeError('fetch failed'));
const throwing = (): never => {
  throw Object.assign(new Error('mine'), { code: 's3cr3t', status: 7, delayMs: 7 });
};
const token = { id: 'token', credential: bearer, encode: header, name: 'Authorization' };
const withToken = { ...declared, ...secured([[token]]) };
const envelope = { read: errorWhen, as: json, at: ['failed'] };

interface Case {
  readonly described?: Operation;
  readonly parameters?: ConfigurationParameters;
  readonly options?: Parameters<typeof call>[3];
}

/** The steps that a call is told by, and with what code and status it ends. */
async function told({ described = declared, parameters, options }: Case): Promise<string> {
  const configuration = new Configuration({ fetchApi: fine, ...parameters });
  const events = await publishedWhile(() => call(configuration, described, {} as never, options));
  const ends = events.filter(({ type }) => type === 'response' || type === 'error');
  expect(ends).toEqual(events.slice(-1));
  return events
    .map(({ type, attempt, code, status }) =>
      [type, attempt, code, status].filter((fact) => fact !== undefined).join(' '),
    )
    .join(', ');
}

test.each<[string, Case, string]>([
  ['an answer', {}, 'request 0, attempt 1, response 1 200'],
  [
    'middleware that answers where fetch does not',
    { parameters: { fetchApi: failing, middleware: [{ onError: () => Response.json(1) }] } },
    'request 0, attempt 1, response 1 200',
  ],
  [
    'middleware that replaces the answer',
    { parameters: { middleware: [{ post: () => new Response(null, { status: 503 }) }] } },
    'request 0, attempt 1, error 1 http_status 503',
  ],
  [
    'a hook that throws, whatever its error holds',
    { parameters: { middleware: [{ pre: throwing }] } },
    'request 0, attempt 1, error 1',
  ],
  [
    'a credential function that throws, whatever its error holds',
    { described: withToken, parameters: { accessToken: throwing } },
    'request 0, error 0',
  ],
  ['missing credentials', { described: withToken }, 'request 0, error 0 credentials_required'],
  [
    'a request that lacks a member',
    { described: operation({ params: [parameter(query, 'id', { required: true })] }) },
    'error 0 required',
  ],
  ['a base URL that is none', { parameters: { basePath: 'nowhere' } }, 'error 0 invalid_request'],
  ['options that throw', { options: throwing }, 'request 0, error 0'],
  ['an abort before it is sent', { options: { signal: AbortSignal.abort() } }, 'request 0, error 0 aborted'],
  [
    'an error inside a success',
    {
      described: operation({ responses: { 200: envelope } }),
      parameters: answering(Response.json({ failed: 1 })),
    },
    'request 0, attempt 1, error 1 http_status 200',
  ],
  ['a timeout', { parameters: { ...silent, timeoutMs: 1 } }, 'request 0, attempt 1, error 1 timeout'],
  ['a deadline', { parameters: { ...silent, deadlineMs: 1 } }, 'request 0, attempt 1, error 1 timeout'],
  [
    'a redirect',
    { parameters: { fetchApi: async () => new Response(null, { status: 302 }) } },
    'request 0, attempt 1, error 1 http_status 302',
  ],
  [
    'retries that do not help',
    {
      parameters: {
        fetchApi: withRetry(async () => new Response(null, { status: 503 }), {
          sleep: async () => undefined,
        }),
      },
    },
    'request 0, attempt 1, retry 1 503, attempt 2, retry 2 503, attempt 3, error 3 http_status 503',
  ],
])('every call ends with one event, and it is the last: %s', async (_title, asked, events) => {
  expect(await jumping(() => told(asked))).toBe(events);
});

test('also where the caller gives up: while it waits for an answer, or for a retry', async () => {
  const controllers = [new AbortController(), new AbortController()] as const;
  const [first, second] = controllers;
  setImmediate(() => first.abort());
  expect(await told({ parameters: silent, options: { signal: first.signal } })).toBe(
    'request 0, attempt 1, error 1 aborted',
  );
  const fetchApi = withRetry(failing, { sleep: async () => second.abort() });
  expect(await told({ parameters: { fetchApi }, options: { signal: second.signal } })).toBe(
    'request 0, attempt 1, retry 1 network, error 1 aborted',
  );
});

describe('with …Raw', () => {
  async function toldOfRaw(answer: Response, read: (value: () => Promise<unknown>) => Promise<unknown>) {
    const configuration = new Configuration(answering(answer));
    const events = await publishedWhile(async () => {
      const raw = await send(configuration, declared, {} as never);
      await read(() => raw.value());
    });
    return events.map(({ type, code }) => code ?? type);
  }

  test('the call ends with the head of the answer', async () => {
    const told = ['request', 'attempt', 'response'];
    expect(await toldOfRaw(Response.json(1), async () => undefined)).toEqual(told);
    expect(await toldOfRaw(Response.json(1), (value) => value())).toEqual(told);
  });

  test('a body that fails is told as one error more, however often it is asked for', async () => {
    const twice = async (value: () => Promise<unknown>) => Promise.allSettled([value(), value()]);
    expect(await toldOfRaw(new Response('<html>'), twice)).toEqual([
      'request',
      'attempt',
      'response',
      'response_format',
    ]);
  });

  test('a failure before the head is the one end', async () => {
    const read = async (): Promise<never> => {
      throw new Error('never read');
    };
    expect(await toldOfRaw(new Response(null, { status: 500 }), read)).toEqual([
      'request',
      'attempt',
      'http_status',
    ]);
  });
});

test('time goes on from event to event, and begins with the call', async () => {
  const fetchApi = withRetry(failing, { baseDelayMs: 20, random: () => 1, maxRetries: 1 });
  const events = await jumping(() =>
    publishedWhile(() => call(new Configuration({ fetchApi }), declared, {} as never)),
  );
  const times = events.map(({ durationMs }) => durationMs);
  // Request, attempt and retry come at once, all that follows after the wait between two attempts.
  expect(times).toEqual([0, 0, 0, 20, 20]);
});

test('no event holds what was sent, what came back, or what a hook threw', async () => {
  const SECRET = 's3cr3t';
  const secret = { 'x-secret': SECRET };
  const answer =
    (status: number): FetchApi =>
    async () =>
      Response.json({ code: SECRET, status: SECRET, base: SECRET }, { status, headers: secret });
  const body = { encode: jsonBody, type: 'application/json' };
  const post = operation({
    method: 'POST',
    path: '/things/{id}',
    params: [parameter(query, 'q')],
    body,
    ...secured([[token]]),
    responses: { 200: json, 400: json },
  });
  const planted = { accessToken: SECRET, headers: secret, basePath: `https://h.test/${SECRET}` };
  const parameters = { ...planted, username: SECRET, serverVariables: { tenant: SECRET } };
  const events = await publishedWhile(async () => {
    for (const more of [
      { fetchApi: answer(200) },
      { fetchApi: answer(400) },
      { fetchApi: withRetry(answer(503), { sleep: async () => undefined }) },
      { fetchApi: () => Promise.reject(new Error(SECRET)) },
      { middleware: [{ pre: throwing }] },
    ]) {
      const configuration = new Configuration({ ...parameters, ...more });
      const asked = call(configuration, post, { q: SECRET, body: { base: SECRET, code: SECRET } } as never);
      await asked.catch(() => undefined);
    }
  });
  expect(events).toHaveLength(15);
  expect(JSON.stringify(events)).not.toContain(SECRET);
});
