import { memoryTokenStore } from '@acme/auth-helpers';
import { AuthError, type PloAuthOptions } from '@acme/auth-helpers/plo';
import { manualClock } from '@acme/auth-helpers/testing';
import { matchedoffersGet } from '@acme/plo-client';
import { outOfTime } from '../../../../../tools/jest/out-of-time.js';
import { hour, minute, outcomes, printed, rejection, second, times, types } from '../support.js';
import { closedAfterEach, type Trouble } from '../vendor.js';
import { type InstitutionClient, institutionAt, type PloVendor } from './client.js';
import { ploVendor } from './vendor.js';

const started = closedAfterEach(ploVendor);

async function institution(
  options: Partial<PloAuthOptions> = {},
): Promise<InstitutionClient & { vendor: PloVendor }> {
  const vendor = await started();
  return { vendor, ...institutionAt(vendor, options) };
}

describe('the session token of a cardholder', () => {
  test('comes from one login, however many ask at a time, and each cardholder gets their own', async () => {
    const { vendor, auth } = await institution();
    const got = await Promise.all(times(100, (at) => auth.getToken(`cardholder-${at % 2}`)));
    const tokens = got.map(({ token }) => token);
    expect(new Set(tokens.filter((_, at) => at % 2 === 0)).size).toBe(1);
    expect(new Set(tokens).size).toBe(2);
    expect(await vendor.seen()).toEqual({ logins: 2, calls: 0, refused: 0 });
  });

  test('does not expire: a year later it is the same, and is taken', async () => {
    const { vendor, auth, call } = await institution();
    const { token } = await auth.getToken('cardholder-1');
    vendor.clock.advance(365 * 24 * hour);
    expect((await auth.getToken('cardholder-1')).token).toBe(token);
    await call();
    expect(await vendor.seen()).toEqual({ logins: 1, calls: 1, refused: 0 });
  });

  test('is what the generated client takes, with the id of the institution', async () => {
    const { auth, configuration } = await institution();
    const session = await auth.sessionRequest('cardholder-1');
    expect(Object.keys(session)).toEqual(['fId', 'userToken']);
    const answer = await matchedoffersGet(configuration, { ...session, itemsPerPage: 10 });
    expect(answer.Response?.Status?.Code).toBe('600');
  });

  test('is of 50 calls that come at once for one cardholder one login', async () => {
    const { vendor, call } = await institution();
    expect(await outcomes(times(50, () => call()))).toEqual(new Map([['ok', 50]]));
    expect(await vendor.seen()).toEqual({ logins: 1, calls: 50, refused: 0 });
  });

  test('is forgotten when maxTokens others were asked for since', async () => {
    const { vendor, auth } = await institution({ maxTokens: 2 });
    for (const userId of ['a', 'b', 'a', 'c', 'a', 'b']) {
      await auth.getToken(userId);
      vendor.clock.advance(second);
    }
    expect(await vendor.seen()).toMatchObject({ logins: 4 });
  });

  test('can be forgotten by hand, one or all', async () => {
    const { vendor, auth } = await institution();
    const ask = async (): Promise<number> => {
      // One AuthInfo may be good for one login only, and the time in it is in seconds.
      vendor.clock.advance(second);
      await Promise.all(['a', 'b'].map((userId) => auth.getToken(userId)));
      return (await vendor.seen()).logins;
    };
    expect(await ask()).toBe(2);
    await auth.forget('a');
    expect(await ask()).toBe(3);
    await auth.forget();
    expect(await ask()).toBe(5);
  });

  test('of one process is that of another which shares the store', async () => {
    const { vendor, another } = await institution();
    const shared = { store: memoryTokenStore(), fingerprintKey: 'of this deployment' };
    const [one, other] = [another(shared), another(shared)];
    expect((await one.getToken('1')).token).toBe((await other.getToken('1')).token);
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
  });

  test('is waited for no longer than the caller wants, and the login goes on for the others', async () => {
    const { vendor, auth } = await institution();
    await vendor.next('slow');
    const controller = new AbortController();
    const mine = auth.getToken('cardholder-1', { signal: controller.signal });
    const others = auth.getToken('cardholder-1');
    controller.abort();
    await expect(mine).rejects.toMatchObject({ name: 'AbortError' });
    expect((await others).token).toMatch(/./);
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
  });
});

describe('a call with a token that the server refuses', () => {
  test('is not repeated, and the next call gets a new token', async () => {
    const { vendor, call, events } = await institution();
    await call();
    vendor.clock.advance(minute);
    await vendor.killTokens();
    expect(await rejection(call())).toMatchObject({ name: 'ResponseError', status: 401 });
    expect(await vendor.seen()).toEqual({ logins: 1, calls: 2, refused: 1 });
    await call();
    expect(await vendor.seen()).toEqual({ logins: 2, calls: 3, refused: 1 });
    expect(types(events)).toEqual(['login', 'token_invalidated', 'login']);
  });

  test('does not cause a login for each call: a token younger than 30 seconds is kept', async () => {
    const { vendor, auth, call } = await institution();
    await auth.getToken('cardholder-1');
    await vendor.killTokens();
    expect(await outcomes(times(5, () => call()))).toEqual(new Map([['http_status', 5]]));
    expect(await vendor.seen()).toEqual({ logins: 1, calls: 5, refused: 5 });
    vendor.clock.advance(30 * second);
    await rejection(call());
    await call();
    expect(await vendor.seen()).toEqual({ logins: 2, calls: 7, refused: 6 });
  });

  test.each<Trouble>(['503', '429', 'lost', 'cut'])(
    'is not what %s means: the token is kept',
    async (trouble) => {
      const { vendor, call } = await institution();
      await call();
      vendor.clock.advance(minute);
      await vendor.next(trouble);
      await rejection(call());
      await call();
      expect(await vendor.seen()).toMatchObject({ logins: 1, calls: 3 });
    },
  );
});

