import { totpCode } from '../../../src/providers/mailinabox/index.js';
import { administrator, administratorWithTotp, day, hour, member, openTerminal, times } from './support.js';

describe('a session', () => {
  test('ends two days after its last use', async () => {
    const { call, clock, key } = openTerminal();
    const apiKey = await key();
    clock.advance(2 * day - 1);
    expect(await call(apiKey)).toBe(200);
    clock.advance(2 * day - 1);
    expect(await call(apiKey)).toBe(200);
    clock.advance(2 * day);
    expect(await call(apiKey)).toBe(401);
  });

  test('ends for all when the daemon restarts', async () => {
    const { call, key, provider, state } = openTerminal();
    const keys = [await key(), await key()];
    provider.actions.restart();
    expect(await Promise.all(keys.map((apiKey) => call(apiKey)))).toEqual([401, 401]);
    expect(state().sessions).toEqual([]);
    expect(await call(await key())).toBe(200);
  });

  test('ends when the password of its account changes, and no other one does', async () => {
    const { ask, call, key, login } = openTerminal();
    const own = await key();
    const others = await key(member);
    const body = { email: member.email, password: 'another-password' };
    await ask('POST /mail/users/password', { as: [administrator.email, own], body });
    await ask('POST /mail/users/privileges/add', {
      as: [administrator.email, own],
      body: { email: member.email, privilege: 'admin' },
    });
    expect([await call(own), await call(others, member)]).toEqual([200, 401]);
    expect(await login(member)).toMatchObject({ status: 'invalid' });
    expect(await login(body)).toMatchObject({ status: 'ok' });
  });

  test('works under its own address only', async () => {
    const { call, key } = openTerminal();
    const apiKey = await key();
    expect(await call(apiKey, member)).toBe(401);
    expect(await call(apiKey, { email: 'Admin@example.com' })).toBe(401);
    expect(await call(apiKey)).toBe(200);
  });

  test.each([
    ['as Bearer', (apiKey: string) => ({ authorization: `Bearer ${apiKey}` })],
    ['as the user', (apiKey: string) => ({ authorization: `Basic ${btoa(`${apiKey}:`)}` })],
    [
      'in X-Auth-Token',
      (apiKey: string) => ({
        'x-auth-token': apiKey,
        authorization: `Basic ${btoa(`${administrator.email}:`)}`,
      }),
    ],
  ])('is not known by its key %s', async (_title, headersOf) => {
    const { ask, key } = openTerminal();
    expect((await ask('GET /dns/zones', { headers: headersOf(await key()) })).status).toBe(401);
  });

  test('needs no code of TOTP any more', async () => {
    const { call, clock, key } = openTerminal();
    const apiKey = await key(
      administratorWithTotp,
      await totpCode(`${administratorWithTotp.totpSecret}`, clock.nowMs()),
    );
    clock.advance(hour);
    expect(await call(apiKey, administratorWithTotp)).toBe(200);
  });
});

describe('the table of sessions', () => {
  test('has 64 places: login 65 ends the oldest session, and only that', async () => {
    const { call, key, state } = openTerminal();
    const keys = await times(65, () => key());
    expect(state().sessions).toHaveLength(64);
    expect(await call(keys[0]!)).toBe(401);
    expect(await times(64, (index) => call(keys[index + 1]!))).not.toContain(401);
  });

  test('until it is full, use gives a key no better place: a busy old one is the next to go', async () => {
    const { call, key } = openTerminal();
    const busy = await key();
    const keys = await times(62, () => key());
    expect(await call(busy)).toBe(200);
    await times(2, () => key());
    expect([await call(busy), await call(keys[0]!)]).toEqual([401, 200]);
  });

  test('once it is full, use makes a key the youngest', async () => {
    const { call, key } = openTerminal();
    const busy = await key();
    const keys = await times(63, () => key());
    expect([await call(busy), await call(busy)]).toEqual([200, 200]);
    await key();
    expect([await call(busy), await call(keys[0]!), await call(keys[1]!)]).toEqual([200, 401, 200]);
  });

  test('shows keys by their first digits only', async () => {
    const { key, provider } = openTerminal();
    const apiKey = await key();
    const seen = JSON.stringify(provider.state());
    expect(seen).toContain(`${apiKey.slice(0, 4)}…`);
    expect(seen).not.toContain(apiKey.slice(0, 8));
    expect(seen).not.toContain(administrator.password);
    expect(seen).not.toContain(administratorWithTotp.totpSecret);
  });
});

describe('a logout', () => {
  test('ends the session whose key comes with its own address', async () => {
    const { ask, call, key } = openTerminal();
    const [ended, kept] = [await key(), await key()];
    const { status, body } = await ask('POST /logout', { as: [administrator.email, ended] });
    expect([status, JSON.parse(body)]).toEqual([200, { status: 'ok' }]);
    expect([await call(ended), await call(kept)]).toEqual([401, 200]);
  });

  test.each([
    ['another address', (apiKey: string) => [member.email, apiKey] as const],
    ['the password', () => [administrator.email, administrator.password] as const],
    ['a key that never was', () => [administrator.email, 'f'.repeat(64)] as const],
    ['nothing', () => undefined],
  ])('with %s says ok too, ends nothing, and is not logged', async (_title, credentials) => {
    const { ask, call, key, state } = openTerminal();
    const apiKey = await key();
    const { status, body } = await ask('POST /logout', { as: credentials(apiKey) });
    expect([status, JSON.parse(body)]).toEqual([200, { status: 'ok' }]);
    expect(await call(apiKey)).toBe(200);
    expect(state().recentFailures).toBe(0);
  });
});

test('boxes of the same seed give the same keys, and no key twice', async () => {
  const keysOf = async (seed: number) => {
    const { key, provider } = openTerminal({ seed });
    const before = await key();
    provider.actions.restart();
    return [before, await key()];
  };
  const [first, second] = await keysOf(7);
  expect(await keysOf(7)).toEqual([first, second]);
  expect(first).not.toBe(second);
  expect(await keysOf(8)).not.toContain(first);
});
