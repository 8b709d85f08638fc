// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of a description, which must stay texts
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, generatedFolder, loadClient } from './clients.js';
import { answered, failed, jsonAnswer, sent } from './wire.js';

let client: Client;
beforeAll(async () => {
  client = await loadClient('names');
});

describe('operations', () => {
  test.each([
    ['constructor', '_constructor', '/constructor'],
    ['request', 'request', '/request'],
    ['clone', 'clone', '/clone'],
    ['withMiddleware', '_withMiddleware', '/withMiddleware'],
    ['delete', '_delete', '/delete'],
    ['class', '_class', '/class'],
    ['then', '_then', '/then'],
    ['toString', '_toString', '/toString'],
    ['runtime', '_runtime', '/runtime'],
    ['models', '_models', '/models'],
    ['servers', '_servers', '/servers'],
    ['foo', 'foo', '/foo'],
    ['fooRaw', 'fooRaw2', '/fooRaw'],
    ['fooOperation', 'fooOperation2', '/fooOperation'],
    ['getDashedThingV2', 'getDashedThingV2', '/dashedToo'],
    ['get-dashed_thing.v2', 'getDashedThingV22', '/dashed'],
    ['it\'s a "name" `${1}` */', 'itSAName1', '/spaced'],
    ['2fa', '_2fa', '/number'],
    ['取得', '取得', '/japanese'],
    ['***', 'operation', '/symbols'],
  ])('the operationId %s is the function %s', async (id, name, path) => {
    expect(client[`${name}Operation`].id).toBe(id);
    expect((await sent(client, name)).url).toBe(`https://api.test${path}`);
  });

  test('an operation without operationId is called by path and method', async () => {
    expect((await sent(client, 'usersUserIdPostsGet', { userId: '7' })).url).toBe(
      'https://api.test/users/7/posts',
    );
  });

  test('an operation marked x-internal is generated like the others', async () => {
    expect(await answered(client, 'internal', jsonAnswer('{"hidden":"h"}'))).toEqual({ hidden: 'h' });
  });

  test('an error carries the operationId of the description, not the name in TypeScript', async () => {
    expect(await failed(client, '_delete', new Response(null, { status: 500 }))).toMatchObject({
      operationId: 'delete',
      path: '/delete',
    });
  });

  test('every operation has a function, a method and a Raw method, and no method replaces one of BaseAPI', async () => {
    const operations = Object.keys(client).filter(
      (name) => /Operation$/.test(name) && typeof client[name] === 'object',
    );
    expect(operations).toHaveLength(37);
    const classes = Object.values(client).filter(
      (value) => typeof value === 'function' && value.prototype instanceof client.runtime.BaseAPI,
    );
    const methods = classes
      .flatMap((value) => Object.getOwnPropertyNames(value.prototype))
      .filter((name) => name !== 'constructor');
    const expected = operations.flatMap((name) => [
      name.replace(/Operation$/, ''),
      name.replace(/Operation$/, 'Raw'),
    ]);
    expect(methods.sort()).toEqual(expected.sort());
    for (const name of Object.getOwnPropertyNames(client.runtime.BaseAPI.prototype))
      expect(methods).not.toContain(name);
  });

  test('a method, its Raw method and the function send the same', async () => {
    const urls: string[] = [];
    const fetchApi = async (url: string): Promise<Response> => {
      urls.push(url);
      return new Response(null, { status: 200 });
    };
    const configuration = new client.runtime.Configuration({ fetchApi });
    const api = new client.IdsApi(configuration);
    await api._delete();
    const raw = await api._deleteRaw();
    await client._delete(configuration);
    expect(raw.raw.status).toBe(200);
    expect(urls).toEqual(Array(3).fill('https://api.test/delete'));
    expect(api.withMiddleware()).toBeInstanceOf(client.IdsApi);
  });
});

