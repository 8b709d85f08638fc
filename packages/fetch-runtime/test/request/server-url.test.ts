import { pathSimple, resolveServer, type Server } from '../../src/index.js';
import { parameter, rejection, sent } from '../support.js';

async function url(servers: readonly Server[], parameters: object = {}): Promise<string> {
  return (await sent({ servers, path: '/p' }, {}, parameters)).url;
}

const tenant: Server = {
  url: 'https://{tenant}.example.test:{port}/{base}',
  variables: {
    tenant: { default: 'demo' },
    port: { default: '8443', enum: ['443', '8443'] },
    base: { default: 'v1' },
  },
  resolve: resolveServer,
};
const scope = globalThis as { location?: unknown };

afterEach(() => {
  delete scope.location;
});

test.each<[string, object, string]>([
  ['the first server', {}, 'https://one.test/v1/p'],
  ['another server', { serverIndex: 1 }, 'https://two.test/p'],
  ['basePath instead', { basePath: 'https://base.test/x//', serverIndex: 9 }, 'https://base.test/x/p'],
  ['a port, an IPv6 address, an @ in the path', { basePath: 'http://[::1]:80/@me' }, 'http://[::1]/@me/p'],
])('%s', async (_title, parameters, expected) => {
  expect(await url([{ url: 'https://one.test/v1/' }, { url: 'https://two.test' }], parameters)).toBe(
    expected,
  );
});

test.each([
  ['https://user@one.test'],
  ['https://user:secret@one.test'],
  ['//user@one.test'],
  ['https://one.test/?k=secret'],
  ['https://one.test/?'],
  ['https://one.test/#secret'],
  ['https://one.test:secret'],
  ['https://[secret'],
  ['https://sec ret'],
  ['https://'],
  ['secret'],
  ['/secret'],
  [''],
  ['file:///secret'],
  ['data:text/plain,secret'],
  ['xhttps://secret'],
  ['data:https://secret/'],
])('basePath %p is refused, and not quoted: requests would go elsewhere, or nowhere', async (basePath) => {
  const error = await rejection(url([{ url: 'https://one.test' }], { basePath }));
  expect(error).toMatchObject({ name: 'RequestError', code: 'invalid_request', field: 'basePath' });
  expect(error.message).not.toContain('secret');
  expect(error.message).toContain('must give a URL such as https://host/path');
});

test.each([
  ['', 'https://page.test/p'],
  ['/v1/', 'https://page.test/v1/p'],
  ['v1', 'https://page.test/app/v1/p'],
  ['//h.test/v1', 'https://h.test/v1/p'],
])('in a browser, basePath %p is that of the page', async (basePath, expected) => {
  scope.location = { href: 'https://page.test/app/index.html?x#y' };
  expect(await url([{ url: 'https://one.test' }], { basePath })).toBe(expected);
});

test('in a browser, a base path that is relative to the page goes with it', async () => {
  for (const folder of ['one', 'two']) {
    scope.location = { href: `https://page.test/${folder}/` };
    expect(await url([{ url: 'v1' }])).toBe(`https://page.test/${folder}/v1/p`);
  }
});

test('in a browser, too, a server that is not there is none', async () => {
  scope.location = { href: 'https://page.test/' };
  expect(await rejection(url([], {}))).toMatchObject({ field: 'serverIndex' });
});

test('without a basePath, the server of the description must be a URL too', async () => {
  expect(await rejection(url([{ url: 'https://one.test:no' }]))).toMatchObject({ field: 'basePath' });
});

test.each([-1, 2, 0.5, Number.NaN])('serverIndex %d is out of range', async (serverIndex) => {
  const promise = url([{ url: 'https://one.test' }, { url: 'https://two.test' }], { serverIndex });
  expect(await rejection(promise)).toMatchObject({ code: 'invalid_request', field: 'serverIndex' });
});

