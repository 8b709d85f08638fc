import { inspect } from 'node:util';
import {
  bearer,
  byMediaType,
  Configuration,
  call,
  type FetchApi,
  header,
  json,
  jsonBody,
  type Operation,
  query,
  send,
  text,
} from '../src/index.js';
import { answering, operation, parameter, rejection, secured, sent } from './support.js';

describe('the request object', () => {
  const keys = ['constructor', 'toString', '__proto__', 'valueOf', 'hasOwnProperty'];

  test.each(keys)('an own member called %s is', async (key) => {
    const request = JSON.parse(`{"${key}":"x"}`) as object;
    expect((await sent({ params: [parameter(query, key)] }, request)).url).toBe(
      `https://api.example.test/things?${key}=x`,
    );
  });

  test('a class may provide members by getters', async () => {
    class Page {
      get limit(): number {
        return 10;
      }
    }
    const params = ['limit', 'offset'].map((key) => parameter(query, key));
    expect((await sent({ params }, new Page())).url).toBe('https://api.example.test/things?limit=10');
  });

  test('objects without a prototype and frozen ones serve too', async () => {
    const params = [parameter(query, 'a')];
    const bare = Object.assign(Object.create(null) as object, { a: 1 });
    expect((await sent({ params }, Object.freeze(bare))).url).toBe('https://api.example.test/things?a=1');
  });

  test.each([undefined, null])(
    '%p for a required member is a RequiredError, and nothing is sent',
    async (value) => {
      const params = [parameter(query, 'first'), parameter(query, 'second', { required: true })];
      const fetchApi = jest.fn();
      const promise = call({ fetchApi }, operation({ params }), { first: 1, second: value } as never);
      const error = await rejection(promise);
      expect(error).toMatchObject({ name: 'RequiredError', code: 'required', field: 'second' });
      expect(fetchApi).not.toHaveBeenCalled();
    },
  );

  test('of several problems the first parameter is named, and the body last', async () => {
    const params = [
      parameter(query, 'a', { required: true }),
      parameter(query, 'b'),
      parameter(query, 'c', { required: true }),
    ];
    const body = { encode: jsonBody, type: 'application/json', required: true };
    const field = async (request: object): Promise<string> =>
      (await rejection(sent({ method: 'POST', params, body }, request))).field;
    expect(await field({ b: Number.NaN })).toBe('a');
    expect(await field({ a: 1, b: Number.NaN })).toBe('b');
    expect(await field({ a: 1 })).toBe('c');
    expect(await field({ a: 1, c: 1 })).toBe('body');
  });

  test('0, false and empty text are values', async () => {
    const params = ['a', 'b', 'c'].map((key) => parameter(query, key, { required: true }));
    expect((await sent({ params }, { a: 0, b: false, c: '' })).url).toBe(
      'https://api.example.test/things?a=0&b=false&c=',
    );
  });

  test('the name on the wire is that of the description', async () => {
    const params = [parameter(query, 'customer-id', { key: 'customerId' })];
    expect((await sent({ params }, { customerId: 1 })).url).toBe(
      'https://api.example.test/things?customer-id=1',
    );
  });
});

describe('init', () => {
  const post = {
    method: 'POST',
    body: { encode: jsonBody, type: 'application/json' },
  };

  test('method, headers as a plain object, and credentials of the configuration', async () => {
    const { init } = await sent(
      { ...post, accept: 'application/json' },
      { body: 1 },
      { credentials: 'include' },
    );
    expect(init).toEqual({
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '1',
      cache: 'no-store',
      credentials: 'include',
      redirect: 'manual',
      signal: expect.any(AbortSignal),
    });
  });

  test('redirects are not followed unless the call says so: credentials would go along', async () => {
    expect((await sent(post, { body: 1 })).init.redirect).toBe('manual');
    expect((await sent(post, { body: 1 }, {}, { redirect: 'follow' })).init.redirect).toBe('follow');
    const redirected = new Response(null, { status: 302, headers: { location: 'https://elsewhere.test' } });
    expect(await rejection(call(answering(redirected), operation(), {} as never))).toMatchObject({
      name: 'ResponseError',
      status: 302,
    });
  });

  test('the limits of a call are no members of the init', async () => {
    const options = { timeoutMs: 10_000, deadlineMs: 20_000 };
    for (const given of [options, async () => options]) {
      expect(Object.keys((await sent({}, {}, {}, given)).init)).toEqual([
        'method',
        'headers',
        'redirect',
        'signal',
      ]);
    }
  });

  test('options add members; undefined ones change nothing', async () => {
    const options = { cache: 'no-store', integrity: 'x', method: undefined, body: undefined } as const;
    expect((await sent(post, { body: 1 }, {}, options as unknown as RequestInit)).init).toMatchObject({
      method: 'POST',
      body: '1',
      cache: 'no-store',
      integrity: 'x',
    });
  });

  test('a header that is undefined or null is none', async () => {
    const none = { 'X-A': undefined, 'X-B': null, 'X-C': '3' } as unknown as Record<string, string>;
    for (const { headers } of [
      await sent({}, {}, {}, { headers: none }),
      await sent({}, {}, { headers: none }),
    ])
      expect(Object.fromEntries(headers)).toEqual({ 'x-c': '3' });
  });

  test('a function gets the init and the operation, credentials included', async () => {
    const seen: unknown[] = [];
    const params = [parameter(header, 'X-A')];
    const { headers } = await sent({ params }, { 'X-A': '1' }, {}, async ({ init, context }) => {
      seen.push(context, { ...(init.headers as Record<string, string>) });
      return { ...init, headers: { ...init.headers, 'X-B': '2' } };
    });
    expect(seen).toEqual([
      expect.objectContaining({ id: 'getThing', method: 'GET', path: '/things' }),
      { 'x-a': '1' },
    ]);
    expect(Object.fromEntries(headers)).toEqual({ 'x-a': '1', 'x-b': '2' });
  });

  test('a body replaces the body, and keeps its content type', async () => {
    const { init, headers } = await sent(post, { body: 1 }, {}, { body: '{"raw":true}' });
    expect(init.body).toBe('{"raw":true}');
    expect(headers.get('content-type')).toBe('application/json');
  });

  test.each<[string, BodyInit | null]>([
    ['FormData', new FormData()],
    ['URLSearchParams', new URLSearchParams()],
    ['null', null],
  ])('a body of %s drops the content type, which would be wrong', async (_title, body) => {
    const { init, headers } = await sent(post, { body: 1 }, {}, { body });
    expect(init.body).toBe(body);
    expect(headers.has('content-type')).toBe(false);
  });

  test('a stream as the body is sent half duplex', async () => {
    const { init } = await sent(post, {}, {}, { body: new Blob(['x']).stream() });
    expect(init).toMatchObject({ duplex: 'half' });
  });
});

