import {
  bearer,
  type CallOptions,
  Configuration,
  call,
  header,
  jsonBody,
  type Operation,
  query,
  withMiddleware,
  withRetry,
} from '../../src/index.js';
import { operation, parameter, secured, sent } from '../support.js';

const token = { id: 'token', credential: bearer, encode: header, name: 'Authorization' };
const secret = parameter(query, 'UserToken', { secret: true });
const body = { encode: jsonBody, type: 'application/json' };
const cacheOf = async (
  parts: Partial<Operation>,
  ...rest: [request?: object, parameters?: object, options?: CallOptions]
) => (await sent(parts, ...rest)).init.cache;

describe('a platform that caches fetch, such as Next.js, must not answer a request from its cache', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'QUERY'])('%s says no-store', async (method) => {
    expect(await cacheOf({ method, body }, { body: 1 })).toBe('no-store');
  });

  test.each<[string, Partial<Operation>, object, CallOptions | undefined]>([
    ['a credential of the configuration', secured([[token]]), { accessToken: 't' }, undefined],
    ['one that may be left out', secured([[token], []]), { accessToken: 't' }, undefined],
    ['a credential by hand', secured([[token]]), {}, { headers: { Authorization: 'Bearer t' } }],
    ['one that a function brings', {}, {}, async () => ({ headers: { Authorization: 'Bearer t' } })],
    ['a header of the configuration', {}, { headers: { Authorization: 'Bearer t' } }, undefined],
    ['a secret parameter', { params: [secret] }, {}, undefined],
    ['a cookie', {}, {}, { headers: { Cookie: 'session=1' } }],
  ])(
    'a GET with %s says no-store: what it answers is for one customer',
    async (_title, parts, parameters, options) => {
      expect(await cacheOf(parts, { UserToken: 't' }, parameters, options)).toBe('no-store');
    },
  );

  test.each(['GET', 'HEAD', 'OPTIONS'])(
    'a %s without credentials leaves it to the platform',
    async (method) => {
      expect((await sent({ method })).init).not.toHaveProperty('cache');
      expect((await sent({ method, ...secured([[token], []]) })).init).not.toHaveProperty('cache');
    },
  );

  test('what the caller says has its way, by an object and by a function', async () => {
    const options = { cache: 'force-cache' } as const;
    for (const given of [options, async () => options])
      expect(await cacheOf({ method: 'POST', body }, { body: 1 }, {}, given)).toBe('force-cache');
    expect(await cacheOf({}, {}, {}, { cache: 'no-store' })).toBe('no-store');
  });

  test('each attempt says so, and hooks see it', async () => {
    const seen: unknown[] = [];
    let attempts = 0;
    const fetchApi = withRetry(
      withMiddleware(
        async (_url, init) => {
          seen.push(init.cache);
          attempts += 1;
          return new Response(null, { status: attempts === 1 ? 503 : 204 });
        },
        { pre: ({ init }) => void seen.push(`hook: ${init.cache}`) },
      ),
      { sleep: async () => undefined },
    );
    await call(new Configuration({ fetchApi }), operation({ method: 'PUT', body }), { body: 1 } as never);
    expect(seen).toEqual(['hook: no-store', 'no-store', 'hook: no-store', 'no-store']);
  });
});

describe('where the platform does not know the member, it is left out', () => {
  const { Request } = globalThis;
  afterEach(() => {
    globalThis.Request = Request;
    jest.resetModules();
  });

  /** The init of a POST on such a platform, and how often it was asked. */
  async function posted(platform: unknown): Promise<{ init: RequestInit; asked: number }> {
    jest.resetModules();
    let asked = 0;
    globalThis.Request = new Proxy(platform as typeof Request, {
      construct: (target, [input, init]) => {
        asked += 1;
        return new target(input, init);
      },
    });
    const runtime: typeof import('../../src/index.js') = require('../../src/index.js');
    expect(asked).toBe(0);
    const inits: RequestInit[] = [];
    const fetchApi = async (_url: string, init: RequestInit): Promise<Response> => {
      inits.push(init);
      return new Response(null, { status: 204 });
    };
    for (let calls = 0; calls < 3; calls += 1)
      await runtime.call({ fetchApi }, operation({ method: 'POST', body }), { body: 1 } as never);
    return { init: inits[2]!, asked };
  }

  test('as Workers of an early compatibility date, which throw for it; asked once, at the first call', async () => {
    const { init, asked } = await posted(
      class {
        constructor(_input: string, { cache }: RequestInit) {
          if (cache !== undefined)
            throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.");
        }
      },
    );
    expect(init).not.toHaveProperty('cache');
    expect(asked).toBe(1);
  });

  test('as the polyfill of React Native, which would change the URL', async () => {
    expect((await posted(class {})).init).not.toHaveProperty('cache');
  });

  test('and where nothing can be made of Request', async () => {
    expect((await posted(() => undefined)).init).not.toHaveProperty('cache');
  });

  test('but where it is known, it is asked for once', async () => {
    const { init, asked } = await posted(Request);
    expect(init.cache).toBe('no-store');
    expect(asked).toBe(1);
  });
});
