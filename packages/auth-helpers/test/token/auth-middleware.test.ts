import { type FetchApi, withMiddleware } from '@acme/fetch-runtime';
import { describe, expect, test } from '@jest/globals';
import {
  type AuthMiddlewareOptions,
  createAuthMiddleware,
  headerCarrier,
  TOKEN_PLACEHOLDER,
} from '../../src/index.js';
import { type Bench, bench, minute, settled } from './support.js';

const carrier = headerCarrier('App-Token');
const known = { carrier, provider: 'acme', basePath: 'https://api.example.test/v1' };
const operation = { id: 'listThings', method: 'GET', path: '/things' };

function answer(status: number, code?: number): Response {
  return Response.json(code === undefined ? {} : { code }, { status });
}

interface Server {
  readonly b: Bench;
  /** The tokens that arrived, in order. */
  readonly arrived: (string | null)[];
  /** Carries the placeholder, unless the test gives a token. */
  call(init?: RequestInit, token?: string): Promise<Response>;
}

/** A server that says what `judge` says of the token it gets, behind the real runtime's middleware. */
function server(
  judge: (token: string | null) => Response,
  options: Partial<AuthMiddlewareOptions> = {},
  b: Bench = bench(),
): Server {
  const arrived: (string | null)[] = [];
  const plain: FetchApi = async (_, init) => {
    const token = new Headers(init.headers).get('app-token');
    arrived.push(token);
    return judge(token);
  };
  const isExpired = async (got: Response) => ((await got.json()) as { code?: number }).code === 10023;
  const auth = createAuthMiddleware({ tokens: b.tokens, isExpired, ...known, ...options });
  const api = withMiddleware(plain, auth);
  return {
    b,
    arrived,
    async call(init = {}, token = TOKEN_PLACEHOLDER) {
      const headers = { ...(init.headers as object), 'app-token': token };
      return api('https://api.example.test/things', { ...init, headers }, operation);
    },
  };
}

/** With a first token that is old enough to be given up. */
async function warm(made: Server): Promise<Server> {
  await made.b.tokens.getToken();
  made.b.clock.advance(minute);
  return made;
}

