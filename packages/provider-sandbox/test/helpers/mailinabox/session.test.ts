import { AuthError } from '@acme/auth-helpers';
import { getDnsZones, getMailUsers, getSystemVersion } from '@acme/mailinabox-client';
import { hour, minute, outcomes, rejection, second, times } from '../support.js';
import { closedAfterEach, type Trouble } from '../vendor.js';
import { clientAt } from './client.js';
import { mailinaboxVendor } from './vendor.js';

const started = closedAfterEach(mailinaboxVendor);
const allOk = (count: number) => new Map([['ok', count]]);

describe('a session', () => {
  test('has three calls under way at a time, however many wait', async () => {
    const vendor = await started();
    let [underWay, most] = [0, 0];
    const fetchApi = async (url: string, init: RequestInit): Promise<Response> => {
      underWay += 1;
      most = Math.max(most, underWay);
      return fetch(url, init).finally(() => {
        underWay -= 1;
      });
    };
    const { configuration } = clientAt(vendor, {}, { fetchApi });
    await getSystemVersion(configuration);
    await vendor.next('slow', 9);
    expect(await outcomes(times(100, () => getSystemVersion(configuration)))).toEqual(allOk(100));
    expect(most).toBe(3);
  });

  test('lasts as long as it is used, without another login', async () => {
    const vendor = await started();
    const { configuration } = clientAt(vendor);
    for (let days = 0; days < 30; days += 1) {
      await getSystemVersion(configuration);
      vendor.clock.advance(24 * hour);
    }
    expect(await vendor.seen()).toMatchObject({ logins: 1, refusedCalls: 0 });
  });

  test('that was not used for two days is replaced at its next use', async () => {
    const vendor = await started();
    const { configuration } = clientAt(vendor);
    await getSystemVersion(configuration);
    vendor.clock.advance(49 * hour);
    await getSystemVersion(configuration);
    expect(await vendor.seen()).toMatchObject({ logins: 2, failures: 1 });
  });

  test('which 64 other logins have pushed out is replaced', async () => {
    const vendor = await started();
    const { configuration } = clientAt(vendor);
    await getSystemVersion(configuration);
    vendor.clock.advance(minute);
    for (const { auth } of times(64, () => clientAt(vendor))) await auth.getToken();
    expect(await vendor.seen()).toMatchObject({ sessions: 64 });
    await getSystemVersion(configuration);
    expect(await vendor.seen()).toMatchObject({ logins: 66, refusedCalls: 1 });
  });

  test('that has ended is known by a 403 as well, where the call says that it is an XMLHttpRequest', async () => {
    const vendor = await started();
    const { configuration } = clientAt(vendor);
    for (const accept of ['application/json', '*/*']) {
      await getSystemVersion(configuration);
      vendor.clock.advance(minute);
      await vendor.restart();
      const headers = { 'X-Requested-With': 'XMLHttpRequest', accept };
      expect(await getDnsZones(configuration, {}, { headers })).toEqual(expect.any(Array));
    }
    expect(await vendor.seen()).toMatchObject({ logins: 3, calls: 6, refusedCalls: 2 });
  });

  test.each<[Trouble, object]>([
    ['502', { name: 'ResponseError', status: 502 }],
    ['503', { name: 'ResponseError', status: 503 }],
    ['429', { name: 'ResponseError', status: 429 }],
    ['lost', { name: 'FetchError' }],
    ['cut', {}],
  ])('is kept after an answer that proves nothing: %s', async (trouble, error) => {
    const vendor = await started();
    const { configuration } = clientAt(vendor);
    await getSystemVersion(configuration);
    vendor.clock.advance(minute);
    await vendor.next(trouble, 9);
    const errors = await Promise.all(
      times(9, () => rejection(getMailUsers(configuration, { format: 'json' }))),
    );
    expect(errors[8]).toMatchObject(error);
    expect(errors[8]).not.toBeInstanceOf(AuthError);
    await getSystemVersion(configuration);
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
  });

  test('of a daemon that is down at the first call: provider_unavailable, and one login in 10 s', async () => {
    const vendor = await started();
    await vendor.stop();
    const { configuration } = clientAt(vendor);
    const errors = await Promise.all(times(50, () => rejection(getSystemVersion(configuration))));
    expect(errors[49]).toMatchObject({ code: 'provider_unavailable', status: 502, retryable: true });
    await vendor.start();
    await rejection(getSystemVersion(configuration));
    expect(await vendor.seen()).toMatchObject({ logins: 1, calls: 0 });
    vendor.clock.advance(11 * second);
    await getSystemVersion(configuration);
    expect(await vendor.seen()).toMatchObject({ logins: 2, calls: 1 });
  });

  test('is given up by invalidate when it is 10 s old, and not before', async () => {
    const vendor = await started();
    const { auth } = clientAt(vendor);
    const { token: key } = await auth.getToken();
    expect(auth.invalidate(key)).toBe(false);
    expect((await auth.getToken()).token).toBe(key);
    vendor.clock.advance(10 * second);
    expect(auth.invalidate(key)).toBe(true);
    expect((await auth.getToken()).token).not.toBe(key);
  });
});

describe('an account that is no administrator', () => {
  test.each([
    [401, {}],
    [401, { accept: '*/*' }],
    [403, { 'X-Requested-With': 'XMLHttpRequest' }],
    [403, { 'X-Requested-With': 'XMLHttpRequest', accept: '*/*' }],
  ])('is told so, by HTTP %d, and never logged in again: %j', async (status, headers) => {
    const vendor = await started({ account: 'member' });
    const { configuration } = clientAt(vendor);
    for (const _ of times(5, () => 0)) {
      const error = await rejection(getDnsZones(configuration, {}, { headers }));
      expect(error).toBeInstanceOf(AuthError);
      expect(error).toMatchObject({ code: 'forbidden', status, provider: 'mailinabox', retryable: false });
      vendor.clock.advance(minute);
    }
    expect(await vendor.seen()).toMatchObject({ logins: 1, calls: 5, failures: 0 });
  });
});
