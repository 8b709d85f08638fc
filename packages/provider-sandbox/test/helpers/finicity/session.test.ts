import type { FinicityAuthOptions } from '@acme/auth-helpers/finicity';
import { AuthenticationApi, CustomersApi } from '@acme/finicity-client';
import { hour, minute, outcomes, rejection, times, types, until } from '../support.js';
import { closedAfterEach } from '../vendor.js';
import {
  type Envelope,
  type FinicityVendor,
  type FinicityVendorOptions,
  type PartnerClient,
  partnerOf,
} from './client.js';
import { finicityVendor } from './vendor.js';

const started = closedAfterEach(finicityVendor);

async function partner(
  options: Partial<FinicityAuthOptions> = {},
  vendorOptions?: FinicityVendorOptions,
): Promise<PartnerClient & { vendor: FinicityVendor }> {
  const vendor = await started(vendorOptions);
  return { vendor, ...partnerOf(vendor, options) };
}

describe('a session', () => {
  test('of 50 calls that come at once, cold, is one login', async () => {
    const { vendor, call } = await partner();
    expect(await outcomes(times(50, call))).toEqual(new Map([['ok', 50]]));
    expect(await vendor.seen()).toEqual({ logins: 1, changes: 0, calls: 50, deadTokens: 0, failures: 0 });
  });

  test('whose login takes its time is waited for by all', async () => {
    const { vendor, call } = await partner();
    await vendor.next('slow');
    expect(await outcomes(times(50, call))).toEqual(new Map([['ok', 50]]));
    expect(await vendor.seen()).toMatchObject({ logins: 1, calls: 50 });
  });

  test('is renewed in the background by a call after 90 minutes, and nobody waits', async () => {
    const { vendor, auth, call } = await partner({ jitter: 0 });
    await call();
    vendor.clock.advance(90 * minute - 1);
    await call();
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
    vendor.clock.advance(1);
    await vendor.next('silence');
    await auth.getToken();
    await until(async () => (await vendor.seen()).logins > 1);
    expect(await outcomes(times(100, call))).toEqual(new Map([['ok', 100]]));
    expect(await vendor.seen()).toMatchObject({ logins: 2 });
  });

  test('that has died of age is made anew before anything is sent, once for all calls', async () => {
    const { vendor, call } = await partner();
    await call();
    vendor.clock.advance(119 * minute);
    expect(await outcomes(times(100, call))).toEqual(new Map([['ok', 100]]));
    expect(await vendor.seen()).toMatchObject({ logins: 2, deadTokens: 0 });
  });

  test('asked for a Connect link lasts as long as the link is to live', async () => {
    const { vendor, auth } = await partner();
    const { token } = await auth.getToken();
    vendor.clock.advance(80 * minute);
    expect((await auth.getToken({ minRemainingMs: 30 * minute })).token).toBe(token);
    expect((await auth.getToken({ minRemainingMs: hour })).token).not.toBe(token);
    expect(await vendor.seen()).toMatchObject({ logins: 2 });
  });

  test('over six hours with a call each minute is 4 or 5 logins, and no call with an expired token', async () => {
    const { vendor, call, auth, events } = await partner();
    const made = () => events.filter(({ type }) => type === 'login').length;
    let refreshAtMs = 0;
    for (let minutes = 0; minutes < 6 * 60; minutes += 1) {
      const known = made();
      const isDue = vendor.clock.nowMs() >= refreshAtMs;
      await call();
      if (isDue) {
        // A renewal behind the call takes less than the minute that follows.
        await until(() => made() > known);
        ({ refreshAtMs } = await auth.getToken());
      }
      vendor.clock.advance(minute);
    }
    const { logins, ...others } = await vendor.seen();
    expect([4, 5]).toContain(logins);
    expect(others).toEqual({ changes: 0, calls: 6 * 60, deadTokens: 0, failures: 0 });
  });

  test('of which a renewal fails is an event, and the calls go on', async () => {
    const { vendor, auth, call, events } = await partner({ jitter: 0 });
    await call();
    vendor.clock.advance(90 * minute);
    await vendor.next('503');
    await auth.getToken();
    await until(() => types(events).includes('refresh_failed'));
    await call();
    expect(await vendor.seen()).toMatchObject({ logins: 2, calls: 2 });
  });
});

describe('after an answer that the token is dead', () => {
  const envelopes: Envelope[] = ['code', 'code as number', 'ReasonCode', 'reasonCode'];

  test.each(envelopes)('which is told by %s, the call is sent again with a new one', async (envelope) => {
    const { vendor, call } = await partner({ lifeMs: 10 * hour, refreshAfterMs: 9 * hour }, { envelope });
    await call();
    // The provider's clock and ours disagree about the life of a token.
    vendor.clock.advance(3 * hour);
    expect(await call()).toMatchObject({ id: expect.any(String) });
    expect(await vendor.seen()).toMatchObject({ logins: 2, calls: 3, deadTokens: 1 });
  });

  test('which 100 calls get at once, there is one login', async () => {
    const { vendor, call } = await partner();
    await call();
    vendor.clock.advance(minute);
    await vendor.killTokens();
    expect(await outcomes(times(100, call))).toEqual(new Map([['ok', 100]]));
    expect(await vendor.seen()).toMatchObject({ logins: 2 });
  });

  test('a body that was a stream is not sent again, as it is used up', async () => {
    const { vendor, call, configuration } = await partner();
    await call();
    vendor.clock.advance(minute);
    await vendor.killTokens();
    const body = new Blob(['{"username":"rivera"}']).stream();
    const request = { body: { username: 'rivera' } };
    const error = await rejection(new CustomersApi(configuration).addCustomer(request, { body }));
    expect(error).toMatchObject({ name: 'ResponseError', status: 401 });
    expect(await vendor.seen()).toMatchObject({ calls: 2, deadTokens: 1 });
  });
});

describe('the login that a client makes itself', () => {
  test('is left alone: its refusal causes no login', async () => {
    const { vendor, configuration } = await partner();
    const body = { partnerId: vendor.partnerId, partnerSecret: 'wrong-secret-1' };
    expect(await rejection(new AuthenticationApi(configuration).createToken({ body }))).toMatchObject({
      status: 401,
      body: { code: '10001' },
    });
    expect(await vendor.seen()).toMatchObject({ logins: 1, failures: 1 });
  });
});
