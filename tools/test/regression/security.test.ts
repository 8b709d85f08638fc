import { type Client, loadClient } from './clients.js';
import { refused, sent } from './wire.js';

let client: Client;
beforeAll(async () => {
  client = await loadClient('security');
});

const basicValue = `Basic ${Buffer.from('jörg:pä:ß').toString('base64')}`;

describe('one scheme', () => {
  test('the root security goes for operations without their own; an empty list switches it off', async () => {
    expect((await sent(client, 'withRoot', {}, { apiKey: 'k' })).headers.get('x-root')).toBe('k');
    expect(
      (await sent(client, 'withNone', {}, { apiKey: 'k', accessToken: 't' })).headers.get('x-root'),
    ).toBeNull();
  });

  test('apiKey goes into a header, query or cookie, under the name of the description', async () => {
    expect((await sent(client, 'withHeaderKey', {}, { apiKey: 'k&1' })).headers.get('x-key')).toBe('k&1');
    expect((await sent(client, 'withQueryKey', {}, { apiKey: 'k&1' })).query).toBe('api%27key%26x=k%261');
    expect((await sent(client, 'withCookieKey', {}, { apiKey: 'k;1' })).headers.get('cookie')).toBe(
      'session=k%3B1',
    );
  });

  test('apiKey may be a record by scheme id or by wire name, or a function of the wire name', async () => {
    expect(
      (await sent(client, 'withHeaderKey', {}, { apiKey: { 'header-key': 'k' } })).headers.get('x-key'),
    ).toBe('k');
    expect((await sent(client, 'withHeaderKey', {}, { apiKey: { 'X-Key': 'k' } })).headers.get('x-key')).toBe(
      'k',
    );
    expect(
      (
        await sent(client, 'withHeaderKey', {}, { apiKey: async (name: string) => `for ${name}` })
      ).headers.get('x-key'),
    ).toBe('for X-Key');
  });

  test('basic is UTF-8', async () => {
    expect(
      (await sent(client, 'withBasic', {}, { username: 'jörg', password: 'pä:ß' })).headers.get(
        'authorization',
      ),
    ).toBe(basicValue);
  });

  test.each(['withBearer', 'withOAuth', 'withOAuthNoScopes', 'withOpenId'])(
    '%s: the token goes out with Bearer before it',
    async (operation) => {
      expect((await sent(client, operation, {}, { accessToken: 'tok' })).headers.get('authorization')).toBe(
        'Bearer tok',
      );
    },
  );

  test('a token function gets the scheme id and the scopes of the operation', async () => {
    const calls: unknown[] = [];
    const accessToken = async (...args: unknown[]): Promise<string> => {
      calls.push(args);
      return 'tok';
    };
    await sent(client, 'withOAuth', {}, { accessToken });
    await sent(client, 'withOpenId', {}, { accessToken });
    await sent(client, 'withOAuthNoScopes', {}, { accessToken });
    expect(calls).toEqual([
      ['oauth', ['read:pets', "it's"]],
      ['openId', ['profile']],
      ['oauth', []],
    ]);
  });

  test('scheme names that are words of the language or names of the client work', async () => {
    const apiKey = { class: 'a', constructor: 'b', runtime: 'c', header_key: 'd' };
    const { headers } = await sent(client, 'withReservedNames', {}, { apiKey });
    expect(['x-class', 'x-constructor', 'x-runtime', 'x-other-key'].map((name) => headers.get(name))).toEqual(
      ['a', 'b', 'c', 'd'],
    );
  });

  test('scheme names that look like extensions, and schemes that are references, work', async () => {
    const { headers } = await sent(client, 'withExtensionName', {}, { apiKey: 'k', accessToken: 't' });
    expect([headers.get('x-api-key'), headers.get('authorization')]).toEqual(['k', 'Bearer t']);
  });

  test('what an apiKey record inherits is no key', async () => {
    const apiKey = { class: 'a', runtime: 'c', header_key: 'd' };
    expect(await refused(client, 'withReservedNames', {}, { apiKey })).toMatchObject({
      code: 'credentials_required',
    });
  });
});

