import {
  Configuration,
  type ConfigurationParameters,
  call,
  json,
  type PlainConfiguration,
  withMiddleware,
  withRetry,
} from '../../src/index.js';
import { operation } from '../support.js';

/** Made as the modules of a program are: before msw, a monitoring tool or Next.js puts a fetch of its own in its place. */
const made: readonly [string, Configuration | PlainConfiguration][] = [
  ['no fetchApi', {}],
  ['no fetchApi, in a Configuration', new Configuration()],
  ['fetchApi: fetch, in a Configuration', new Configuration({ fetchApi: fetch })],
  ['a copy of such a one', new Configuration({ fetchApi: fetch }).with({ timeoutMs: 1_000 })],
  ['withRetry(fetch)', { fetchApi: withRetry(fetch) }],
  ['withRetry(undefined)', { fetchApi: withRetry(undefined) }],
  ['withRetry(globalThis.fetch)', { fetchApi: withRetry(globalThis.fetch) }],
  ['withMiddleware(fetch)', { fetchApi: withMiddleware(fetch, {}) }],
  ['withMiddleware(undefined)', { fetchApi: withMiddleware(undefined, {}) }],
  ['one around the other', { fetchApi: withRetry(withMiddleware(fetch, {})) }],
  ['the other around it', { fetchApi: withMiddleware(withRetry(fetch), {}) }],
  ['middleware', new Configuration({ middleware: [{}] })],
  ['middleware and fetchApi: fetch', new Configuration({ middleware: [{}], fetchApi: fetch })],
  ['middleware and withRetry(fetch)', new Configuration({ middleware: [{}], fetchApi: withRetry(fetch) })],
  ['middleware that is added later', new Configuration({ fetchApi: fetch }).with({ middleware: [{}] })],
];

const { fetch: original } = globalThis;
afterEach(() => {
  globalThis.fetch = original;
});

describe('the global fetch of the moment is used, whatever has been put in its place since', () => {
  test.each(made)('%s', async (_title, configuration) => {
    for (const answer of [1, 2]) {
      globalThis.fetch = async () => Response.json(answer);
      expect(await call(configuration, operation({ responses: { 200: json } }), {} as never)).toBe(answer);
    }
  });

  test('for the requests of a hook, too', async () => {
    const configuration = new Configuration({
      fetchApi: fetch,
      middleware: [{ post: ({ fetch: send, url }) => send(`${url}/again`, {}) }],
    });
    const urls: string[] = [];
    globalThis.fetch = async (url) => {
      urls.push(`${url}`);
      return Response.json(1);
    };
    await call(configuration, operation(), {} as never);
    expect(urls).toEqual(['https://api.example.test/things', 'https://api.example.test/things/again']);
  });
});

test('a function of the own is used as it is, so that one can keep the fetch there was', async () => {
  const kept: ConfigurationParameters['fetchApi'] = async () => Response.json('kept');
  globalThis.fetch = async () => Response.json('new');
  for (const fetchApi of [kept, withRetry(kept), withMiddleware(kept, {})])
    expect(await call({ fetchApi }, operation({ responses: { 200: json } }), {} as never)).toBe('kept');
});
