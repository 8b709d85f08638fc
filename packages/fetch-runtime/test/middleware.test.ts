import {
  BaseAPI,
  Configuration,
  type FetchApi,
  header,
  json,
  type Middleware,
  type Operation,
  withMiddleware,
} from '../src/index.js';
import { operation, parameter, rejection } from './support.js';

const info = { id: 'getThing', method: 'GET', path: '/things' };
const ok: FetchApi = async () => new Response('ok');

function named(name: string, log: string[]): Middleware {
  return {
    pre: async () => void log.push(`pre ${name}`),
    post: async () => void log.push(`post ${name}`),
    onError: async () => void log.push(`error ${name}`),
  };
}

describe('withMiddleware', () => {
  test('hooks run in order: every pre, the request, every post', async () => {
    const log: string[] = [];
    const fetchApi: FetchApi = async () => {
      log.push('fetch');
      return new Response();
    };
    await withMiddleware(fetchApi, named('a', log), named('b', log))('https://h.test', {}, info);
    expect(log).toEqual(['pre a', 'pre b', 'fetch', 'post a', 'post b']);
  });

  test('pre may replace URL and init; the next one sees that', async () => {
    const seen: string[] = [];
    const replace: Middleware = {
      pre: ({ url, init }) => ({ url: `${url}/x`, init: { ...init, method: 'PUT' } }),
    };
    const fetchApi: FetchApi = async (url, init) => {
      seen.push(`${init.method} ${url}`);
      return new Response();
    };
    await withMiddleware(fetchApi, replace, replace)('https://h.test', {}, info);
    expect(seen).toEqual(['PUT https://h.test/x/x']);
  });

  test('post gets the response itself and may replace it', async () => {
    const response = new Response('first');
    const seen: Response[] = [];
    const replace: Middleware = {
      post: (context) => {
        seen.push(context.response);
        return new Response('second');
      },
    };
    const look: Middleware = { post: (context) => void seen.push(context.response) };
    const answer = await withMiddleware(async () => response, replace, look)('https://h.test', {}, info);
    expect(seen[0]).toBe(response);
    expect(seen[1]).toBe(answer);
    expect(await answer.text()).toBe('second');
  });

  test('every hook is told the operation by name', async () => {
    const seen: unknown[] = [];
    const look: Middleware = {
      pre: (context) => void seen.push(context.operation),
      post: (context) => void seen.push(context.operation),
    };
    await withMiddleware(ok, look)('https://h.test', {}, info);
    expect(seen).toEqual([info, info]);
  });

  test('context.fetch sends without the middleware', async () => {
    let calls = 0;
    const look: Middleware = {
      pre: async ({ fetch, url, init }) => {
        calls += 1;
        await fetch(url, init);
      },
    };
    await withMiddleware(ok, look)('https://h.test', {}, info);
    expect(calls).toBe(1);
  });

  test('onError may give a response, which post hooks get', async () => {
    const log: string[] = [];
    const rescue: Middleware = { onError: () => new Response('rescued') };
    const fails: FetchApi = async () => {
      throw new TypeError('fetch failed');
    };
    const answer = await withMiddleware(fails, rescue, named('b', log))('https://h.test', {}, info);
    expect(await answer.text()).toBe('rescued');
    expect(log).toEqual(['pre b', 'error b', 'post b']);
  });

  test('what a hook throws comes out as it is', async () => {
    const failure = new Error('no');
    const throws: Middleware = {
      pre: () => {
        throw failure;
      },
    };
    expect(await rejection(withMiddleware(ok, throws)('https://h.test', {}, info))).toBe(failure);
  });
});

describe('FetchError', () => {
  test.each<[string, unknown, string]>([
    ['a TypeError', new TypeError('fetch failed'), 'network'],
    ['an AbortError', new DOMException('x', 'AbortError'), 'aborted'],
    ['a TimeoutError', new DOMException('x', 'TimeoutError'), 'timeout'],
    ['no error at all', 'broken', 'network'],
    ['null', null, 'network'],
  ])('%s is kept as the cause, with a code', async (_title, cause, code) => {
    const fails: FetchApi = async () => {
      throw cause;
    };
    const error = await rejection(withMiddleware(fails)('https://h.test/secret', {}, info));
    expect(error).toMatchObject({ name: 'FetchError', code, operationId: 'getThing' });
    expect(error.cause).toBe(cause);
    expect(error.message).not.toContain('secret');
  });

  test('a reason of the caller is an abort too', async () => {
    const controller = new AbortController();
    const fails: FetchApi = async (_url, init) => {
      controller.abort(new Error('user left'));
      throw init.signal?.reason;
    };
    const error = await rejection(
      withMiddleware(fails)('https://h.test', { signal: controller.signal }, info),
    );
    expect(error.code).toBe('aborted');
  });
});

describe('BaseAPI', () => {
  const trace: Operation = operation({
    params: [parameter(header, 'X-A')],
    responses: { 200: { 'application/json': json } },
  });
  class ThingsApi extends BaseAPI {
    readonly label: string;
    constructor(configuration: Configuration | undefined, label: string) {
      super(configuration);
      this.label = label;
    }
    getThing(): Promise<unknown> {
      return this.send(trace, {} as never).then((answer) => answer.value());
    }
  }
  const fetchApi: FetchApi = async () => Response.json(1);

  test('a copy has the new hooks after the old; the original stays as it was', async () => {
    const log: string[] = [];
    const api = new ThingsApi(new Configuration({ fetchApi, middleware: [named('a', log)] }), 'mine');
    const copy = api.withMiddleware(named('b', log));
    expect(await copy.getThing()).toBe(1);
    expect(log).toEqual(['pre a', 'pre b', 'post a', 'post b']);
    log.length = 0;
    await api.getThing();
    expect(log).toEqual(['pre a', 'post a']);
  });

  test('a copy is of the same class, its members kept', () => {
    const copy = new ThingsApi(undefined, 'mine').withPreMiddleware(() => undefined);
    expect(copy).toBeInstanceOf(ThingsApi);
    expect(copy.label).toBe('mine');
  });

  test('withPreMiddleware and withPostMiddleware take bare functions', async () => {
    const log: string[] = [];
    const api = new ThingsApi(new Configuration({ fetchApi }), 'mine')
      .withPreMiddleware(() => void log.push('pre'))
      .withPostMiddleware(async () => void log.push('post'));
    await api.getThing();
    expect(log).toEqual(['pre', 'post']);
  });

  test('it works wrapped in a proxy, as UI frameworks do', async () => {
    const deep = (target: object): object =>
      new Proxy(target, {
        get: (object, name, receiver) => {
          const value: unknown = Reflect.get(object, name, receiver);
          return value instanceof Configuration ? deep(value) : value;
        },
      });
    const api = deep(new ThingsApi(new Configuration({ fetchApi }), 'mine')) as ThingsApi;
    expect(await api.getThing()).toBe(1);
  });
});
