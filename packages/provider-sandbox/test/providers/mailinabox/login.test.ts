import { totpCode } from '../../../src/providers/mailinabox/index.js';
import { administrator, administratorWithTotp, member, openTerminal, second } from './support.js';

const wrong = 'Incorrect email address or password.';
const secret = `${administratorWithTotp.totpSecret}`;

test('a login answers with an api_key of 64 hexadecimal digits, which is the password of later calls', async () => {
  const { ask, login } = openTerminal();
  const { status, privileges, api_key = '' } = await login(administrator);
  expect([status, privileges]).toEqual(['ok', ['admin']]);
  expect(api_key).toMatch(/^[\da-f]{64}$/);
  const answer = await ask('GET /system/version', { as: [administrator.email, api_key] });
  expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([
    200,
    'text/html; charset=utf-8',
    'v75',
  ]);
});

test('a wrong password is HTTP 200 with status invalid, and logged', async () => {
  const { login, state } = openTerminal();
  expect(await login({ ...administrator, password: 'wrong' })).toEqual({
    status: 'invalid',
    reason: wrong,
  });
  expect(state().recentFailures).toBe(1);
});

test.each([
  ['an address in other capitals', 'Admin@example.com', administrator.password, wrong],
  ['an address nobody has', 'nobody@example.com', administrator.password, wrong],
  ['no password', administrator.email, '', 'Enter a password.'],
])('%s is refused', async (_title, email, password, reason) => {
  const { login } = openTerminal();
  expect(await login({ email, password })).toEqual({ status: 'invalid', reason });
});

test('a password may have colons: the first one ends the address', async () => {
  const account = { email: 'a@example.com', password: 'a:b::c' };
  const { login } = openTerminal({ accounts: [account] });
  expect(await login(account)).toMatchObject({ status: 'ok' });
});

test('a password beyond ASCII is refused with the words of the decoder', async () => {
  const account = { email: 'a@example.com', password: 'é' };
  const { login } = openTerminal({ accounts: [account] });
  expect(await login(account)).toEqual({
    status: 'invalid',
    reason: "'ascii' codec can't decode byte 0xe9 in position 14: ordinal not in range(128)",
  });
});

test.each([
  ['none', 'Authorization header invalid.', undefined],
  ['in lower case', 'Authorization header invalid.', 'basic YTpi'],
  ['Bearer', 'Authorization header invalid.', 'Bearer YTpi'],
  ['without a colon', 'Authorization header invalid.', 'Basic YWI='],
  ['without a user', 'Authorization header invalid.', 'Basic OmI='],
  ['no base64 at all', 'Authorization header invalid.', 'Basic ###'],
  [
    'without its padding',
    'Incorrect padding',
    `Basic ${btoa('admin@example.com:sandbox-password').replace(/=+$/, '')}`,
  ],
])('a login whose Authorization is %s is invalid: %s', async (_title, reason, authorization) => {
  const { ask, state } = openTerminal();
  const headers = authorization === undefined ? {} : { authorization };
  const { status, body } = await ask('POST /login', { headers });
  expect([status, JSON.parse(body)]).toEqual([200, { status: 'invalid', reason }]);
  expect(state().recentFailures).toBe(1);
});

test('an api_key does not log in', async () => {
  const { key, login } = openTerminal();
  expect(await login({ ...administrator, password: await key() })).toMatchObject({ status: 'invalid' });
});

test('an account that is no administrator logs in without privileges', async () => {
  const { login } = openTerminal();
  expect(await login(member)).toMatchObject({ status: 'ok', privileges: [] });
});

describe('of an account with TOTP', () => {
  test('a login without a code is missing-totp-token, which is not logged', async () => {
    const { login, state } = openTerminal();
    expect(await login(administratorWithTotp)).toEqual({
      status: 'missing-totp-token',
      reason: 'missing-totp-token',
    });
    expect(state().recentFailures).toBe(0);
  });

  test.each([-30, 0, 30])('the code of %d s from now is taken', async (seconds) => {
    const { clock, login } = openTerminal();
    const code = await totpCode(secret, clock.nowMs() + seconds * second);
    expect(await login(administratorWithTotp, code)).toMatchObject({ status: 'ok' });
  });

  test.each([-60, 60])('the code of %d s from now is invalid, and logged', async (seconds) => {
    const { clock, login, state } = openTerminal();
    const code = await totpCode(secret, clock.nowMs() + seconds * second);
    expect(await login(administratorWithTotp, code)).toEqual({
      status: 'invalid',
      reason: 'invalid-totp-token',
    });
    expect(state().recentFailures).toBe(1);
  });

  test('a code is refused right after its use, and taken again after another one', async () => {
    const { clock, login } = openTerminal();
    const now = await totpCode(secret, clock.nowMs());
    const before = await totpCode(secret, clock.nowMs() - 30 * second);
    const statuses: string[] = [];
    for (const code of [now, now, before, now]) {
      statuses.push((await login(administratorWithTotp, code)).status);
    }
    expect(statuses).toEqual(['ok', 'invalid', 'ok', 'ok']);
  });

  test('of two logins at once with the same code, one gets in', async () => {
    const { clock, login } = openTerminal();
    const code = await totpCode(secret, clock.nowMs());
    const bodies = await Promise.all([1, 2].map(() => login(administratorWithTotp, code)));
    expect(bodies.map(({ status }) => status).sort()).toEqual(['invalid', 'ok']);
  });

  test('a used code is still used after a restart of the daemon', async () => {
    const { clock, login, provider } = openTerminal();
    const code = await totpCode(secret, clock.nowMs());
    await login(administratorWithTotp, code);
    provider.actions.restart();
    expect(await login(administratorWithTotp, code)).toMatchObject({ reason: 'invalid-totp-token' });
  });

  test('a wrong password is refused before the code is looked at, which stays unused', async () => {
    const { clock, login } = openTerminal();
    const code = await totpCode(secret, clock.nowMs());
    await login({ ...administratorWithTotp, password: 'wrong' }, code);
    expect(await login(administratorWithTotp, code)).toMatchObject({ status: 'ok' });
  });
});
