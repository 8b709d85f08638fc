// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of a description, which must stay texts
import { type Client, loadClient } from './clients.js';
import { refused, sent } from './wire.js';

let client: Client;
beforeAll(async () => {
  client = await loadClient('servers');
});

test('the first server of the root is the default, its variables at their defaults, its trailing slash dropped', async () => {
  expect((await sent(client, 'atRoot')).url).toBe('https://eu.api.test/v1/root');
});

test('serverVariables fill in the variables', async () => {
  expect((await sent(client, 'atRoot', {}, { serverVariables: { region: 'us', port: '8443' } })).url).toBe(
    'https://us.api.test:8443/v1/root',
  );
});

test('a value outside the enum of its variable is refused', async () => {
  expect(await refused(client, 'atRoot', {}, { serverVariables: { region: 'evil' } })).toMatchObject({
    code: 'invalid_request',
  });
});

test.each(['eu.evil.test/', 'a@evil.test', 'x#', 'x?', '..', 'a b', ''])(
  'a variable %j that would lead elsewhere is refused',
  async (port) => {
    expect(await refused(client, 'atRoot', {}, { serverVariables: { port } })).toMatchObject({
      code: 'invalid_request',
    });
  },
);

test('serverIndex chooses another server', async () => {
  expect((await sent(client, 'atRoot', {}, { serverIndex: 1 })).url).toBe('https://sandbox.test/root');
  expect(await refused(client, 'atRoot', {}, { serverIndex: 2 })).toMatchObject({ code: 'invalid_request' });
});

test('a path has its own servers, and an operation its own before those', async () => {
  expect((await sent(client, 'atPath')).url).toBe('https://path.test/base/path');
  expect((await sent(client, 'atOperation')).url).toBe('https://files.operation.test/path');
  expect((await sent(client, 'atOperation', {}, { serverVariables: { host: 'media' } })).url).toBe(
    'https://media.operation.test/path',
  );
});

test('basePath replaces every server', async () => {
  for (const [operation, path] of [
    ['atRoot', '/root'],
    ['atPath', '/path'],
    ['atOperation', '/path'],
    ['atRelative', '/relative'],
  ] as const) {
    expect((await sent(client, operation, {}, { basePath: 'https://proxy.test/x/' })).url).toBe(
      `https://proxy.test/x${path}`,
    );
  }
});

test('a relative server needs a page or a basePath', async () => {
  expect(await refused(client, 'atRelative')).toMatchObject({ code: 'invalid_request', field: 'basePath' });
});

test('the list of servers is exported, without texts that would only add to a bundle', () => {
  expect(client.servers[0].variables.region.enum).toEqual(['eu', 'us', "it's"]);
  expect(client.servers[1]).toEqual({ url: 'https://sandbox.test' });
});

test('only a server with variables brings along what fills them in', () => {
  expect(client.servers[0]).toHaveProperty('resolve');
  expect(client.atRelativeOperation.servers).toEqual([{ url: '/v2' }]);
});
