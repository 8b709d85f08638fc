import { memoryTokenStore } from '@acme/auth-helpers';
import { Configuration, getSystemVersion } from '@acme/mailinabox-client';
import { minute, outcomes, rejection, times, until } from '../support.js';
import { closedAfterEach } from '../vendor.js';
import { clientAt } from './client.js';
import { mailinaboxVendor } from './vendor.js';

const started = closedAfterEach(mailinaboxVendor);
const allOk = (count: number) => new Map([['ok', count]]);

describe('logout', () => {
  test('ends the session at the box, and the next call logs in again, however young the session was', async () => {
    const vendor = await started();
    const { auth, configuration } = clientAt(vendor);
    await getSystemVersion(configuration);
    const { token: key } = await auth.getToken();
    await auth.logout();
    expect(await vendor.seen()).toMatchObject({ logouts: 1, sessions: 0 });
    const withOldKey = new Configuration({
      basePath: vendor.basePath,
      allowInsecureLoopback: true,
      username: vendor.email,
      password: key,
    });
    expect(await rejection(getSystemVersion(withOldKey))).toMatchObject({ status: 401 });
    await getSystemVersion(configuration);
    expect(await vendor.seen()).toMatchObject({ logins: 2, sessions: 1, refusedCalls: 1 });
  });

  test('does not log in to log out, and twice is once', async () => {
    const vendor = await started();
    const { auth } = clientAt(vendor);
    await auth.logout();
    expect(await vendor.seen()).toMatchObject({ logins: 0, logouts: 0 });
    await auth.getToken();
    await Promise.all([auth.logout(), auth.logout()]);
    await auth.logout();
    expect(await vendor.seen()).toMatchObject({ logins: 1, logouts: 1 });
  });

  test('of a session that is dead asks the box for nothing, and makes no room for another login', async () => {
    const vendor = await started();
    const { auth, configuration } = clientAt(vendor);
    await getSystemVersion(configuration);
    await vendor.restart();
    await rejection(getSystemVersion(configuration));
    await auth.logout();
    await expect(getSystemVersion(configuration)).rejects.toMatchObject({ code: 'token_expired' });
    expect(await vendor.seen()).toMatchObject({ logins: 1, logouts: 0, calls: 2 });
  });

  test('that gets no answer fails, and the key is given up here', async () => {
    const vendor = await started();
    const { auth, configuration } = clientAt(vendor);
    await getSystemVersion(configuration);
    await vendor.next('502');
    await expect(auth.logout()).rejects.toMatchObject({ code: 'provider_unavailable', status: 502 });
    await getSystemVersion(configuration);
    expect(await vendor.seen()).toMatchObject({ logins: 2, refusedCalls: 0 });
  });

  test('can be aborted', async () => {
    const vendor = await started();
    const { auth } = clientAt(vendor);
    await auth.getToken();
    await vendor.next('silence');
    const controller = new AbortController();
    const gone = rejection(auth.logout({ signal: controller.signal }));
    await until(async () => (await vendor.seen()).logouts === 1);
    controller.abort();
    expect(await gone).toMatchObject({ code: 'outcome_unknown' });
  });
});

describe('two processes with one store', () => {
  const shared = () => ({ store: memoryTokenStore(), fingerprintKey: 'of this deployment' });
  /** A process is known by its clock: helpers of one know of each other's one-time codes and dead keys. */
  const processAt: typeof clientAt = (vendor, options) =>
    clientAt(vendor, { ...options, clock: { ...vendor.clock } });

  test('that have the same one-time code: the second reads the api_key, and does not log in', async () => {
    const vendor = await started({ account: 'administratorWithTotp' });
    const code = vendor.code();
    const options = { ...shared(), totp: () => code };
    const [first, second] = [processAt(vendor, options), processAt(vendor, options)];
    await Promise.all([getSystemVersion(first.configuration), getSystemVersion(second.configuration)]);
    expect((await first.auth.getToken()).token).toBe((await second.auth.getToken()).token);
    expect(await vendor.seen()).toMatchObject({ logins: 1, failures: 0 });
  });

  test('and without the store: the second is refused once, and does not try that code again', async () => {
    const vendor = await started({ account: 'administratorWithTotp' });
    const code = vendor.code();
    const [first, second] = times(2, () => processAt(vendor, { totp: () => code }));
    await getSystemVersion(first!.configuration);
    for (const _ of times(9, () => 0)) {
      await expect(second!.auth.getToken()).rejects.toMatchObject({ code: 'mfa_required' });
      vendor.clock.advance(minute);
    }
    expect(await vendor.seen()).toMatchObject({ logins: 2 });
  });

  test('after a restart: one login for both', async () => {
    const vendor = await started();
    const options = shared();
    const both = [processAt(vendor, options), processAt(vendor, options)];
    for (const { configuration } of both) await getSystemVersion(configuration);
    vendor.clock.advance(minute);
    await vendor.restart();
    const calls = both.flatMap(({ configuration }) => times(9, () => getSystemVersion(configuration)));
    expect(await outcomes(calls)).toEqual(allOk(18));
    const { logins, failures } = await vendor.seen();
    expect(logins).toBe(2);
    expect(failures).toBeLessThanOrEqual(6);
  });

  test('after the logout of one: it does not read back the key that it gave up', async () => {
    const vendor = await started();
    const options = shared();
    const [first, second] = [processAt(vendor, options), processAt(vendor, options)];
    await first.auth.getToken();
    await second.auth.getToken();
    vendor.clock.advance(minute);
    await first.auth.logout();
    await getSystemVersion(first.configuration);
    await getSystemVersion(second.configuration);
    expect((await first.auth.getToken()).token).toBe((await second.auth.getToken()).token);
    expect(await vendor.seen()).toMatchObject({ logins: 2 });
  });
});
