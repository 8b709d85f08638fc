import { AuthError } from '@acme/auth-helpers';
import { addMailUser, getSystemVersion, withRetry } from '@acme/mailinabox-client';
import { minute, outcomes, rejection, second, times, until } from '../support.js';
import { closedAfterEach } from '../vendor.js';
import { clientAt } from './client.js';
import { mailinaboxVendor } from './vendor.js';

const started = closedAfterEach(mailinaboxVendor);
const allOk = (count: number) => new Map([['ok', count]]);

describe('when the daemon has restarted', () => {
  test('right after a call that was answered, 50 calls: one login, 3 with the dead key, no ban', async () => {
    const vendor = await started();
    const { configuration } = clientAt(vendor);
    await outcomes(times(20, () => getSystemVersion(configuration)));
    vendor.clock.advance(minute);
    await getSystemVersion(configuration);
    await vendor.restart();
    expect(await outcomes(times(50, () => getSystemVersion(configuration)))).toEqual(allOk(50));
    const expected = { logins: 2, refusedCalls: 3, failures: 3, isBanned: false };
    expect(await vendor.seen()).toMatchObject(expected);
  });

  test('and nginx says 502 meanwhile: a client that retries loses no call', async () => {
    const vendor = await started();
    const retrying = withRetry((url, init) => fetch(url, init), { baseDelayMs: 5, maxRetries: 9 });
    const { configuration } = clientAt(vendor, {}, { fetchApi: retrying });
    await getSystemVersion(configuration);
    vendor.clock.advance(minute);
    await vendor.stop();
    const calls = times(50, () => getSystemVersion(configuration));
    await until(async () => (await vendor.seen()).calls > 5);
    await vendor.start();
    expect(await outcomes(calls)).toEqual(allOk(50));
    const { logins, failures } = await vendor.seen();
    expect(logins).toBe(2);
    expect(failures).toBeLessThanOrEqual(3);
  });

  test('again, within 10 s of the login: 50 calls fail with one error, and three of them reach the box', async () => {
    const vendor = await started();
    const { auth, configuration } = clientAt(vendor);
    await getSystemVersion(configuration);
    vendor.clock.advance(4 * second);
    await vendor.restart();
    const errors = await Promise.all(times(50, () => rejection(getSystemVersion(configuration))));
    const isOver = { code: 'token_expired', retryable: true, retryAfterMs: 6 * second };
    expect(errors.filter((error) => !(error instanceof AuthError))).toEqual([]);
    for (const error of errors) expect(error).toMatchObject(isOver);
    expect(await vendor.seen()).toMatchObject({ failures: 3 });
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'token_expired' });
    vendor.clock.advance(6 * second);
    await getSystemVersion(configuration);
    expect(await vendor.seen()).toMatchObject({ logins: 2, failures: 3 });
  });

  test('each second for a minute, with ten calls each: still no ban', async () => {
    const vendor = await started();
    const { configuration } = clientAt(vendor);
    for (let passed = 0; passed < 60; passed += 1) {
      await vendor.restart();
      await outcomes(times(10, () => getSystemVersion(configuration)));
      const { failures, isBanned } = await vendor.seen();
      expect(failures).toBeLessThanOrEqual(12);
      expect(isBanned).toBe(false);
      vendor.clock.advance(second);
    }
  });

  test('a call with a body is sent again', async () => {
    const vendor = await started();
    const { configuration } = clientAt(vendor);
    await getSystemVersion(configuration);
    vendor.clock.advance(minute);
    await vendor.restart();
    const body = { email: 'rivera@example.com', password: 'long-enough', privileges: '' };
    await addMailUser(configuration, { body });
    expect(await vendor.seen()).toMatchObject({ logins: 2, calls: 3, refusedCalls: 1 });
  });

  test('a call with a body that can be read only once gets the 401, and the next one a new key', async () => {
    const vendor = await started();
    const { configuration } = clientAt(vendor);
    await getSystemVersion(configuration);
    vendor.clock.advance(minute);
    await vendor.restart();
    const body = new Blob(['email=a']).stream();
    const call = addMailUser(configuration, { body: {} as never }, { body });
    expect(await rejection(call)).toMatchObject({ status: 401 });
    await getSystemVersion(configuration);
    expect(await vendor.seen()).toMatchObject({ logins: 2, refusedCalls: 1 });
  });
});
