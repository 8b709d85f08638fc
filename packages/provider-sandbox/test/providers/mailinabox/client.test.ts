import { getDnsZones, getSystemVersion } from '@acme/mailinabox-client';
import { openClient } from './client.js';
import { administrator, administratorWithTotp, day, hour, member, minute, second, times } from './support.js';

const code = (value: string) => expect.objectContaining({ code: value });

test('all calls of a client share one login', async () => {
  const { box, state } = openClient();
  expect(new Set(await times(50, () => getSystemVersion(box)))).toEqual(new Set(['v75']));
  expect(state()).toMatchObject({ logins: 1, refusedCalls: 0 });
});

test('a client that is used each day keeps its session; one that sleeps for two days logs in again', async () => {
  const { box, clock, state } = openClient();
  for (let days = 0; days < 10; days++) {
    await getDnsZones(box);
    clock.advance(day);
  }
  expect(state().logins).toBe(1);
  clock.advance(day);
  await getDnsZones(box);
  expect(state().logins).toBe(2);
});

test('after a restart with 50 calls waiting: one login, few failures, no ban, and all 50 succeed', async () => {
  const { box, clock, provider, state } = openClient();
  await getSystemVersion(box);
  clock.advance(minute);
  provider.actions.restart();
  await times(50, () => getSystemVersion(box));
  expect(state().logins).toBe(2);
  expect(state().recentFailures).toBeLessThanOrEqual(5);
});

test('a wrong password is tried once', async () => {
  const { box, state } = openClient({ ...administrator, password: 'wrong' });
  for (let calls = 0; calls < 5; calls++) {
    await expect(getSystemVersion(box)).rejects.toEqual(code('credentials_rejected'));
  }
  expect(state().recentFailures).toBe(1);
});

test('an account with TOTP logs in with a code, and again with the next one', async () => {
  const { auth, box, clock, provider, state } = openClient(administratorWithTotp);
  await getSystemVersion(box);
  await auth.logout();
  clock.advance(30 * second);
  await getSystemVersion(box);
  clock.advance(hour);
  provider.actions.restart();
  await getSystemVersion(box);
  expect(state()).toMatchObject({ logins: 3, recentFailures: 1 });
});

test('an account with TOTP and no code to hand is told that one is needed', async () => {
  const { box } = openClient(administratorWithTotp, { totp: undefined });
  await expect(getSystemVersion(box)).rejects.toEqual(code('mfa_required'));
});

test('who is no administrator is refused for that, and does not log in again', async () => {
  const { box, state } = openClient(member);
  await expect(getDnsZones(box)).rejects.toEqual(code('forbidden'));
  await expect(getDnsZones(box)).rejects.toEqual(code('forbidden'));
  expect(state()).toMatchObject({ logins: 1, recentFailures: 0 });
});

test('a daemon that is down makes calls fail, and the next one after its start succeeds', async () => {
  const { box, clock, provider } = openClient();
  await getSystemVersion(box);
  clock.advance(minute);
  provider.actions.stop();
  await expect(getSystemVersion(box)).rejects.toMatchObject({ status: 502 });
  provider.actions.start();
  expect(await getSystemVersion(box)).toBe('v75');
});
