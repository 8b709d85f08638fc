import { Configuration, login, ResponseError, UserApi } from '@acme/mailinabox-client';
import { UserApi as UserApiOfSubpath } from '@acme/mailinabox-client/apis/UserApi';

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
  expect(UserApiOfSubpath).toBe(UserApi);
  expect(await login(configuration)).toEqual(await new UserApi(configuration).login());
});

test('it catches the errors that the client throws by the class the client exports', async () => {
  const locked = configuration.with({ fetchApi: async () => new Response('down', { status: 502 }) });
  await expect(login(locked)).rejects.toBeInstanceOf(ResponseError);
});
