import { answerWith } from '../../../tools/jest/exchange.js';
import { Configuration, getSystemVersion, servers, WebApi } from '../src/generated/index.js';
import { html } from './support/box.js';

const credentials = { username: 'admin@example.com', password: 'made-up' };

describe('the server', () => {
  test.each([
    ['is box.example.com by default', {}, 'https://box.example.com/admin/system/version'],
    [
      'takes the host as a variable',
      { serverVariables: { host: 'box.acme.example' } },
      'https://box.acme.example/admin/system/version',
    ],
    [
      'keeps its default host where the variable is undefined',
      { serverVariables: { host: undefined } },
      'https://box.example.com/admin/system/version',
    ],
    [
      'is replaced by basePath, without its trailing slash',
      {
        basePath: 'http://127.0.0.1:10222/',
        allowInsecureLoopback: true,
        serverVariables: { host: 'unused.example' },
      },
      'http://127.0.0.1:10222/system/version',
    ],
  ])('%s', async (_title, parameters, url) => {
    const sent = answerWith(html('v75'));
    await getSystemVersion(new Configuration({ ...credentials, ...parameters }));
    expect(sent[0]?.url).toBe(url);
  });

  test('is one, with the host as its only variable', () => {
    expect(servers.map(({ url }) => url)).toStrictEqual(['https://{host}/admin']);
    expect(servers[0]?.variables).toStrictEqual({
      host: expect.objectContaining({ default: 'box.example.com' }),
    });
  });

  test('that does not exist is refused', async () => {
    const sent = answerWith(html('v75'));
    const call = new WebApi(new Configuration({ ...credentials, serverIndex: 1 })).updateWeb();
    await expect(call).rejects.toMatchObject({ code: 'invalid_request', field: 'serverIndex' });
    expect(sent).toStrictEqual([]);
  });
});

describe('the credentials', () => {
  test.each([
    ['a colon in the password stays', 'a:b:c', 'Basic YWRtaW5AZXhhbXBsZS5jb206YTpiOmM='],
    ['an empty password is sent', '', 'Basic YWRtaW5AZXhhbXBsZS5jb206'],
    ['text outside Latin-1 goes as UTF-8', 'пароль', 'Basic YWRtaW5AZXhhbXBsZS5jb2060L/QsNGA0L7Qu9GM'],
  ])('%s', async (_title, password, authorization) => {
    const sent = answerWith(html('v75'));
    await getSystemVersion(new Configuration({ username: 'admin@example.com', password }));
    expect(sent[0]?.headers.authorization).toBe(authorization);
  });

  test('are asked for at each call', async () => {
    const keys = ['first', 'second'];
    const sent = answerWith(html('v75'));
    const configuration = new Configuration({ ...credentials, password: async () => keys.shift() });
    await getSystemVersion(configuration);
    await getSystemVersion(configuration);
    expect(sent.map(({ headers }) => headers.authorization)).toStrictEqual([
      'Basic YWRtaW5AZXhhbXBsZS5jb206Zmlyc3Q=',
      'Basic YWRtaW5AZXhhbXBsZS5jb206c2Vjb25k',
    ]);
    await expect(getSystemVersion(configuration)).rejects.toMatchObject({ code: 'credentials_required' });
  });

  test.each([[{}], [{ username: 'admin@example.com' }], [{ password: 'x' }], [{ accessToken: 'x' }]])(
    'are needed in full: %j',
    async (parameters) => {
      const sent = answerWith(html('v75'));
      const call = getSystemVersion(new Configuration(parameters));
      await expect(call).rejects.toMatchObject({ code: 'credentials_required', schemes: ['basicAuth'] });
      expect(sent).toStrictEqual([]);
    },
  );
});