describe('several schemes', () => {
  const keys = { 'header-key': 'h', 'query.key': 'q' };

  test('AND: all are sent', async () => {
    const { headers, query } = await sent(client, 'withBoth', {}, { apiKey: keys, accessToken: 't' });
    expect([headers.get('x-key'), query, headers.get('authorization')]).toEqual([
      'h',
      'api%27key%26x=q',
      'Bearer t',
    ]);
  });

  test('AND: with one missing, nothing is sent', async () => {
    expect(await refused(client, 'withBoth', {}, { apiKey: keys })).toMatchObject({
      code: 'credentials_required',
    });
    expect(
      await refused(client, 'withBoth', {}, { apiKey: { 'header-key': 'h' }, accessToken: 't' }),
    ).toMatchObject({ code: 'credentials_required' });
  });

  test('OR: the first alternative that is fully configured is sent, alone', async () => {
    const wire = async (configuration: object): Promise<unknown[]> => {
      const { headers, query } = await sent(client, 'withEither', {}, configuration);
      return [headers.get('x-key'), headers.get('authorization'), query];
    };
    expect(await wire({ apiKey: keys, username: 'jörg', password: 'pä:ß', accessToken: 't' })).toEqual([
      'h',
      basicValue,
      '',
    ]);
    expect(await wire({ apiKey: keys, accessToken: 't' })).toEqual([null, 'Bearer t', '']);
    expect(await wire({ apiKey: keys })).toEqual([null, null, 'api%27key%26x=q']);
    expect(await wire({ apiKey: { 'query.key': 'q' }, username: 'u', password: 'p' })).toEqual([
      null,
      null,
      'api%27key%26x=q',
    ]);
  });

  test('OR: with none configured, nothing is sent', async () => {
    expect(await refused(client, 'withEither')).toMatchObject({ code: 'credentials_required' });
  });

  test('OR of one scheme with different scopes: each alternative asks for its own', async () => {
    const asked: unknown[] = [];
    const accessToken = async (_name: string, scopes: readonly string[]): Promise<string | undefined> => {
      asked.push(scopes);
      return scopes.includes('read:pets') ? 'reader' : undefined;
    };
    expect((await sent(client, 'withEitherScope', {}, { accessToken })).headers.get('authorization')).toBe(
      'Bearer reader',
    );
    expect(asked).toEqual([['write'], ['read:pets']]);
  });

  test.each(['withOptional', 'withOptionalFirst'])(
    '%s: without credentials it is sent without, with them it is sent with them',
    async (operation) => {
      expect((await sent(client, operation)).headers.get('authorization')).toBeNull();
      expect((await sent(client, operation, {}, { accessToken: 't' })).headers.get('authorization')).toBe(
        'Bearer t',
      );
    },
  );
});

describe('credentials that cannot be right', () => {
  test.each([
    ['withHeaderKey', { apiKey: '' }],
    ['withHeaderKey', { apiKey: 'a\r\nX-Evil: 1' }],
    ['withBearer', { accessToken: '' }],
    ['withBearer', { accessToken: 'Bearer tok' }],
    ['withBasic', { username: 'a:b', password: 'sesame' }],
  ])('%s with %j is refused, and the error does not quote it', async (operation, configuration) => {
    const error = await refused(client, operation, {}, configuration);
    expect(error.code).toMatch(/^(credentials_invalid|invalid_request)$/);
    for (const value of Object.values(configuration))
      if (value !== '') expect(error.message).not.toContain(value);
  });

  test.each([{ apiKey: null }, { apiKey: undefined }, { apiKey: {} }, { apiKey: () => undefined }])(
    'a key that is not there is never sent as a word: %j',
    async (configuration) => {
      expect(await refused(client, 'withQueryKey', {}, configuration)).toMatchObject({
        code: 'credentials_required',
      });
    },
  );

  test('a user name without a password is not configured', async () => {
    expect(await refused(client, 'withBasic', {}, { username: 'u' })).toMatchObject({
      code: 'credentials_required',
    });
    expect(
      (await sent(client, 'withBasic', {}, { username: 'u', password: '' })).headers.get('authorization'),
    ).toBe(`Basic ${btoa('u:')}`);
  });
});
