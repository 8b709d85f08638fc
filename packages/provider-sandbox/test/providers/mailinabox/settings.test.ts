import {
  getSystemBackupConfig,
  getSystemPrivacyStatus,
  getSystemRebootStatus,
  getSystemUpdates,
  rebootSystem,
  updateSystemBackupConfig,
  updateSystemPackages,
  updateSystemPrivacy,
} from '@acme/mailinabox-client';
import { totpCode } from '../../../src/providers/mailinabox/index.js';
import { openClient } from './client.js';
import { administrator, member, openTerminal, second, type Terminal } from './support.js';

test('privacy can be changed and read back', async () => {
  const { box } = openClient();
  const seen = [await getSystemPrivacyStatus(box)];
  for (const value of ['private', 'off'] as const) {
    await updateSystemPrivacy(box, { body: { value } });
    seen.push(await getSystemPrivacyStatus(box));
  }
  expect(seen).toEqual([false, true, false]);
});

test('the backup settings can be changed and read back, without the credentials', async () => {
  const { box } = openClient();
  const body = { target: 'local', target_user: 'someone', target_pass: 'sandbox-password', min_age: 9 };
  expect(await updateSystemBackupConfig(box, { body })).toBe('OK');
  const config = await getSystemBackupConfig(box);
  expect(config).toMatchObject({ target: 'file:///home/user-data/backup/encrypted', min_age_in_days: 9 });
  expect(JSON.stringify(config)).not.toMatch(/someone|sandbox-password/);
});

test('packages that were updated are pending no more', async () => {
  const { box } = openClient();
  const pending = (await getSystemUpdates(box)).split('\n').filter(Boolean);
  expect(await updateSystemPackages(box)).toContain(`${pending.length} upgraded`);
  expect(await getSystemUpdates(box)).toBe('');
  expect(await updateSystemPackages(box)).toContain('0 upgraded');
});

test('a reboot that is due ends all sessions, and none is allowed afterwards', async () => {
  const { box, clock, state } = openClient();
  expect(await getSystemRebootStatus(box)).toBe(true);
  expect(await rebootSystem(box)).toBe('');
  clock.advance(10 * second);
  expect(await getSystemRebootStatus(box)).toBe(false);
  expect(await rebootSystem(box)).toBe('No reboot is required, so it is not allowed.');
  expect(state().logins).toBe(2);
});

describe('a second factor', () => {
  const as = [administrator.email, administrator.password] as const;

  async function enrol({ ask, clock }: Terminal): Promise<string> {
    const { secret } = JSON.parse((await ask('POST /mfa/status', { as })).body).new_mfa.totp;
    const code = await totpCode(secret, clock.nowMs());
    const body = { secret, code, token: code, label: 'Phone' };
    expect((await ask('POST /mfa/totp/enable', { as, body })).body).toBe('OK');
    return secret;
  }

  test('that is enrolled ends the sessions of its account, and is asked for from then on', async () => {
    const terminal = openTerminal();
    const apiKey = await terminal.key();
    const secret = await enrol(terminal);
    expect(await terminal.call(apiKey)).toBe(401);
    expect(await terminal.login(administrator)).toMatchObject({ status: 'missing-totp-token' });
    const key = await terminal.key(administrator, await totpCode(secret, terminal.clock.nowMs()));
    const { body } = await terminal.ask('POST /mfa/status', { as: [administrator.email, key] });
    expect(JSON.parse(body).enabled_mfa).toEqual([{ id: 2, type: 'totp', label: 'Phone' }]);
  });

  test('that is removed is not asked for; with the published mfa_id alone, all are removed', async () => {
    const terminal = openTerminal();
    const secrets = [await enrol(terminal)];
    const key = await terminal.key(administrator, await totpCode(secrets[0]!, terminal.clock.nowMs()));
    const owner = [administrator.email, key] as const;
    const { status } = await terminal.ask('POST /mfa/disable', { as: owner, body: { 'mfa-id': '7' } });
    expect([status, await terminal.call(key)]).toEqual([400, 200]);
    await terminal.ask('POST /mfa/disable', { as: owner, body: { mfa_id: '7' } });
    expect(await terminal.call(key)).toBe(401);
    expect(await terminal.login(administrator)).toMatchObject({ status: 'ok' });
  });

  test.each([
    ['a wrong code', { token: '000000' }, 'Invalid token.'],
    ['a secret of another length', { secret: 'GEZDGNBV' }, 'Invalid secret.'],
    ['a secret that is not base32', { secret: '1'.repeat(32) }, 'Invalid secret.'],
  ])('is not enrolled with %s', async (_title, changes, text) => {
    const { ask } = openTerminal();
    const body = {
      secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      code: '000000',
      token: '000000',
      ...changes,
    };
    const { status, body: said } = await ask('POST /mfa/totp/enable', { as, body });
    expect([status, said]).toEqual([400, text]);
  });

  test('of another account is listed without a proposal', async () => {
    const { ask } = openTerminal();
    const { body } = await ask('POST /mfa/status', { as, body: { user: member.email } });
    expect(JSON.parse(body)).toEqual({ enabled_mfa: [] });
  });
});
