import { describe, expect, test } from '@jest/globals';
import {
  BaseAPI,
  BaseClient,
  type ClientParameters,
  Configuration,
  type ConfigurationParameters,
  call,
  json,
  type Middleware,
} from '../src/index.js';
import { operation } from './support.js';

class ThingsApi extends BaseAPI {
  get(): Promise<unknown> {
    return call(this.configuration, operation({ responses: { 200: json } }), {} as never);
  }
}

let made = 0;
class OtherApi extends BaseAPI {
  constructor(configuration?: Configuration) {
    super(configuration);
    made += 1;
  }
}

class Shop extends BaseClient {
  get things(): ThingsApi {
    return this.api(ThingsApi);
  }
  get others(): OtherApi {
    return this.api(OtherApi);
  }
}

/** What a client sends, and in which order hooks run. */
function recording(): { seen: string[]; hook(name: string): Middleware; fetchApi: typeof fetch } {
  const seen: string[] = [];
  return {
    seen,
    hook: (name) => ({ pre: () => void seen.push(name) }),
    fetchApi: async (url, init) => {
      seen.push(`${url} ${JSON.stringify(init?.headers)}`);
      return new Response('{}', { headers: { 'content-type': 'application/json' } });
    },
  };
}

describe('an API class of a client', () => {
  test('is made when you first use it, and once', () => {
    made = 0;
    const shop = new Shop();
    expect(made).toBe(0);
    expect(shop.others).toBe(shop.others);
    expect(made).toBe(1);
    expect(shop.others).toBeInstanceOf(OtherApi);
  });

  test('belongs to its client: a copy with other settings has its own', async () => {
    const { seen, fetchApi } = recording();
    const shop = new Shop({ fetchApi, basePath: 'https://one.test' });
    await shop.things.get();
    const copy = shop.with({ basePath: 'https://two.test' });
    await copy.things.get();
    await shop.things.get();
    expect(copy).toBeInstanceOf(Shop);
    expect(seen.map((line) => line.split('/')[2])).toEqual(['one.test', 'two.test', 'one.test']);
  });

  test('sends through the middleware that a copy adds', async () => {
    const { seen, hook, fetchApi } = recording();
    const shop = new Shop({ fetchApi, middleware: [hook('first')] });
    await shop.withMiddleware(hook('second')).things.get();
    expect(seen.slice(0, 2)).toEqual(['first', 'second']);
  });
});

describe('the credentials of `auth`', () => {
  const parameters = ({ hook }: ReturnType<typeof recording>): ConfigurationParameters => ({
    basePath: 'https://auth.test',
    headers: { 'x-auth': 'a', 'x-both': 'auth' },
    middleware: [hook('auth')],
  });

  test.each<[string, (given: ConfigurationParameters) => ClientParameters['auth']]>([
    ['a helper with a configuration', (configuration) => ({ configuration })],
    [
      'a helper whose configuration is a Configuration',
      (given) => ({ configuration: new Configuration(given) }),
    ],
    ['members of a configuration', (given) => given],
    ['a Configuration', (given) => new Configuration(given)],
  ])('apply when it is %s, beside what you give', async (_, authOf) => {
    const all = recording();
    const shop = new Shop({
      auth: authOf(parameters(all)),
      fetchApi: all.fetchApi,
      headers: { 'x-own': 'o', 'x-both': 'own' },
      middleware: [all.hook('own')],
    });
    await shop.things.get();
    expect(all.seen.slice(0, 2)).toEqual(['auth', 'own']);
    expect(all.seen[2]).toMatch(/^https:\/\/auth\.test\/things /);
    expect(all.seen[2]).toContain('"x-auth":"a"');
    expect(all.seen[2]).toContain('"x-own":"o"');
    expect(all.seen[2]).toContain('"x-both":"own"');
  });

  test('stay when a member beside them is undefined, as from an environment variable that is not set', async () => {
    const all = recording();
    const own = { basePath: undefined, headers: undefined, middleware: undefined };
    await new Shop({ auth: { ...parameters(all), fetchApi: all.fetchApi }, ...own }).things.get();
    expect(all.seen[0]).toBe('auth');
    expect(all.seen[1]).toMatch(/^https:\/\/auth\.test\/things .*"x-auth":"a"/);
  });

  test('are not needed: a client takes a Configuration, parameters or nothing', () => {
    const configuration = new Configuration({ basePath: 'https://api.test' });
    expect(new Shop(configuration).configuration).toBe(configuration);
    expect(new Shop({ timeoutMs: 1 }).configuration.timeoutMs).toBe(1);
    expect(new Shop().configuration).toBeInstanceOf(Configuration);
  });
});
