import { AuthError, memoryTokenStore } from '@acme/auth-helpers';
import type { FinicityAuthOptions } from '@acme/auth-helpers/finicity';
import { outOfTime } from '../../../../../tools/jest/out-of-time.js';
import { minute, outcomes, printed, rejection, second, times } from '../support.js';
import { closedAfterEach, type Trouble } from '../vendor.js';
import { type FinicityVendor, type FinicityVendorOptions, type PartnerClient, partnerOf } from './client.js';
import { finicityVendor } from './vendor.js';

const started = closedAfterEach(finicityVendor);

async function partner(
  options: (account: FinicityVendor) => Partial<FinicityAuthOptions> = () => ({}),
  vendorOptions?: FinicityVendorOptions,
): Promise<PartnerClient & { vendor: FinicityVendor }> {
  const vendor = await started(vendorOptions);
  return { vendor, ...partnerOf(vendor, options(vendor)) };
}

describe('a wrong secret', () => {
  const wrong = ({ appKey }: FinicityVendor) => ({ partnerSecret: 'wrong-secret-1', appKey });

  test('costs one login: 500 calls at once, and one each hour for two days, are refused here', async () => {
    const { vendor, call } = await partner((account) => ({ credentials: wrong(account) }));
    expect(await outcomes(times(500, call))).toEqual(new Map([['credentials_rejected', 500]]));
    for (let hours = 0; hours < 50; hours += 1) {
      vendor.clock.advance(60 * minute);
      await rejection(call());
    }
    expect(await vendor.seen()).toMatchObject({ logins: 1, failures: 1, calls: 0 });
  });

  test('that is replaced where it is kept is forgotten, and the new one is used at the next login', async () => {
    let kept: { partnerSecret: string; appKey: string };
    const { vendor, call } = await partner((account) => {
      kept = wrong(account);
      return { credentials: async () => kept };
    });
    await rejection(call());
    kept = vendor;
    vendor.clock.advance(minute);
    await call();
    expect(await vendor.seen()).toMatchObject({ logins: 2, failures: 1 });
  });

  test('stays rejected while only another App-Key is given with it, until that is wrong as well', async () => {
    let kept: { partnerSecret: string; appKey: string };
    const { vendor, call } = await partner(({ partnerSecret }) => {
      kept = { partnerSecret, appKey: 'another' };
      return { credentials: () => kept };
    });
    expect(await rejection(call())).toMatchObject({ code: 'credentials_rejected', status: 401 });
    vendor.clock.advance(minute);
    await rejection(call());
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
    kept = vendor;
    vendor.clock.advance(minute);
    await call();
  });

  test('is tried again after reset(), once', async () => {
    const { vendor, auth, call } = await partner((account) => ({ credentials: wrong(account) }));
    await rejection(call());
    await auth.reset();
    vendor.clock.advance(minute);
    await outcomes(times(9, call));
    expect(await vendor.seen()).toMatchObject({ logins: 2, failures: 2 });
  });

  test('that was tried five times by somebody else is told as a locked account', async () => {
    const { vendor, call, another } = await partner();
    const guesses = times(5, (index) =>
      another({ credentials: { ...vendor, partnerSecret: `guess-number-${index}` } }).getToken(),
    );
    const lastAndOthers = new Map([
      ['credentials_rejected', 4],
      ['account_locked', 1],
    ]);
    expect(await outcomes(guesses)).toEqual(lastAndOthers);
    expect(await rejection(call())).toMatchObject({ code: 'account_locked', retryable: false });
  });
});

describe('a locked account', () => {
  test.each([500, 401] as const)(
    'which a login is told of with HTTP %d is not asked again, until reset()',
    async (lockedStatus) => {
      const { vendor, auth, call } = await partner(undefined, { lockedStatus });
      await vendor.lock();
      const locked = { code: 'account_locked', vendorCode: '24302', retryable: false };
      expect(await rejection(call())).toMatchObject({ ...locked, status: lockedStatus });
      await vendor.unlock();
      vendor.clock.advance(60 * minute);
      expect(await rejection(call())).toMatchObject({ code: 'account_locked' });
      expect(await vendor.seen()).toMatchObject({ logins: 1 });
      await auth.reset();
      await call();
      expect(await vendor.seen()).toMatchObject({ logins: 2, failures: 0 });
    },
  );

  test('is known to all that share the store, and reset() opens it to all after the support has', async () => {
    const store = memoryTokenStore();
    const { vendor, auth, another } = await partner(() => ({ store }));
    await vendor.lock();
    await rejection(auth.getToken());
    const other = another({ store });
    expect(await rejection(other.getToken())).toMatchObject({ code: 'account_locked' });
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
    await vendor.unlock();
    await auth.reset();
    vendor.clock.advance(minute);
    expect((await other.getToken()).token).toMatch(/./);
  });

  test('that a call was told of is not asked for a login either, until reset()', async () => {
    const { vendor, auth, call } = await partner();
    await call();
    await vendor.lock();
    const error = await rejection(call());
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ code: 'account_locked', vendorCode: '24302' });
    await vendor.unlock();
    vendor.clock.advance(180 * minute);
    expect(await rejection(call())).toMatchObject({ code: 'account_locked' });
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
    await auth.reset();
    await call();
    expect(await vendor.seen()).toMatchObject({ logins: 2 });
  });
});

