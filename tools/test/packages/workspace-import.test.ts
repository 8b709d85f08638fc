import { Configuration, login, ResponseError, UserApi } from '@acme/mailinabox-client';
import { login as loginOfSubpath, UserApi as UserApiOfSubpath } from '@acme/mailinabox-client/apis/UserApi';

const configuration = new Configuration({
  username: 'admin@box.example.com',
  password: 'made-up',
  fetchApi: async (url, init) => {
    expect([init.method, url]).toEqual(['POST', 'https://box.example.com/admin/login']);
    return Response.json({
      status: 'ok',
      email: 'admin@box.example.com',
      privileges: ['admin'],
      api_key: 'k',
    });
  },
});

test('another package of the workspace imports a client by its name, whole or by API, as function or class', async () => {
  const answer = await login(configuration);
  expect(await loginOfSubpath(configuration)).toEqual(answer);
  expect(await new UserApi(configuration).login()).toEqual(answer);
  expect(await new UserApiOfSubpath(configuration).login()).toEqual(answer);
});

test('it catches the errors that an API of any entry throws by the class the client exports', async () => {
  const locked = configuration.with({ fetchApi: async () => new Response('down', { status: 502 }) });
  for (const failing of [login(locked), loginOfSubpath(locked), new UserApiOfSubpath(locked).login()]) {
    await expect(failing).rejects.toBeInstanceOf(ResponseError);
  }
});
