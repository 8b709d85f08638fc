import { createAuthInfo } from '@acme/auth-helpers/plo';
import { fiId, institution, iv, key, START_MS } from './support.js';

test('of session tokens the last 10,000 that are used work, and an older one is told to have ended', async () => {
  const { provider } = institution();
  const AuthInfo = await createAuthInfo({ fiId, key, iv, userId: 'cardholder-1', now: () => START_MS });
  const ask = async (path: string, members: Record<string, string>): Promise<string> => {
    const query = new URLSearchParams({ FId: fiId, ...members });
    return (await provider.respond({ method: 'GET', path, query, headers: new Headers(), body: '' })).body;
  };
  const login = async () => JSON.parse(await ask('/usertoken', { AuthInfo })).Response.UserToken.Token;
  const [first, second, third] = [await login(), await login(), await login()];
  expect(await ask('/usersavings', { UserToken: first })).toContain('UserSavings');
  for (let count = 3; count <= 10_000; count += 1) await login();
  expect(await ask('/usersavings', { UserToken: first })).toContain('UserSavings');
  expect(await ask('/usersavings', { UserToken: second })).toContain('it has been ended');
  expect(await ask('/usersavings', { UserToken: third })).toContain('UserSavings');
  expect(provider.state()).toMatchObject({ logins: 10_001, tokens: 10_000 });
});
