import { addMailUser, getSystemVersion } from '@acme/mailinabox-client';
import { openClient } from './client.js';
import { administrator, openTerminal, second } from './support.js';

const startupMs = 2 * second;

test.each(['restart', 'start'] as const)(
  'after the action %s nginx answers 502 until the daemon is up, and then nobody has a session',
  async (action) => {
    const { ask, call, clock, key, provider, state } = openTerminal({ startupMs });
    const old = await key();
    if (action === 'start') provider.actions.stop();
    provider.actions[action]();
    expect(state()).toMatchObject({ isDown: true });
    expect([(await ask('POST /login')).status, await call(old)]).toEqual([502, 502]);
    clock.advance(startupMs - 1);
    expect(await call(old)).toBe(502);
    clock.advance(1);
    expect(state()).toMatchObject({ isDown: false, recentFailures: 0 });
    expect(await call(old)).toBe(401);
    expect(await call(await key())).toBe(200);
  },
);

test('a reboot is a restart as well', async () => {
  const { ask, call, clock, key } = openTerminal({ startupMs });
  const old = await key();
  expect((await ask('POST /system/reboot', { as: [administrator.email, old] })).status).toBe(200);
  expect(await call(old)).toBe(502);
  clock.advance(startupMs);
  expect(await call(old)).toBe(401);
});

test('the daemon takes two seconds to come up, where nothing else is said', async () => {
  const { call, clock, key, provider } = openTerminal({ startupMs: undefined });
  await key();
  provider.actions.restart();
  clock.advance(2 * second - 1);
  expect(await call('any')).toBe(502);
  clock.advance(1);
  expect(await call('any')).toBe(401);
});

test('start does nothing to a daemon that runs', async () => {
  const { call, key, provider } = openTerminal({ startupMs });
  const mine = await key();
  provider.actions.start();
  expect(await call(mine)).toBe(200);
});

test('a client sees the 502 as a typed error, and a login once the daemon is up', async () => {
  const { box, clock, provider } = openClient(administrator, {}, { startupMs });
  await getSystemVersion(box);
  clock.advance(60 * second);
  provider.actions.restart();
  await expect(getSystemVersion(box)).rejects.toMatchObject({ status: 502 });
  const body = { email: 'new@example.net', password: 'sandbox-password' };
  await expect(addMailUser(box, { body })).rejects.toMatchObject({ status: 502 });
  clock.advance(startupMs);
  expect(await getSystemVersion(box)).toBe('v75');
});