describe('after an answer which proves that the token has expired', () => {
  const dead =
    (...tokens: readonly string[]) =>
    (token: string | null) =>
      tokens.includes(`${token}`) ? answer(401, 10023) : answer(200);

  test('the call is sent once more, with a new token, and nothing else changed', async () => {
    const made = await warm(server(dead('T1')));
    const response = await made.call({ method: 'POST', body: '{"a":1}', headers: { 'x-id': '7' } });
    expect([response.status, made.arrived, made.b.logins.length]).toEqual([200, ['T1', 'T2'], 2]);
  });

  test('100 calls sent with the old token, answered after the new one is there, cause no further login', async () => {
    const made = await warm(server(dead('T1')));
    const calls = await Promise.all(Array.from({ length: 100 }, () => made.call({}, 'T1')));
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]));
    made.b.clock.advance(minute);
    await Promise.all(Array.from({ length: 100 }, () => made.call({}, 'T1')));
    expect(made.b.logins).toHaveLength(2);
  });

  test('a permanent refusal is retried once, also where the runtime runs its hooks for the retry', async () => {
    const b = bench();
    let sent = 0;
    const auth = createAuthMiddleware({ tokens: b.tokens, ...known, isExpired: () => true });
    const again = async (url: string, init: RequestInit): Promise<Response> => {
      sent += 1;
      // Old enough to be given up, so that nothing else ends this.
      b.clock.advance(sent < 9 ? minute : 0);
      const response = answer(401, 10023);
      return (await auth.post({ url, init, response, fetch: again })) ?? response;
    };
    const { token } = await b.tokens.getToken();
    b.clock.advance(minute);
    const response = await again('https://api.example.test', { headers: { 'app-token': token } });
    expect([response.status, sent, b.logins.length]).toEqual([401, 2, 2]);
  });

  test('and again with the new token, the first answer stands and the new token is kept', async () => {
    const made = await warm(server(() => answer(401, 10023)));
    const response = await made.call();
    expect(await response.json()).toEqual({ code: 10023 });
    await made.call();
    await made.call();
    expect(made.arrived).toEqual(['T1', 'T2', 'T2', 'T2']);
    expect(made.b.logins).toHaveLength(2);
  });

  test('and another refusal of the new token, the second answer stands, as it says more', async () => {
    const made = await warm(server((token) => answer(401, token === 'T1' ? 10023 : 10021)));
    expect(await (await made.call()).json()).toEqual({ code: 10021 });
  });

  test.each<[string, () => RequestInit, boolean]>([
    ['text', () => ({ body: 'a' }), true],
    ['a form', () => ({ body: new FormData() }), true],
    ['parameters', () => ({ body: new URLSearchParams('a=1') }), true],
    ['a blob', () => ({ body: new Blob(['a']) }), true],
    ['bytes', () => ({ body: new Uint8Array(1) }), true],
    ['a stream', () => ({ body: new ReadableStream() }), false],
    ['an iterable', () => ({ body: [new Uint8Array(1)].values(), duplex: 'half' }) as never, false],
  ])('%s as a body is sent again: %#', async (_, init, isSentAgain) => {
    const made = await warm(server(dead('T1')));
    const response = await made.call({ method: 'POST', ...init() });
    expect([response.status, made.arrived.length]).toEqual(isSentAgain ? [200, 2] : [401, 1]);
    expect(await (await made.call()).json()).toEqual({});
  });

  test('the login itself is left alone, as it carries no token', async () => {
    const bare = await warm(server(() => answer(401, 10023), { carrier: headerCarrier('Other') }));
    expect((await bare.call()).status).toBe(401);
    expect(bare.b.logins).toHaveLength(1);
  });

  test('a login that fails is what the caller gets, with its code', async () => {
    const made = await warm(server(dead('T1')));
    made.b.answer = 'account_locked';
    await expect(made.call({}, 'T1')).rejects.toMatchObject({ code: 'account_locked' });
  });

  test('the caller can abort the wait for the login', async () => {
    const made = await warm(server(dead('T1')));
    made.b.answer = 'wait';
    const controller = new AbortController();
    const call = made.call({ signal: controller.signal }, 'T1');
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('before a call is sent', () => {
  test('the token takes the place of the placeholder, and of nothing else', async () => {
    const made = server(() => answer(200));
    await made.call();
    await made.call({}, 'of-my-own');
    expect([made.arrived, made.b.logins.length]).toEqual([['T1', 'of-my-own'], 1]);
  });

  test('redirects are turned off, which would take the token along', async () => {
    const b = bench();
    const auth = createAuthMiddleware({ tokens: b.tokens, ...known, isExpired: () => true });
    const init = { headers: { 'app-token': TOKEN_PLACEHOLDER }, redirect: 'follow' } as const;
    const sent = await auth.pre({ url: 'https://api.example.test/things', init });
    expect(sent?.init).toEqual({ headers: { 'app-token': 'T1' }, redirect: 'manual' });
    expect(init.headers).toEqual({ 'app-token': TOKEN_PLACEHOLDER });
  });

  test.each([
    'https://api.example.test.evil.example',
    'http://api.example.test',
    'https://api.example.test:8443',
    '/',
  ])('nothing is sent to another origin than that of the base URL, nor is there a login: %s', async (url) => {
    const b = bench();
    const auth = createAuthMiddleware({ tokens: b.tokens, ...known, isExpired: () => true });
    const call = auth.pre({ url, init: { headers: { 'app-token': TOKEN_PLACEHOLDER } } });
    await expect(call).rejects.toMatchObject({ code: 'configuration_invalid' });
    expect(b.logins).toEqual([]);
  });

  test('the caller can abort the wait for the first login', async () => {
    const made = server(() => answer(200));
    made.b.answer = 'wait';
    const controller = new AbortController();
    const call = made.call({ signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('any other answer', () => {
  test.each([
    [401, 10001],
    [401, 10021],
    [403, 10023],
    [500, 10023],
  ])('%d with code %d causes neither login nor retry', async (status, code) => {
    const made = await warm(server(() => answer(status, code)));
    const response = await made.call();
    expect([response.status, await response.json()]).toEqual([status, { code }]);
    expect([made.arrived.length, made.b.logins.length]).toEqual([1, 1]);
  });

  test('which cannot be read proves nothing', async () => {
    const made = await warm(server(() => new Response('Invalid', { status: 401 })));
    expect(await (await made.call()).text()).toBe('Invalid');
    expect(made.b.logins).toHaveLength(1);
  });

  test('of success is not read, nor copied', async () => {
    const good = answer(200);
    good.clone = () => {
      throw new Error('copied');
    };
    const made = await warm(server(() => good));
    expect(await made.call()).toBe(good);
  });
});

describe('a token in a header', () => {
  const kinds: readonly [string, RequestInit['headers']][] = [
    ['object', { AUTHORIZATION: 'bearer T1', 'x-id': '7' }],
    [
      'pairs',
      [
        ['Authorization', 'Bearer T1'],
        ['x-id', '7'],
      ],
    ],
    ['Headers', new Headers({ authorization: 'Bearer T1', 'x-id': '7' })],
  ];
  test.each(kinds)(
    'is found and replaced, once and in whatever case, in headers given as %s',
    (_, headers) => {
      const bearer = headerCarrier('Authorization', 'Bearer ');
      const request = { url: 'https://api.example.test', init: { headers } } as {
        url: string;
        init: RequestInit;
      };
      expect(bearer.read(request)).toBe('T1');
      const { init } = bearer.write(request, 'T2');
      expect(init.headers).toEqual({ authorization: 'Bearer T2', 'x-id': '7' });
      expect(bearer.read({ url: '', init: { headers: { authorization: 'Basic x' } } })).toBeUndefined();
    },
  );
});

describe('a request that is repeated inside of the hooks', () => {
  /** As `withRetry(fetch)`: what was sent first is sent again, with time between. */
  async function repeated(between: (b: ReturnType<typeof bench>) => unknown): Promise<(string | null)[]> {
    const b = bench();
    const hooks = createAuthMiddleware({
      tokens: b.tokens,
      provider: 'acme',
      basePath: 'https://api.example.com',
      carrier: headerCarrier('Authorization', 'Bearer '),
      isExpired: () => true,
    });
    const url = 'https://api.example.com/x';
    const headers = { authorization: `Bearer ${TOKEN_PLACEHOLDER}` };
    const { init } = (await hooks.pre({ url, init: { headers } }))!;
    const attempt = (): string | null => new Headers({ ...init }.headers).get('authorization');
    const sent = [attempt()];
    await between(b);
    sent.push(attempt());
    // That of the last attempt is the one which the answer is about.
    const response = new Response(null, { status: 401 });
    const fetch = async (_: string, again: RequestInit): Promise<Response> => {
      sent.push(new Headers(again.headers).get('authorization'));
      return new Response();
    };
    await hooks.post({ url, init: { ...init }, response, fetch });
    return sent;
  }

  test('carries its token as long as that lives, also when there is a newer one', async () => {
    const sent = await repeated(async (b) => {
      b.clock.advance(100 * minute);
      await b.tokens.getToken();
      await settled();
    });
    expect(sent).toEqual(['Bearer T1', 'Bearer T1', 'Bearer T2']);
  });

  test('carries no token whose life is over: the answer to it brings a new one', async () => {
    const sent = await repeated((b) => b.clock.advance(120 * minute));
    expect(sent).toEqual(['Bearer T1', `Bearer ${TOKEN_PLACEHOLDER}`, 'Bearer T2']);
  });
});