describe('a login', () => {
  const refusals: [string, (account: FinicityVendor) => Partial<FinicityAuthOptions>, object][] = [
    [
      'a wrong secret',
      (account) => ({ credentials: { ...account, partnerSecret: 'wrong-secret-1' } }),
      { status: 401, vendorCode: '10001' },
    ],
    ['an unknown partner', () => ({ partnerId: '1' }), { status: 404, vendorCode: '12401' }],
    ['a wrong App-Key', (account) => ({ credentials: { ...account, appKey: 'another' } }), { status: 401 }],
  ];
  test.each(refusals)('that is refused for %s is not repeated', async (_, options, error) => {
    const { vendor, call } = await partner((account) => {
      const { credentials, ...others } = options(account);
      if (typeof credentials !== 'object') return others;
      const { partnerSecret, appKey } = credentials;
      return { ...others, credentials: { partnerSecret, appKey } };
    });
    expect(await rejection(call())).toMatchObject({
      code: 'credentials_rejected',
      retryable: false,
      ...error,
    });
    await rejection(call());
    expect(await vendor.seen()).toMatchObject({ logins: 1, calls: 0 });
  });

  const failures: [Trouble, object][] = [
    ['lost', { code: 'outcome_unknown' }],
    ['cut', { code: 'outcome_unknown' }],
    ['truncated', { code: 'outcome_unknown', status: 200 }],
    ['html', { code: 'outcome_unknown', status: 200 }],
    ['503', { code: 'outcome_unknown', status: 503 }],
    ['504', { code: 'outcome_unknown', status: 504 }],
    ['429', { code: 'provider_unavailable', retryable: true, retryAfterMs: 90 * second }],
  ];
  test.each(failures)(
    'that ends as %s is not repeated, and its error says what it is',
    async (trouble, error) => {
      const { vendor, call } = await partner();
      await vendor.next(trouble);
      expect(await rejection(call())).toMatchObject({ provider: 'finicity', ...error });
      await rejection(call());
      expect(await vendor.seen()).toMatchObject({ logins: 1, calls: 0 });
    },
  );

  test('without an answer is not repeated while the secret is unproven: it may have failed', async () => {
    const { vendor, call } = await partner(() => ({ requestTimeoutMs: 2_000 }));
    await vendor.next('silence');
    const isAsked = async (): Promise<boolean> => (await vendor.seen()).logins === 1;
    const error = await outOfTime(2_000, isAsked, () => rejection(call()));
    expect(error).toMatchObject({ code: 'outcome_unknown' });
    vendor.clock.advance(14 * minute);
    expect(await rejection(call())).toMatchObject({ code: 'outcome_unknown' });
    expect(await vendor.seen()).toMatchObject({ logins: 1 });
    vendor.clock.advance(minute);
    await call();
  });

  test.each<Trouble>(['lost', '503'])('with a proven secret outlives trouble: %s', async (trouble) => {
    const { vendor, call } = await partner();
    await call();
    vendor.clock.advance(120 * minute);
    await vendor.next(trouble);
    expect(await rejection(call())).toMatchObject({ code: 'outcome_unknown' });
    vendor.clock.advance(minute);
    await call();
    expect(await vendor.seen()).toMatchObject({ logins: 3, deadTokens: 0 });
  });
});

test('a store that several share gives the token of one to the others, with no login of their own', async () => {
  const store = memoryTokenStore();
  const { vendor, auth, another } = await partner(() => ({ store }));
  const sharing = [auth, another({ store }), another({ store })];
  const tokens = await Promise.all(sharing.map((one) => one.getToken()));
  expect(new Set(tokens.map(({ token }) => token)).size).toBe(1);
  expect(await vendor.seen()).toMatchObject({ logins: 1 });
});

test.each<Trouble | 'refused' | 'locked'>([
  'refused',
  'locked',
  'lost',
  'cut',
  'truncated',
  'html',
  '503',
  '429',
])(
  'no secret, key or token is in the error, the events and the helper after a login that is or ends as %s',
  async (trouble) => {
    const { vendor, auth, call, events } = await partner();
    const { token } = await auth.getToken();
    const secret = 'never-to-be-seen-1';
    const rejected = partnerOf(vendor, { credentials: { ...vendor, partnerSecret: secret } });
    if (trouble === 'locked') await vendor.lock();
    else if (trouble !== 'refused') await vendor.next(trouble);
    const shown = [await rejection(rejected.call()), rejected.auth, rejected.events];
    vendor.clock.advance(180 * minute);
    if (trouble === 'refused') await vendor.lock();
    else if (trouble !== 'locked') await vendor.next(trouble);
    shown.push(await rejection(call()), auth, events);
    for (const hidden of [secret, token, vendor.partnerSecret, vendor.appKey])
      expect(shown.map(printed).join()).not.toContain(hidden);
  },
);
