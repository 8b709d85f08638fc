import {
  Configuration,
  call,
  header,
  json,
  jsonBody,
  type Operation,
  query,
  send,
  text,
} from '../src/index.js';
import { operation, parameter, rejection, sent } from './support.js';

describe('the request object', () => {
  const keys = ['constructor', 'toString', '__proto__', 'valueOf', 'hasOwnProperty'];

  test.each(keys)('what every object inherits as %s is not a value', async (key) => {
    const params = [parameter(query, key)];
    expect((await sent({ params }, {})).url).toBe('https://api.example.test/things');
    const required = [parameter(query, key, { required: true })];
    expect(await rejection(sent({ params: required }, {}))).toMatchObject({ code: 'required', field: key });
  });

  test.each(keys)('an own member called %s is', async (key) => {
    const request = JSON.parse(`{"${key}":"x"}`) as object;
    expect((await sent({ params: [parameter(query, key)] }, request)).url).toBe(
      `https://api.example.test/things?${key}=x`,
    );
  });

  test('a class may provide members by getters; its methods and constructor are none', async () => {
    class Page {
      get limit(): number {
        return 10;
      }
      offset(): number {
        return 5;
      }
    }
    const params = ['limit', 'offset', 'constructor'].map((key) => parameter(query, key));
    expect((await sent({ params }, new Page())).url).toBe('https://api.example.test/things?limit=10');
  });

  test('objects without a prototype and frozen ones serve too', async () => {
    const params = [parameter(query, 'a')];
    const bare = Object.assign(Object.create(null) as object, { a: 1 });
    expect((await sent({ params }, Object.freeze(bare))).url).toBe('https://api.example.test/things?a=1');
  });

  test.each([undefined, null])(
    '%p for a required member is a RequiredError before anything is encoded',
    async (value) => {
      const encode = jest.fn();
      const params = [parameter(encode, 'first'), parameter(query, 'second', { required: true })];
      const error = await rejection(sent({ params }, { first: 1, second: value }));
      expect(error).toMatchObject({ name: 'RequiredError', code: 'required', field: 'second' });
      expect(encode).not.toHaveBeenCalled();
    },
  );

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
    body: { required: false, contents: [{ type: 'application/json', encode: jsonBody }] },
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
      credentials: 'include',
    });
  });

  test('initOverrides add members; undefined ones change nothing', async () => {
    const { signal } = new AbortController();
    const overrides = { signal, redirect: 'manual', method: undefined } as unknown as RequestInit;
    expect((await sent(post, { body: 1 }, {}, overrides)).init).toMatchObject({
      method: 'POST',
      signal,
      redirect: 'manual',
    });
  });

  test('a function gets the init and the operation, credentials included', async () => {
    const seen: unknown[] = [];
    const params = [parameter(header, 'X-A')];
    const { headers } = await sent({ params }, { 'X-A': '1' }, {}, async ({ init, context }) => {
      seen.push(context, { ...(init.headers as Record<string, string>) });
      return { ...init, headers: { ...init.headers, 'X-B': '2' } };
    });
    expect(seen).toEqual([{ id: 'getThing', method: 'GET', path: '/things' }, { 'x-a': '1' }]);
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

describe('the answer', () => {
  const declared = operation({ responses: { 200: { 'application/json': json, 'text/plain': text } } });
  const answering = (response: Response): Configuration =>
    new Configuration({ fetchApi: async () => response });

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
    const configuration = answering(Response.json(1)).with({ middleware: [{ post }] });
    const answer = await send(configuration, declared, {} as never);
    expect(await rejection(answer.value())).toMatchObject({
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
    await send(new Configuration({ fetchApi }), declared, {} as never);
    expect(fetchApi).toHaveBeenCalledWith('https://api.example.test/things', expect.anything(), {
      id: 'getThing',
      method: 'GET',
      path: '/things',
    });
  });
});

describe('types', () => {
  interface GetRequest {
    id: string;
    limit?: number;
  }
  const typed = operation({
    params: [parameter(query, 'id')],
    responses: { 200: { 'application/json': json } },
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

describe('Configuration', () => {
  test('globalThis.fetch is looked up at the call, not before', async () => {
    const { fetchApi } = new Configuration();
    const original = globalThis.fetch;
    globalThis.fetch = async () => new Response('stub');
    try {
      expect(await (await fetchApi('https://h.test', {}, operation())).text()).toBe('stub');
    } finally {
      globalThis.fetch = original;
    }
  });

  test('later changes of the parameters have no effect', () => {
    const parameters = { basePath: 'https://one.test' };
    const configuration = new Configuration(parameters);
    parameters.basePath = 'https://two.test';
    expect(configuration.basePath).toBe('https://one.test');
  });

  test('with makes a copy of the same class', () => {
    class Own extends Configuration {
      override get basePath(): string {
        return 'https://own.test';
      }
    }
    const original = new Own({ username: 'a', password: 'b' });
    const copy = original.with({ username: 'c' });
    expect([copy.basePath, copy.username, copy.password]).toEqual(['https://own.test', 'c', 'b']);
    expect(original.username).toBe('a');
  });
});