test.each<[string, RequestInit]>([
  ['a body of a GET', { body: 'secret' }],
  ['a referrer that is no URL', { referrer: 'http://[secret' }],
])('%s is refused by fetch: a FetchError that does not quote it', async (_title, options) => {
  const error = await rejection(call({}, operation(), {} as never, options));
  expect(error).toMatchObject({ name: 'FetchError', code: 'network' });
  expect(inspect(error)).not.toContain('secret');
});

describe('the answer', () => {
  const declared = operation({
    responses: { 200: { read: byMediaType, contents: { 'application/json': json, 'text/plain': text } } },
  });

  test('raw is the response, value reads it once for all callers', async () => {
    const response = Response.json({ a: 1 });
    const answer = await send(answering(response), declared, {} as never);
    expect(answer.raw).toBe(response);
    expect(response.bodyUsed).toBe(false);
    expect(await answer.value()).toEqual({ a: 1 });
    expect(await answer.value()).toEqual({ a: 1 });
  });

  test('call gives the value at once', async () => {
    expect(await call(answering(Response.json({ a: 1 })), declared, {} as never)).toEqual({ a: 1 });
  });

  test('a body that a hook has read is said so', async () => {
    const post = async ({ response }: { response: Response }): Promise<void> => void (await response.text());
    const configuration = new Configuration({ ...answering(Response.json(1)), middleware: [{ post }] });
    const answer = await send(configuration, declared, {} as never);
    expect(await rejection(answer.value())).toMatchObject({
      code: 'response_format',
      reason: 'body_already_read',
    });
  });

  test('so is one that a hook is still reading', async () => {
    const post = ({ response }: { response: Response }): void => void response.body?.getReader();
    const configuration = new Configuration({ ...answering(Response.json(1)), middleware: [{ post }] });
    expect(await rejection(call(configuration, declared, {} as never))).toMatchObject({
      code: 'response_format',
      reason: 'body_already_read',
    });
  });

  test.each([
    ['TimeoutError', 'timeout'],
    ['AbortError', 'aborted'],
    ['Error', 'network'],
  ])('a body that breaks off with %s is a FetchError', async (name, code) => {
    const cause = new DOMException('x', name);
    const broken = new ReadableStream({ pull: (controller) => controller.error(cause) });
    const answer = await send(answering(new Response(broken)), declared, {} as never);
    expect(await rejection(answer.value())).toMatchObject({ name: 'FetchError', code, cause });
  });

  test('fetchApi is told the operation, by name only', async () => {
    const fetchApi = jest.fn(async () => new Response(null, { status: 204 }));
    const token = { id: 'token', credential: bearer, encode: header, name: 'Authorization' };
    const described = operation({ ...secured([[token]]), params: [parameter(query, 'q')] });
    const configuration = { fetchApi, accessToken: 's3cr3t', headers: { 'X-A': 's3cr3t' } };
    await send(configuration, described, { q: 's3cr3t' } as never);
    const [url, init, told] = fetchApi.mock.calls[0] as unknown as Parameters<FetchApi>;
    expect(url).toBe('https://api.example.test/things?q=s3cr3t');
    expect(init.headers).toEqual({ authorization: 'Bearer s3cr3t', 'x-a': 's3cr3t' });
    expect(told).toMatchObject({ id: 'getThing', method: 'GET', path: '/things' });
    expect(inspect(told, { depth: 9, showHidden: true }) + JSON.stringify(told)).not.toContain('s3cr3t');
  });
});

describe('types', () => {
  interface GetRequest {
    id: string;
    limit?: number;
  }
  const typed = operation({
    params: [parameter(query, 'id')],
    responses: { 200: json },
  }) as Operation<GetRequest, { name: string }, { 404: string }>;
  const configuration = new Configuration({ fetchApi: async () => Response.json({ name: 'x' }) });

  test('request and result are those of the operation', async () => {
    const answer = await send(configuration, typed, { id: 'a' });
    const { name }: { name: string } = await answer.value();
    expect(name).toBe('x');
    // @ts-expect-error: no such member
    await send(configuration, typed, { id: 'a', no: 1 });
    // @ts-expect-error: id is required
    await send(configuration, typed, {});
  });

  test('the global fetch is a fetchApi', () => {
    expect(new Configuration({ fetchApi: fetch }).fetchApi).toBe(fetch);
  });
});
