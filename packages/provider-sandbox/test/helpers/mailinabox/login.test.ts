import { AuthError, type TokenEvent } from '@acme/auth-helpers';
import type { MailinaboxAuthOptions } from '@acme/auth-helpers/mailinabox';
import { Configuration, getMailUsers, getSystemVersion, login } from '@acme/mailinabox-client';
import { outOfTime } from '../../../../../tools/jest/out-of-time.js';
import { minute, outcomes, printed, rejection, second, times } from '../support.js';
import { closedAfterEach, type Trouble } from '../vendor.js';
import { clientAt } from './client.js';
import { mailinaboxVendor } from './vendor.js';

const started = closedAfterEach(mailinaboxVendor);

describe('the login', () => {
  test('is made once for 100 callers', async () => {
    const vendor = await started();
    const { configuration } = clientAt(vendor);
    const calls = times(100, () => getSystemVersion(configuration));
    expect(await outcomes(calls)).toEqual(new Map([['ok', 100]]));
    const expected = { logins: 1, calls: 100, refusedCalls: 0, sessions: 1, failures: 0 };
    expect(await vendor.seen()).toMatchObject(expected);
  });

  test('carries a one-time code, and no other call needs one', async () => {
    const vendor = await started({ account: 'administratorWithTotp' });
    const { configuration } = clientAt(vendor, { totp: async () => vendor.code() });
    await getSystemVersion(configuration);
    vendor.clock.advance(10 * minute);
    await getSystemVersion(configuration);
    expect(await vendor.seen()).toMatchObject({ logins: 1, calls: 2, refusedCalls: 0 });
  });

  test('takes the password from a function, anew each time', async () => {
    const vendor = await started();
    let current = 'old';
    const { auth } = clientAt(vendor, { password: async () => current });
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'credentials_rejected' });
    current = vendor.password;
    vendor.clock.advance(minute);
    expect((await auth.getToken()).token).toMatch(/^[0-9a-f]{64}$/);
  });

  test('that is not answered is repeated a minute later', async () => {
    const vendor = await started();
    const { auth } = clientAt(vendor, { requestTimeoutMs: 2_000 });
    await vendor.next('silence');
    const held = { code: 'provider_unavailable', retryable: true };
    const isAsked = async (): Promise<boolean> => (await vendor.seen()).logins === 1;
    const error = await outOfTime(2_000, isAsked, () => rejection(auth.getToken()));
    expect(error).toMatchObject({ ...held, retryAfterMs: 60 * second });
    vendor.clock.advance(50 * second);
    await expect(auth.getToken()).rejects.toMatchObject({ ...held, retryAfterMs: 10 * second });
    vendor.clock.advance(11 * second);
    expect((await auth.getToken()).token).toMatch(/^\w{64}$/);
    expect(await vendor.seen()).toMatchObject({ logins: 2 });
  });

  test.each<[Trouble, object]>([
    ['lost', { retryable: true }],
    ['cut', { retryable: true }],
    ['truncated', { retryable: false }],
    ['html', { retryable: false }],
    ['502', { retryable: true, status: 502 }],
    ['504', { retryable: true, status: 504 }],
  ])('that ends as %s is an error, never a key, and is not repeated at once', async (trouble, error) => {
    const vendor = await started();
    const { auth } = clientAt(vendor);
    await vendor.next(trouble);
    expect(await rejection(auth.getToken())).toMatchObject({ code: 'provider_unavailable', ...error });
    await rejection(auth.getToken());
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
  });

  test('that fails is told to all callers until the next, each time with what is left to wait', async () => {
    const vendor = await started();
    const { auth } = clientAt(vendor, { random: () => 0 });
    await vendor.next('502');
    const down = { code: 'provider_unavailable', retryable: true, status: 502 };
    await expect(auth.getToken()).rejects.toMatchObject({ ...down, retryAfterMs: 10 * second });
    vendor.clock.advance(4 * second);
    await expect(auth.getToken()).rejects.toMatchObject({ ...down, retryAfterMs: 6 * second });
    vendor.clock.advance(6 * second);
    expect((await auth.getToken()).token).toMatch(/^\w{64}$/);
  });

  test('of a caller who aborts is left to the others', async () => {
    const vendor = await started();
    const { auth, configuration } = clientAt(vendor);
    await vendor.next('slow');
    const controller = new AbortController();
    const aborted = rejection(auth.getToken({ signal: controller.signal }));
    const other = getSystemVersion(configuration);
    controller.abort();
    expect(await aborted).toMatchObject({ name: 'AbortError' });
    await other;
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
  });
});