describe('variables', () => {
  test.each<[string, object, string]>([
    ['defaults', {}, 'https://demo.example.test:8443/v1/p'],
    ['given ones', { tenant: 'acme', port: '443', base: 'a/b' }, 'https://acme.example.test/a/b/p'],
    ['undefined is the default', { tenant: undefined }, 'https://demo.example.test:8443/v1/p'],
    ['$ patterns are text', { base: '$&' }, 'https://demo.example.test:8443/$&/p'],
    ['an empty path part', { base: '' }, 'https://demo.example.test:8443/p'],
    [
      'dots that are no segment',
      { base: '.well-known/v1..' },
      'https://demo.example.test:8443/.well-known/v1../p',
    ],
  ])('%s', async (_title, serverVariables, expected) => {
    expect(await url([tenant], { serverVariables })).toBe(expected);
  });

  test.each<[string, string]>([
    ['tenant', 'evil.test/'],
    ['tenant', 'evil.test?'],
    ['tenant', 'evil.test#'],
    ['tenant', 'user@evil.test'],
    ['tenant', 'evil.test\\'],
    ['tenant', 'a b'],
    ['tenant', 'a\n'],
    ['tenant', ''],
    ['base', 'a?b'],
    ['base', 'a#b'],
    ['base', '..'],
    ['base', 'a/../b'],
    ['base', '%2e%2E/b'],
    ['base', '.'],
    ['port', '80'],
  ])('%s=%p is refused: it would change another part of the URL', async (name, value) => {
    const error = await rejection(url([tenant], { serverVariables: { [name]: value } }));
    expect(error).toMatchObject({ code: 'invalid_request', field: `serverVariables.${name}` });
  });

  test('one that is not among the values of the description is told which are', async () => {
    const error = await rejection(url([tenant], { serverVariables: { port: '80' } }));
    expect(error.message).toBe('getThing: "serverVariables.port" must be one of: 443, 8443');
  });

  test.each(['', 'a/b'])('%p is refused anywhere in the host, also at its end', async (zone) => {
    const server = { url: 'https://api.example.{zone}/v1', resolve: resolveServer };
    expect(await rejection(url([server], { serverVariables: { zone } }))).toMatchObject({
      field: 'serverVariables.zone',
      message: expect.stringContaining('is part of the host'),
    });
  });

  test('one that the description uses, but does not describe, can be given', async () => {
    const server = { url: 'https://{tenant}.test', resolve: resolveServer };
    expect(await url([server], { serverVariables: { tenant: 'acme' } })).toBe('https://acme.test/p');
  });

  test('one without a value is refused, also when every object inherits its name', async () => {
    const server = { url: 'https://{constructor}.test', resolve: resolveServer };
    expect(await rejection(url([server], { serverVariables: {} }))).toMatchObject({
      field: 'serverVariables.constructor',
    });
  });

  test('a whole URL may be a variable', async () => {
    const variables = { server: { default: 'https://one.test' } };
    expect(await url([{ url: '{server}/v1', variables, resolve: resolveServer }])).toBe(
      'https://one.test/v1/p',
    );
  });
});

describe('a relative server', () => {
  test.each([['/v1'], ['v1'], ['//h.test']])('%s is refused outside a browser', async (relative) => {
    const error = await rejection(url([{ url: relative, resolve: resolveServer }]));
    expect(error).toMatchObject({ code: 'invalid_request', field: 'basePath' });
  });

  test('an operation without servers needs a basePath', async () => {
    expect(await rejection(url([]))).toMatchObject({ code: 'invalid_request', field: 'serverIndex' });
    expect(await url([], { basePath: 'https://one.test' })).toBe('https://one.test/p');
  });

  test.each([
    ['/v1', 'https://page.test/v1/p'],
    ['//h.test/v1', 'https://h.test/v1/p'],
    ['/', 'https://page.test/p'],
  ])('%s is that of the page in a browser', async (relative, expected) => {
    scope.location = { href: 'https://page.test/app/index.html?x#y' };
    expect(await url([{ url: relative, resolve: resolveServer }])).toBe(expected);
  });
});

test('a value in the path cannot reach the host', async () => {
  const params = [parameter(pathSimple, 'id')];
  const { url: sentUrl } = await sent(
    { path: '/{id}', params },
    { id: '/evil.test' },
    { basePath: 'https://h.test' },
  );
  expect(new URL(sentUrl).host).toBe('h.test');
});
