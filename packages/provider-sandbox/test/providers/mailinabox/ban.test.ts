import { ConnectionRefused } from '../../../src/core/errors.js';
import {
  administrator,
  administratorWithTotp,
  day,
  hour,
  minute,
  openTerminal,
  second,
  times,
} from './support.js';

const wrong = { ...administrator, password: 'wrong' };

test('20 logged failures in 30 s close the door, also for the right password and for a live session', async () => {
  const { call, key, login } = openTerminal();
  const apiKey = await key();
  await times(19, () => login(wrong));
  expect(await call(apiKey)).toBe(200);
  expect(await login(wrong)).toMatchObject({ status: 'invalid' });
  await expect(login(administrator)).rejects.toBeInstanceOf(ConnectionRefused);
  await expect(call(apiKey)).rejects.toMatchObject({ code: 'connection_refused' });
});

test('50 calls with one dead key are 20 failures, and 30 connections that are refused', async () => {
  const { call } = openTerminal();
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => call('f'.repeat(64))));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
});

test('failures that are further apart close nothing', async () => {
  const { clock, login } = openTerminal();
  for (let failures = 0; failures < 100; failures++) {
    await login(wrong);
    clock.advance(1.6 * second);
  }
  expect(await login(administrator)).toMatchObject({ status: 'ok' });
});

test('logins without a code, and calls without credentials, are no failures', async () => {
  const { ask, login } = openTerminal();
  await times(30, () => login(administratorWithTotp));
  await times(30, () => ask('GET /mail/users'));
  expect(await login(administrator)).toMatchObject({ status: 'ok' });
});

test('calls by password without a code are failures', async () => {
  const { ask, login } = openTerminal();
  const { email, password } = administratorWithTotp;
  await times(20, () => ask('GET /mail/users', { as: [email, password] }));
  await expect(login(administrator)).rejects.toBeInstanceOf(ConnectionRefused);
});

test('a ban lasts ten minutes', async () => {
  const { clock, login, state } = openTerminal();
  await times(20, () => login(wrong));
  expect(state().bannedUntilMs).toBe(clock.nowMs() + 10 * minute);
  clock.advance(10 * minute - 1);
  await expect(login(administrator)).rejects.toBeInstanceOf(ConnectionRefused);
  clock.advance(1);
  expect(await login(administrator)).toMatchObject({ status: 'ok' });
});

test('the tenth ban within a day lasts a week', async () => {
  const { clock, login, state } = openTerminal();
  for (let bans = 1; bans <= 9; bans += 1) {
    await times(20, () => login(wrong));
    clock.advance(10 * minute);
  }
  await times(20, () => login(wrong));
  expect(state().bannedUntilMs).toBe(clock.nowMs() + 7 * day);
  clock.advance(7 * day);
  expect(await login(administrator)).toMatchObject({ status: 'ok' });
});

test('bans that are further apart stay short, and unban forgets those before', async () => {
  const { clock, login, provider, state } = openTerminal();
  for (let bans = 1; bans <= 12; bans += 1) {
    await times(20, () => login(wrong));
    expect(state().bannedUntilMs).toBe(clock.nowMs() + 10 * minute);
    clock.advance(2.7 * hour);
  }
  for (let bans = 1; bans <= 12; bans += 1) {
    await times(20, () => login(wrong));
    expect(state().bannedUntilMs).toBe(clock.nowMs() + 10 * minute);
    provider.actions.unban();
  }
});

test('failures from before a ban do not count after it', async () => {
  const { clock, login } = openTerminal({ banMs: second });
  await times(20, () => login(wrong));
  clock.advance(second);
  await login(wrong);
  expect(await login(administrator)).toMatchObject({ status: 'ok' });
});

test('a restart of the daemon lifts no ban; unban does, and what was counted is forgotten', async () => {
  const { login, provider } = openTerminal();
  await times(20, () => login(wrong));
  provider.actions.restart();
  await expect(login(administrator)).rejects.toBeInstanceOf(ConnectionRefused);
  provider.actions.unban();
  await times(19, () => login(wrong));
  expect(await login(administrator)).toMatchObject({ status: 'ok' });
});