describe('a login that is refused with HTTP 200', () => {
  test.each([
    ['a wrong password', { password: 'wrong' }, 'credentials_rejected', 'invalid', false],
    ['no one-time code', {}, 'mfa_required', 'missing-totp-token', false],
    ['a wrong one-time code', { totp: () => '000000' }, 'mfa_required', 'invalid-totp-token', true],
  ] as const)('%s: a typed error, and no api_key', async (_, options, code, vendorCode, retryable) => {
    const vendor = await started({ account: 'administratorWithTotp' });
    const { auth, configuration } = clientAt(vendor, options);
    for (const call of [auth.getToken(), getSystemVersion(configuration)]) {
      const error = await rejection(call);
      expect(error).toBeInstanceOf(AuthError);
      expect(error).toMatchObject({ code, vendorCode, retryable, status: 200, provider: 'mailinabox' });
    }
    expect(await vendor.seen()).toMatchObject({ logins: 1, calls: 0, sessions: 0 });
  });

  test('for its password is made once for 100 callers, and not again until the password changes', async () => {
    const vendor = await started();
    let current = 'wrong';
    const { auth, configuration } = clientAt(vendor, { password: () => current });
    const calls = () => outcomes(times(100, () => getSystemVersion(configuration)));
    expect(await calls()).toEqual(new Map([['credentials_rejected', 100]]));
    expect(await vendor.seen()).toMatchObject({ logins: 1, calls: 0, failures: 1, isBanned: false });
    vendor.clock.advance(24 * 60 * minute);
    await calls();
    expect(await vendor.seen()).toMatchObject({ logins: 1, calls: 0, failures: 0 });
    current = vendor.password;
    vendor.clock.advance(minute);
    expect((await auth.getToken()).token).toMatch(/^\w{64}$/);
  });

  test('gets an address banned that has no helper', async () => {
    const vendor = await started();
    const plain = new Configuration({
      basePath: vendor.basePath,
      allowInsecureLoopback: true,
      username: vendor.email,
      password: 'wrong',
    });
    await outcomes(times(20, () => getSystemVersion(plain)));
    expect(await vendor.seen()).toMatchObject({ isBanned: true });
    const { auth } = clientAt(vendor);
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'provider_unavailable', retryable: true });
  });

  test('may be tried again after reset, with the same password', async () => {
    const vendor = await started();
    const { auth } = clientAt(vendor, { password: 'wrong' });
    await rejection(auth.getToken());
    await auth.reset();
    await rejection(auth.getToken());
    expect(await vendor.seen()).toMatchObject({ logins: 2, failures: 2 });
  });

  test('for its code is not repeated with that code, however long calls go on', async () => {
    const vendor = await started({ account: 'administratorWithTotp' });
    let code = '000000';
    const { auth } = clientAt(vendor, { totp: () => code });
    for (let passed = 0; passed < 60; passed += 1) {
      await expect(auth.getToken()).rejects.toMatchObject({ code: 'mfa_required', retryable: true });
      vendor.clock.advance(5 * second);
    }
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
    vendor.clock.advance(minute);
    code = vendor.code();
    expect((await auth.getToken()).token).toMatch(/^\w{64}$/);
  });
});