describe('the client', () => {
  test('has every API class as a member, by the name of its tag, and sends what its methods send', async () => {
    const urls: string[] = [];
    const names = new client.Names({
      fetchApi: async (url: string) => {
        urls.push(url);
        return new Response(null, { status: 200 });
      },
    });
    const members = Object.entries(Object.getOwnPropertyDescriptors(client.Names.prototype))
      .filter(([, { get }]) => get !== undefined)
      .map(([name]) => name);
    const apis = Object.keys(client).filter((name) => /Api$/.test(name));
    expect(members.map((name) => names[name].constructor.name).sort()).toEqual(apis.sort());
    await names.ids._delete();
    expect(urls).toEqual(['https://api.test/delete']);
  });

  test('a tag called like a member of the client or of every object replaces none', () => {
    const names = new client.Names();
    expect(names.configurationApi).toBeInstanceOf(client.ConfigurationApi);
    expect(names.thenApi).toBeInstanceOf(client.ThenApi);
    expect(names.then).toBeUndefined();
  });

  test('the index has what users write of an operation, and no descriptors, which nothing there takes', async () => {
    const index = await readFile(join(await generatedFolder(), 'names', 'index.ts'), 'utf8');
    expect(index).toMatch(
      /^ {2}_delete,\n {2}type DeleteRequest,\n {2}type DeleteResult,\n {2}type DeleteErrors,$/m,
    );
    expect(index).not.toMatch(/\b_deleteOperation\b/);
    expect(client._deleteOperation.id).toBe('delete');
  });
});

describe('tags', () => {
  test.each([
    ['twoTags', 'FirstTagApi'],
    ['noTag', 'DefaultApi'],
    ['foreignTag', 'DefaultApi'],
    ['responseTag', 'ResponseApi'],
    ['numberTag', 'Tag2faApi'],
    ['initialsTag', 'OAuth2APIKeysApi'],
    ['casedTag', 'SecondApi'],
    ['casedTag2', 'SecondApi'],
    ['quotedTag', 'ItS1Api'],
  ])('%s is a method of %s', (operation, name) => {
    expect(Object.hasOwn(client[name].prototype, operation)).toBe(true);
  });

  test('an operation with two tags is a method of the first only', () => {
    expect(Object.hasOwn(client.SecondApi.prototype, 'twoTags')).toBe(false);
  });
});

describe('text that would end a comment or a string', () => {
  test('a path with quotes, backtick, backslash and ${ is a path', async () => {
    const { request } = await sent(client, 'hostilePath', { processExit1: 'x/y' });
    expect(new URL(request.url).pathname).toBe("/it's/%60tick%60/$x%2Fy/%22quoted%22/a%5Cb");
  });

  test.each(["it's", '"', '`${process.exit(1)}`', '*/', '\\', '東京', ''])(
    'the enum value %j goes out as it is',
    async (filter) => {
      const { request } = await sent(client, 'hostilePath', { processExit1: 'x', filter });
      expect(new URL(request.url).searchParams.get('filter')).toBe(filter);
    },
  );

  test('a description that speaks of models, security and servers imports none of them', async () => {
    const file = await readFile(join(await generatedFolder(), 'names', 'apis', 'ProseApi.ts'), 'utf8');
    expect(file.match(/^import .*$/gm)).toEqual([
      "import * as runtime from '@acme/fetch-runtime';",
      "import { servers } from '../servers.js';",
    ]);
    expect(
      await answered(client, 'prose', jsonAnswer('"p"', 200, 'application/vnd.models.security.v1+json')),
    ).toBe('p');
  });

  test.each(['names', 'models', 'security', 'servers', 'parameters'])(
    '%s: no description becomes code',
    async (name) => {
      const folder = join(await generatedFolder(), name);
      for (const file of ['models/index.ts', 'security.ts', 'servers.ts', 'apis/index.ts', 'index.ts']) {
        expect(await readFile(join(folder, file), 'utf8')).not.toMatch(
          /^export const (stolen|injected)|^\s*process\.exit/m,
        );
      }
      expect(Object.keys(client)).not.toEqual(expect.arrayContaining(['stolen']));
    },
  );
});

describe('schemas', () => {
  test('schemas named as globals, as exports of the runtime and as each other pass through unchanged', async () => {
    const body = {
      error: { error_field: 'a' },
      map: { map_field: 'b' },
      snake: { snake: 'c' },
      kebab: { kebab: 'd' },
      upper: { upper: 'e' },
      ctor: { ctor: 'f' },
      text: { text: 'g' },
    };
    const request = await sent(client, 'globals', { body });
    expect(request.body).toBe(JSON.stringify(body));
    expect(await answered(client, 'globals', jsonAnswer('{"response_field":"r"}'), { body })).toEqual({
      response_field: 'r',
    });
  });

  test('models are types only: the client exports nothing for them', () => {
    for (const name of ['ModelResponse', 'Response', 'Globals', 'user_profile', 'Hostile'])
      expect(client[name]).toBeUndefined();
  });
});
