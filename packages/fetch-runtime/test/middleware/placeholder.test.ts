import {
  apiKey,
  basic,
  bearer,
  Configuration,
  type ConfigurationParameters,
  call,
  cookie,
  header,
  type Middleware,
  type Operation,
  query,
  withMiddleware,
  withRetry,
} from '../../src/index.js';
import { operation, parameter, rejection, secured } from '../support.js';

/** What the helpers for logging in give a client, and replace in a hook. */
const PLACEHOLDER = '[redacted]';

const keyIn = (encode: typeof header, name: string) =>
  secured([[{ id: 'key', credential: apiKey, encode, name }]]);
const users = ['', 'a', 'ab', 'abc', 'müller@example.com'];

const carriers: readonly [string, Partial<Operation>, ConfigurationParameters, object?][] = [
  ['a key in a header', keyIn(header, 'X-Key'), { apiKey: PLACEHOLDER }],
  ['a key by a function', keyIn(header, 'X-Key'), { apiKey: () => PLACEHOLDER }],
  ['a key in the query', keyIn(query, 'key'), { apiKey: PLACEHOLDER }],
  ['a key in a cookie', keyIn(cookie, 'key'), { apiKey: PLACEHOLDER }],
  [
    'a token',
    secured([[{ id: 'token', credential: bearer, encode: header, name: 'Authorization' }]]),
    { accessToken: async () => PLACEHOLDER },
  ],
  ...users.map((username): [string, Partial<Operation>, ConfigurationParameters] => [
    `a password of "${username}"`,
    secured([[{ id: 'user', credential: basic, encode: header, name: 'Authorization' }]]),
    { username, password: PLACEHOLDER },
  ]),
  ['a header parameter', { params: [parameter(header, 'keyvalue')] }, {}, { keyvalue: PLACEHOLDER }],
  ['a header of the configuration', {}, { headers: { 'X-Key': PLACEHOLDER } }],
];

const replacing: Middleware = {
  pre: ({ url, init }) => ({
    url: url.replace(/%5Bredacted%5D/, 'real'),
    init: { ...init, headers: { 'x-real': '1' } },
  }),
};

let sent: string[] = [];
const { fetch: original } = globalThis;
beforeEach(() => {
  sent = [];
  globalThis.fetch = async (url, init) => {
    sent.push(`${url} ${JSON.stringify(init?.headers)}`);
    return new Response(null, { status: 204 });
  };
});
afterEach(() => {
  globalThis.fetch = original;
});

describe.each(carriers)(
  'the placeholder of a helper is never sent: %s',
  (_title, parts, parameters, request = {}) => {
    const described = operation(parts);
    const asked = (more: ConfigurationParameters, isPlain = false) =>
      call(
        (isPlain
          ? { ...parameters, ...more }
          : new Configuration({ ...parameters, ...more })) as Configuration,
        described,
        request as never,
      );

    test.each<[string, () => ConfigurationParameters]>([
      ['there is no hook', () => ({})],
      ['the fetchApi is the global one', () => ({ fetchApi: fetch })],
      ['there are only retries', () => ({ fetchApi: withRetry(fetch) })],
      ['there are only hooks that do not replace it', () => ({ fetchApi: withMiddleware(fetch, {}) })],
      ['both', () => ({ fetchApi: withRetry(withMiddleware(undefined, {})) })],
    ])('where %s', async (_name, more) => {
      for (const isPlain of [true, false]) {
        const error = await rejection(asked(more(), isPlain));
        expect(error.code).toMatch(/^(invalid_request|credentials_invalid)$/);
        expect(error.message).toMatch(/middleware/);
      }
      const error = await rejection(asked({ ...more(), middleware: [{}] }));
      expect(error).toMatchObject({ code: 'invalid_request', field: 'middleware' });
      expect(sent).toEqual([]);
    });

    test('a plain object with middleware, whose hooks would not run, is refused at once', async () => {
      for (const fetchApi of [undefined, withRetry(fetch), async () => new Response()]) {
        const error = await rejection(asked({ middleware: [replacing], fetchApi }, true));
        expect(error).toMatchObject({ name: 'RequestError', code: 'invalid_request', field: 'middleware' });
      }
      expect(sent).toEqual([]);
    });

    test('where the hooks of a Configuration or of withMiddleware replace it, it is sent', async () => {
      await asked({ middleware: [replacing] });
      await asked({ fetchApi: withMiddleware(fetch, replacing) }, true);
      await asked({ fetchApi: withRetry(withMiddleware(fetch, replacing)) }, true);
      await asked({ middleware: [replacing], fetchApi: withRetry(fetch) });
      expect(sent).toHaveLength(4);
      for (const request of sent) expect(request).not.toMatch(/redacted/);
    });
  },
);

test('an object with an empty list of middleware is refused as well: it is what a helper without hooks would be', async () => {
  const configuration = { middleware: [] } as unknown as Configuration;
  expect(await rejection(call(configuration, operation(), {} as never))).toMatchObject({
    field: 'middleware',
  });
});

test('text that only holds the word is none', async () => {
  const params = [parameter(header, 'X-Note'), parameter(query, 'q')];
  const request = { 'X-Note': 'name [redacted] by us', q: 'see [redacted] there' };
  await call({ fetchApi: withRetry(fetch) }, operation({ params }), request as never);
  expect(sent).toHaveLength(1);
});
