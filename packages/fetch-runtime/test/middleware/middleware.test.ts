import {
  BaseAPI,
  type CallInfo,
  Configuration,
  call,
  type FetchApi,
  header,
  json,
  type Middleware,
  type Operation,
  withMiddleware,
} from '../../src/index.js';
import { operation, parameter, rejection } from '../support.js';

const names = { id: 'getThing', method: 'GET', path: '/things' };
let info: CallInfo = names;
beforeEach(() => {
  info = { ...names };
});

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
    expect(seen).toEqual([names, names]);
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

  test('a later onError sees what an earlier one gave; the last that gives one has its way', async () => {
    const seen: (string | undefined)[] = [];
    const gives = (text?: string): Middleware => ({
      onError: async ({ response }) => {
        seen.push(await response?.clone().text());
        return text === undefined ? undefined : new Response(text);
      },
    });
    const fails: FetchApi = () => Promise.reject(new TypeError('fetch failed'));
    const fetchApi = withMiddleware(fails, gives(), gives('first'), gives('second'), gives());
    const answer = await fetchApi('https://h.test', {}, info);
    expect(seen).toEqual([undefined, undefined, 'first', 'second']);
    expect(await answer.text()).toBe('second');
  });

  test('a hook needs no onError: what fetch threw passes it', async () => {
    const failure = new TypeError('fetch failed');
    const hooks: Middleware[] = [{ pre: () => undefined }, { post: () => undefined }];
    const fetchApi = withMiddleware(() => Promise.reject(failure), ...hooks);
    expect(await rejection(fetchApi('https://h.test', {}, info))).toBe(failure);
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

  test('what fetch throws comes out as it is too: the call makes a FetchError of it', async () => {
    const failure = new TypeError('fetch failed');
    const fails: FetchApi = async () => {
      throw failure;
    };
    expect(await rejection(withMiddleware(fails, named('a', []))('https://h.test', {}, info))).toBe(failure);
    const fetchApi = withMiddleware(fails, named('a', []));
    expect(await rejection(call({ fetchApi }, operation(), {} as never))).toMatchObject({
      name: 'FetchError',
      cause: failure,
    });
  });

  test.each(['pre', 'post', 'onError'] as const)(
    'the caller gets what a %s hook throws, as it is',
    async (name) => {
      const failure = new Error('no');
      const throws = (): never => {
        throw failure;
      };
      const configuration = new Configuration({
        middleware: [{ [name]: throws }],
        fetchApi: async () =>
          name === 'onError' ? Promise.reject(new TypeError('fetch failed')) : new Response(),
      });
      expect(await rejection(call(configuration, operation(), {} as never))).toBe(failure);
    },
  );

  test('an onError hook that throws again what fetch threw has thrown nothing of its own', async () => {
    const failure = new TypeError('fetch failed');
    const logs: Middleware = {
      onError: ({ error }) => {
        throw error;
      },
    };
    const configuration = new Configuration({
      middleware: [logs],
      fetchApi: async () => Promise.reject(failure),
    });
    const error = await rejection(call(configuration, operation(), {} as never));
    expect(error).toMatchObject({ name: 'FetchError', code: 'network', cause: failure });
  });
});

describe('requests that hooks send by themselves', () => {
  /** A `post` hook that repeats the request as long as the answer is 401. */
  const stubborn: Middleware = {
    post: async ({ fetch, url, init, response }) => {
      let answer = response;
      while (answer.status === 401) answer = await fetch(url, init);
      return answer;
    },
  };
  const refusing = (times: number): jest.Mock<Promise<Response>, []> => {
    let left = times;
    return jest.fn(async () => new Response(null, { status: left-- > 0 ? 401 : 204 }));
  };

  test('are at most ten per call: a hook that never gives up ends in a RequestError', async () => {
    const fetchApi = refusing(Number.POSITIVE_INFINITY);
    const configuration = new Configuration({ fetchApi, middleware: [stubborn] });
    expect(await rejection(call(configuration, operation(), {} as never))).toMatchObject({
      name: 'RequestError',
      code: 'invalid_request',
      field: 'middleware',
    });
    expect(fetchApi).toHaveBeenCalledTimes(11);
  });

  test('may be ten, of all hooks together, and anew in every call', async () => {
    const middleware: Middleware[] = [{ pre: async ({ fetch, url, init }) => void (await fetch(url, init)) }];
    const configuration = new Configuration({
      fetchApi: refusing(11),
      middleware: [...middleware, stubborn],
    });
    expect(await rejection(call(configuration, operation(), {} as never))).toMatchObject({
      field: 'middleware',
    });
    for (let round = 0; round < 2; round++) {
      const enough = configuration.with({ fetchApi: refusing(10) });
      expect(await call(enough, operation(), {} as never)).toBeUndefined();
    }
  });

  test('are told the operation, or another one where the hook says so', async () => {
    const fetchApi = jest.fn<Promise<Response>, Parameters<FetchApi>>(async () => new Response());
    const other = { id: 'getToken', method: 'POST', path: '/token' };
    const asks: Middleware = {
      pre: async ({ fetch }) => {
        await fetch('https://h.test/1', {});
        await fetch('https://h.test/2', {}, other);
      },
    };
    await withMiddleware(fetchApi, asks)('https://h.test', {}, info);
    expect(fetchApi.mock.calls.map(([, , operation]) => operation)).toEqual([info, other, info]);
  });
});

describe('BaseAPI', () => {
  const trace: Operation = operation({
    params: [parameter(header, 'X-A')],
    responses: { 200: json },
  });
  class ThingsApi extends BaseAPI {
    readonly label: string;
    constructor(configuration: Configuration | undefined, label: string) {
      super(configuration);
      this.label = label;
    }
    getThing(): Promise<unknown> {
      return call(this.configuration, trace, {} as never);
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