describe('a login that fails', () => {
  test.each<[string, (vendor: PloVendor) => Partial<PloAuthOptions>, object]>([
    [
      'a stale AuthInfo',
      ({ clock }) => ({ clock: manualClock(clock.nowMs() - 10 * minute) }),
      { code: 'request_rejected', status: 400, vendorCode: 'INVALID_PARAMETER' },
    ],
    [
      'an AuthInfo of the future',
      ({ clock }) => ({ clock: manualClock(clock.nowMs() + 10 * minute) }),
      { code: 'request_rejected', status: 400, vendorCode: 'INVALID_PARAMETER' },
    ],
    [
      'an AuthInfo in milliseconds',
      () => ({ timeUnit: 'milliseconds' }),
      { code: 'request_rejected', status: 400, vendorCode: 'INVALID_PARAMETER' },
    ],
    [
      'another key',
      () => ({ key: Buffer.alloc(16, 9).toString('base64') }),
      { code: 'request_rejected', status: 400, vendorCode: 'INVALID_PARAMETER' },
    ],
    [
      'another institution',
      () => ({ fiId: '7' }),
      { code: 'forbidden', status: 403, vendorCode: 'NOT_PERMITTED' },
    ],
  ])('for %s is told in our words, and is not repeated', async (_, options, told) => {
    const vendor = await started();
    const { auth, call } = institutionAt(vendor, options(vendor));
    const error = await rejection(auth.getToken('cardholder-1'));
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ provider: 'plo', retryable: false, ...told });
    await rejection(call());
    expect(await vendor.seen()).toMatchObject({ logins: 1, calls: 0 });
  });

  test.each<[Trouble, object]>([
    ['503', { code: 'provider_unavailable', status: 503, retryable: true }],
    ['504', { code: 'provider_unavailable', status: 504, retryable: true }],
    ['429', { code: 'provider_unavailable', status: 429, retryable: true }],
    ['html', { code: 'request_rejected', status: 200 }],
    ['truncated', { code: 'request_rejected', status: 200 }],
    ['lost', { code: 'outcome_unknown' }],
    ['cut', { code: 'outcome_unknown' }],
  ])('as %s is told in our words, and is not repeated at once', async (trouble, told) => {
    const { vendor, auth } = await institution();
    await vendor.next(trouble);
    expect(await rejection(auth.getToken('cardholder-1'))).toMatchObject({ provider: 'plo', ...told });
    await rejection(auth.getToken('cardholder-1'));
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
  });

  test('is tried again after 30 seconds or more, with a new AuthInfo and the time of that moment', async () => {
    const { vendor, auth } = await institution({ random: () => 0 });
    await vendor.next('503');
    await rejection(auth.getToken('1'));
    await rejection(auth.getToken('1'));
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
    // The vendor takes an AuthInfo of its own time alone.
    vendor.clock.advance(24 * hour);
    expect((await auth.getToken('1')).token).toMatch(/./);
  });

  test('for want of an answer is of unknown outcome', async () => {
    const { vendor, auth } = await institution({ requestTimeoutMs: 50 });
    await vendor.next('silence');
    const isAsked = async (): Promise<boolean> => (await vendor.seen()).logins === 1;
    const error = await outOfTime(50, isAsked, () => rejection(auth.getToken('1')));
    expect(error).toMatchObject({ code: 'outcome_unknown' });
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
  });
});

test.each<Trouble | 'refused'>(['refused', 'lost', 'cut', 'truncated', 'html', '429', '503', '504'])(
  'no key, cardholder or token is in errors and events where a login and a call are or end as %s',
  async (trouble) => {
    const cardholder = 'cardholder-m4rker';
    const { vendor, auth, call, events } = await institution();
    const { token } = await auth.getToken(cardholder);
    const key = Buffer.alloc(16, trouble === 'refused' ? 9 : vendor.key).toString('base64');
    const failing = institutionAt(vendor, trouble === 'refused' ? { key } : {});
    if (trouble !== 'refused') await vendor.next(trouble);
    const things: unknown[] = [
      await rejection(failing.auth.getToken(cardholder)),
      failing.events,
      failing.auth,
    ];
    vendor.clock.advance(minute);
    if (trouble === 'refused') await vendor.killTokens();
    else await vendor.next(trouble);
    things.push(await call(cardholder).catch((error: unknown) => error), events, auth);
    for (const secret of [cardholder, token, encodeURIComponent(token), vendor.key, vendor.iv, key])
      expect(things.map(printed).join()).not.toContain(secret);
  },
);
