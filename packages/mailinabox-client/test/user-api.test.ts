import { answerWith, json, rejection } from '../../../tools/jest/exchange.js';
import {
  Configuration,
  CredentialsError,
  isApiError,
  login,
  logout,
  ResponseError,
  UserApi,
} from '../src/generated/index.js';
import { boxConfiguration, describeOperations, html, type Row } from './support/box.js';

const accept = 'application/json, text/html';

const rows: readonly Row<UserApi>[] = [
  {
    operation: 'login',
    call: (api) => api.login(),
    method: 'POST',
    path: '/login',
    accept,
    answer: json({
      status: 'ok',
      email: 'admin@example.com',
      privileges: ['admin'],
      api_key: 'made-up-session-key',
      undeclared: { kept: [1, null] },
    }),
  },
  {
    operation: 'login',
    when: 'with a one-time code',
    call: (api) => api.login({ xAuthToken: '012345' }),
    method: 'POST',
    path: '/login',
    accept,
    headers: { 'x-auth-token': '012345' },
    answer: json({
      status: 'ok',
      email: 'admin@example.com',
      privileges: ['admin'],
      api_key: 'made-up-key-1',
    }),
  },
  {
    operation: 'login',
    when: 'with an empty code',
    call: (_api, configuration) => login(configuration, { xAuthToken: '' }),
    method: 'POST',
    path: '/login',
    accept,
    headers: { 'x-auth-token': '' },
    answer: json({
      status: 'ok',
      email: 'admin@example.com',
      privileges: ['admin'],
      api_key: 'made-up-key-3',
    }),
  },
  {
    operation: 'login',
    when: 'as a function, without a code',
    call: (_api, configuration) => login(configuration, { xAuthToken: undefined }),
    method: 'POST',
    path: '/login',
    accept,
    answer: json({ status: 'ok', email: 'user@example.com', privileges: [], api_key: 'made-up-key-2' }),
  },
  {
    operation: 'logout',
    call: (api) => api.logout(),
    method: 'POST',
    path: '/logout',
    accept,
    answer: json({ status: 'ok', undeclared: true }),
  },
  {
    operation: 'logout',
    when: 'as a function',
    call: (_api, configuration) => logout(configuration),
    method: 'POST',
    path: '/logout',
    accept,
    answer: json({}),
  },
];

describeOperations(UserApi, rows);

describe('login', () => {
  const api = new UserApi(boxConfiguration());

  test.each([
    { status: 'ok', email: 'admin@example.com', privileges: ['admin'], api_key: 'made-up-session-key' },
    { status: 'one-the-description-does-not-have' },
  ])('the outcome "$status" is a value, not an error', async (outcome) => {
    answerWith(json(outcome));
    expect(await api.login()).toStrictEqual(outcome);
  });

  test.each(['invalid', 'missing-totp-token'])(
    'the outcome "%s" is an error, though the daemon answers 200',
    async (status) => {
      answerWith(json({ status, reason: 'Incorrect email address or password.' }));
      const error = await rejection(api.login(), ResponseError);
      expect(error).toMatchObject({ code: 'http_status', status: 200, operationId: 'login' });
      if (!isApiError(error, 'login') || error.status !== 200) throw error;
      const reason: string | undefined = error.body?.reason;
      expect(reason).toBe('Incorrect email address or password.');
    },
  );

  test('the status tells whether there is a session key', async () => {
    answerWith(json({ status: 'ok', email: 'admin@example.com', privileges: [''], api_key: 'made-up-key' }));
    const outcome = await api.login();
    const key: string | undefined = outcome.status === 'ok' ? outcome.api_key : undefined;
    expect(key).toBe('made-up-key');
    // @ts-expect-error: a key may be missing
    expect(outcome.api_key.length).toBe(11);
  });

  test('a session key takes the place of the password', async () => {
    const sent = answerWith(json({ status: 'ok' }));
    await logout(boxConfiguration().with({ password: () => Promise.resolve('made-up-session-key') }));
    // Made by `base64` from `admin@example.com:made-up-session-key`.
    expect(sent[0]?.headers.authorization).toBe('Basic YWRtaW5AZXhhbXBsZS5jb206bWFkZS11cC1zZXNzaW9uLWtleQ==');
  });

  test('without credentials nothing is sent', async () => {
    const sent = answerWith(json({ status: 'invalid', reason: 'not reached' }));
    const error = await rejection(login(new Configuration()), CredentialsError);
    expect(error).toMatchObject({ code: 'credentials_required', schemes: ['basicAuth'] });
    expect(sent).toStrictEqual([]);
  });

  test('the raw variant gives the response beside the value', async () => {
    answerWith(json({ status: 'ok', reason: 'none' }));
    const answer = await api.loginRaw({ xAuthToken: '654321' });
    expect(answer.raw.status).toBe(200);
    expect(answer.raw.headers.get('content-type')).toBe('application/json');
    expect((await answer.value()).reason).toBe('none');
  });

  test('an HTML page under status 200 is not taken for an outcome', async () => {
    answerWith(html('<html>another site</html>'));
    await expect(api.login()).rejects.toMatchObject({ code: 'response_format', status: 200 });
  });

  test('a one-time code is a text, as leading zeros count', async () => {
    const sent = answerWith(json({ status: 'ok' }));
    // @ts-expect-error: a number would lose the zeros
    await api.login({ xAuthToken: 12345 });
    expect(sent[0]?.headers['x-auth-token']).toBe('12345');
  });
});