describe('a one-time code', () => {
  test('that was sent is not sent again: the box would count a failure', async () => {
    const vendor = await started({ account: 'administratorWithTotp' });
    let code = vendor.code();
    const { auth, configuration } = clientAt(vendor, { totp: () => code });
    await getSystemVersion(configuration);
    await vendor.restart();
    vendor.clock.advance(11 * second);
    const call = getSystemVersion(configuration);
    const untilNextMs = 30 * second - (vendor.clock.nowMs() % (30 * second));
    await expect(call).rejects.toMatchObject({
      code: 'mfa_required',
      retryable: true,
      retryAfterMs: untilNextMs,
    });
    expect(await vendor.seen()).toMatchObject({ logins: 1, failures: 1 });
    expect(auth.invalidate('another')).toBe(true);
    vendor.clock.advance(30 * second);
    code = vendor.code();
    await getSystemVersion(configuration);
    expect(await vendor.seen()).toMatchObject({ logins: 2 });
  });

  test('that is right is sent at once after a wrong one, which says that it may be', async () => {
    const vendor = await started({ account: 'administratorWithTotp' });
    let code = '000000';
    const { auth } = clientAt(vendor, { totp: () => code });
    const wrong = {
      code: 'mfa_required',
      vendorCode: 'invalid-totp-token',
      retryable: true,
      retryAfterMs: 0,
    };
    await expect(auth.getToken()).rejects.toMatchObject(wrong);
    code = vendor.code();
    expect((await auth.getToken()).token).toMatch(/^\w{64}$/);
    expect(await vendor.seen()).toMatchObject({ logins: 2, failures: 1 });
  });

  test('that was wrong is not sent again after others were, and the error says how long to wait', async () => {
    const vendor = await started({ account: 'administratorWithTotp' });
    let code = '000000';
    const { auth } = clientAt(vendor, { totp: () => code });
    await rejection(auth.getToken());
    code = '111111';
    await rejection(auth.getToken());
    code = '000000';
    const error = await rejection(auth.getToken());
    const untilNextMs = 30 * second - (vendor.clock.nowMs() % (30 * second));
    expect(error).toMatchObject({ code: 'mfa_required', retryable: true, retryAfterMs: untilNextMs });
    expect(await vendor.seen()).toMatchObject({ logins: 2, failures: 2 });
  });

  test('that is guessed gets nobody banned: three wrong ones in 30 s, and then the time to wait is told', async () => {
    const vendor = await started({ account: 'administratorWithTotp' });
    let guess = 100_000;
    const totp = (): string => {
      guess += 1;
      return `${guess}`;
    };
    const { auth } = clientAt(vendor, { totp });
    let worst = 0;
    for (let passed = 0; passed < 120; passed += 1) {
      for (const error of await Promise.all(times(5, () => rejection(auth.getToken())))) {
        expect(error).toMatchObject({ code: 'mfa_required', retryable: true });
      }
      worst = Math.max(worst, (await vendor.seen()).failures);
      vendor.clock.advance(second);
    }
    expect(worst).toBe(3);
    await expect(auth.getToken()).rejects.toMatchObject({ retryAfterMs: expect.any(Number) });
  });

  test('that did not reach the daemon is sent again', async () => {
    const vendor = await started({ account: 'administratorWithTotp' });
    const code = vendor.code();
    const { auth } = clientAt(vendor, { totp: () => code });
    await vendor.stop();
    const down = { code: 'provider_unavailable', retryable: true, status: 502 };
    expect(await rejection(auth.getToken())).toMatchObject(down);
    await vendor.start();
    vendor.clock.advance(11 * second);
    expect((await auth.getToken()).token).toMatch(/^\w{64}$/);
  });
});

test('a login of your own is left alone', async () => {
  const vendor = await started();
  const { auth } = clientAt(vendor);
  const configuration = new Configuration({ ...auth.configuration, password: vendor.password });
  expect(await login(configuration)).toMatchObject({ status: 'ok', email: vendor.email });
});

test.each([
  ['a password', { password: 'wrong' }],
  ['another user', { username: 'other@example.com', password: 'wrong' }],
])('a call with %s of your own is left alone', async (_, own) => {
  const vendor = await started();
  const { auth } = clientAt(vendor);
  const error = await rejection(getSystemVersion(new Configuration({ ...auth.configuration, ...own })));
  expect(error).toMatchObject({ name: 'ResponseError', status: 401 });
  expect(await vendor.seen()).toMatchObject({ logins: 0, calls: 1 });
});

test.each<['wrong' | 'stopped' | Trouble, Partial<MailinaboxAuthOptions>]>([
  ['wrong', { password: 'planted-wrong' }],
  ['wrong', { totp: () => '918273' }],
  ['stopped', {}],
  ['lost', {}],
  ['cut', {}],
  ['truncated', {}],
  ['html', {}],
])(
  'no password, code or key is in errors, events and helper where it ends as %s: %j',
  async (trouble, options) => {
    const vendor = await started({ account: 'administratorWithTotp' });
    const events: TokenEvent[] = [];
    const onEvent = (event: TokenEvent): unknown => events.push(event);
    const totp = () => vendor.code();
    const codes = [vendor.code(), '918273'];
    const before = clientAt(vendor, { totp, onEvent });
    const { token: key } = await before.auth.getToken();
    vendor.clock.advance(minute);
    codes.push(vendor.code());
    if (trouble === 'stopped') await vendor.stop();
    else await vendor.restart();
    if (trouble !== 'stopped' && trouble !== 'wrong') await vendor.next(trouble, 9);
    const after = clientAt(vendor, { totp, onEvent, ...options });
    const errors = [
      await rejection(after.auth.getToken()),
      await rejection(getMailUsers(after.configuration, { format: 'json' })),
      // A page is what a list of users can be, and the key of before is alive where nothing has happened to the box.
      trouble === 'wrong' || trouble === 'html'
        ? undefined
        : await rejection(getMailUsers(before.configuration, { format: 'json' })),
    ];
    const shown = [...errors, events, before.auth, after.configuration].map(printed);
    const basic = [vendor.password, key].map((secret) => btoa(`${vendor.email}:${secret}`));
    for (const secret of [vendor.password, 'planted', key, ...codes, ...basic])
      expect(shown.join()).not.toContain(secret);
  },
);
