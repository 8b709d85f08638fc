import type { FinicityAuthOptions } from '@acme/auth-helpers/finicity';
import { outOfTime } from '../../../../../tools/jest/out-of-time.js';
import { hour, minute, outcomes, rejection } from '../support.js';
import { closedAfterEach, type Trouble } from '../vendor.js';
import { type FinicityVendor, type PartnerClient, partnerOf } from './client.js';
import { finicityVendor } from './vendor.js';

const day = 24 * hour;
const newSecret = 'moss+Lantern7_quarry';

interface Rotating extends PartnerClient {
  readonly vendor: FinicityVendor;
  readonly vault: { present: string; pending: string | undefined };
  rotate(options?: { immediate?: boolean }): Promise<void>;
}

const started = closedAfterEach(finicityVendor);

/** A partner whose secret is kept outside, in a place with room for a pending one. */
async function rotating(options: Partial<FinicityAuthOptions> = {}): Promise<Rotating> {
  const vendor = await started();
  const vault: Rotating['vault'] = { present: vendor.partnerSecret, pending: undefined };
  const { appKey } = vendor;
  const client = partnerOf(vendor, {
    credentials: async () => ({ partnerSecret: vault.present, appKey }),
    ...options,
  });
  return {
    ...{ vendor, vault },
    ...client,
    rotate: ({ immediate } = {}) =>
      client.auth.modifyPartnerSecret({
        newSecret,
        ...(immediate === undefined ? {} : { immediate }),
        persist: async (secret, state) => {
          if (state === 'pending') vault.pending = secret;
          else vault.present = secret;
        },
      }),
  };
}

/** Of a login with this secret: `ok`, or the code of its error. */
async function loginWith(partnerSecret: string, { another, vendor }: Rotating): Promise<string[]> {
  const { appKey } = vendor;
  return [...(await outcomes([another({ credentials: { partnerSecret, appKey } }).getToken()])).keys()];
}

describe('a change of the secret', () => {
  test('is stored as active when it is taken, and used from then on', async () => {
    const { vendor, vault, rotate, call } = await rotating();
    await rotate();
    expect(vault).toEqual({ present: newSecret, pending: newSecret });
    vendor.clock.advance(2 * hour);
    await call();
    expect(await vendor.seen()).toMatchObject({ logins: 2, changes: 1, failures: 0 });
  });

  test('leaves the old secret valid for 30 days', async () => {
    const made = await rotating();
    await made.rotate();
    const { clock, partnerSecret } = made.vendor;
    clock.advance(30 * day - minute);
    expect(await loginWith(partnerSecret, made)).toEqual(['ok']);
    clock.advance(minute);
    expect(await loginWith(partnerSecret, made)).toEqual(['credentials_rejected']);
    expect(await loginWith(newSecret, made)).toEqual(['ok']);
  });

  test('which is to end the old secret at once does so', async () => {
    const made = await rotating();
    await made.rotate({ immediate: true });
    expect(await loginWith(made.vendor.partnerSecret, made)).toEqual(['credentials_rejected']);
    expect(await loginWith(newSecret, made)).toEqual(['ok']);
  });

  test('is used from then on also where the secret was given as a value', async () => {
    const { vendor, another } = await rotating();
    const auth = another();
    await auth.modifyPartnerSecret({ newSecret, persist: () => undefined, immediate: true });
    vendor.clock.advance(2 * hour);
    await auth.getToken();
    expect(await vendor.seen()).toMatchObject({ logins: 2, failures: 0 });
  });

  test('that comes just before a login gives that the new secret', async () => {
    const { vendor, rotate, auth } = await rotating();
    await auth.getToken();
    vendor.clock.advance(100 * minute);
    await Promise.all([rotate({ immediate: true }), auth.getToken({ forceRefresh: true })]);
    expect(await vendor.seen()).toMatchObject({ logins: 2, failures: 0 });
  });

  test('is not begun beside another one', async () => {
    const { vendor, rotate } = await rotating();
    const oneEach = new Map([
      ['ok', 1],
      ['configuration_invalid', 1],
    ]);
    expect(await outcomes([rotate(), rotate()])).toEqual(oneEach);
    expect(await vendor.seen()).toMatchObject({ changes: 1 });
  });

  test('does not try a secret that is known to be rejected', async () => {
    const { vendor, vault, rotate, call } = await rotating();
    vault.present = 'wrong-secret-1';
    await rejection(call());
    expect(await rejection(rotate())).toMatchObject({ code: 'credentials_rejected' });
    expect(await vendor.seen()).toMatchObject({ changes: 0, failures: 1 });
  });
});

describe('a change of the secret without an answer', () => {
  test.each<Trouble>(['lost', '504', 'silence'])(
    'which has taken effect is found by one login with the new secret: %j',
    async (trouble) => {
      const requestTimeoutMs = 60_000;
      const { vendor, vault, auth, rotate } = await rotating({ requestTimeoutMs });
      await auth.getToken();
      await vendor.next(trouble);
      const change = (): Promise<void> => rotate({ immediate: true });
      const isChanged = async (): Promise<boolean> => (await vendor.seen()).changes === 1;
      await (trouble === 'silence' ? outOfTime(requestTimeoutMs, isChanged, change) : change());
      expect(vault.present).toBe(newSecret);
      expect(await vendor.seen()).toMatchObject({ logins: 2, changes: 1, failures: 0 });
    },
  );

  test.each<Trouble>(['503', 'html'])(
    'which got lost is found in the same way, at the cost of one failure: %j',
    async (trouble) => {
      const { vendor, vault, auth, rotate, call } = await rotating();
      await auth.getToken();
      await vendor.next(trouble);
      expect(await rejection(rotate())).toMatchObject({
        code: 'provider_unavailable',
        retryable: true,
        message: expect.stringContaining('the present one is valid'),
      });
      expect(vault).toEqual({ present: vendor.partnerSecret, pending: newSecret });
      expect(await vendor.seen()).toMatchObject({ changes: 1, failures: 1 });
      vendor.clock.advance(2 * hour);
      await call();
    },
  );

  test('and none to the login either leaves it unknown, and says that both are to be kept', async () => {
    const { vendor, vault, auth, rotate } = await rotating();
    await auth.getToken();
    await vendor.next('lost', 2);
    const error = await rejection(rotate());
    expect(error).toMatchObject({
      code: 'outcome_unknown',
      message: expect.stringContaining('keep the present and the pending one'),
    });
    expect(JSON.stringify(error)).not.toContain(newSecret);
    expect(vault).toEqual({ present: vendor.partnerSecret, pending: newSecret });
    expect(await vendor.seen()).toMatchObject({ logins: 2, changes: 1 });
  });

  test('in which the account turns out to be locked says so', async () => {
    const { vendor, auth, rotate } = await rotating();
    await auth.getToken();
    await vendor.lock();
    await vendor.next('503');
    expect(await rejection(rotate())).toMatchObject({ code: 'account_locked' });
  });
});
