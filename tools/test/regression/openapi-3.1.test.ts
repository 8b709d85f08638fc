import { type Client, loadClient } from './clients.js';
import { jsonAnswer, refused, sent } from './wire.js';

let client: Client;
beforeAll(async () => {
  client = await loadClient('openapi-3.1');
});

test('webhooks and callbacks are no operations of a client', () => {
  expect(Object.keys(client).filter((name) => /orderPaid|onPaid/i.test(name))).toEqual([]);
});

test('a path item of components is followed, with its parameters', async () => {
  expect((await sent(client, 'exchange', { id: 7, body: {} }, { basePath: 'https://api.test' })).url).toBe(
    'https://api.test/exchange/7',
  );
});

test('without servers the address is relative, and outside a page a basePath is needed', async () => {
  expect(await refused(client, 'getNothing')).toMatchObject({ code: 'invalid_request', field: 'basePath' });
});

test('null, constants, tuples and type lists go out as they are', async () => {
  const body = {
    nullableText: null,
    textOrNumber: 5,
    nullableRef: null,
    constant: 'fixed',
    nothing: null,
    tuple: ['a', 1],
    big: 9007199254740993n,
    'x-free': 1,
  };
  expect((await sent(client, 'exchange', { id: 'a', body }, { basePath: 'https://api.test' })).body).toBe(
    '{"nullableText":null,"textOrNumber":5,"nullableRef":null,"constant":"fixed","nothing":null,"tuple":["a",1],"big":9007199254740993,"x-free":1}',
  );
});

test('null is an answer, alone and beside an object', async () => {
  const operations = ['getNothing', 'getMaybe'];
  for (const operation of operations) {
    const fetchApi = async (): Promise<Response> => jsonAnswer('null');
    expect(
      await client[operation](new client.runtime.Configuration({ fetchApi, basePath: 'https://api.test' })),
    ).toBeNull();
  }
});

test('contentMediaType makes bytes of an answer and a file part of a form member', async () => {
  const configuration = { basePath: 'https://api.test' };
  const { body } = await sent(
    client,
    'postForm',
    { body: { file: new Blob(['f']), note: null } },
    configuration,
  );
  expect(body).toContain('name="file"; filename="blob"');
  expect(body).not.toContain('note');
  const fetchApi = async (): Promise<Response> =>
    new Response('png', { headers: { 'content-type': 'image/png' } });
  const value = await client.putFile(new client.runtime.Configuration({ ...configuration, fetchApi }), {
    body: 'x',
  });
  expect(await value.text()).toBe('png');
});

test('mutual TLS is the business of the connection: alone it asks for nothing, beside a key the key is asked for', async () => {
  const basePath = 'https://api.test';
  expect((await sent(client, 'withCertificate', {}, { basePath })).headers.get('x-key')).toBeNull();
  expect(
    (await sent(client, 'withCertificateAndKey', {}, { basePath, apiKey: 'k' })).headers.get('x-key'),
  ).toBe('k');
  expect(await refused(client, 'withCertificateAndKey', {}, { basePath })).toMatchObject({
    code: 'credentials_required',
  });
});

test('a relative address is resolved against the page, where there is one', async () => {
  const holder = globalThis as { location?: unknown };
  holder.location = { href: 'https://page.test/app/' };
  try {
    expect((await sent(client, 'getNothing')).url).toBe('https://page.test/nothing');
  } finally {
    delete holder.location;
  }
});
