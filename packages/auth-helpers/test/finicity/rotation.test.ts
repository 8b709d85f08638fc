import { describe, expect, test } from '@jest/globals';
import type { Arrived, Reply } from '../scripted-server.js';
import { outcomes, rejection, turns, until } from '../support.js';
import { hour, minute } from '../token/support.js';
import { appKey, newSecret, type Partner, partner, partnerSecret } from './support.js';

interface Vault {
  present: string;
  pending: string | undefined;
  readonly steps: string[];
}

interface Rotating extends Partner {
  readonly vault: Vault;
  rotate(options?: { immediate?: boolean; signal?: AbortSignal }): Promise<void>;
}

/** A partner whose secret is kept outside, in a place with room for a pending one. */
async function rotating(requestTimeoutMs = 10_000): Promise<Rotating> {
  const vault: Vault = { present: partnerSecret, pending: undefined, steps: [] };
  const made = await partner({
    requestTimeoutMs,
    credentials: async () => ({ partnerSecret: vault.present, appKey }),
  });
  const isPut = (): boolean => made.server.changes.length > 0;
  return {
    ...made,
    vault,
    rotate: (options) =>
      made.auth.modifyPartnerSecret({
        newSecret,
        ...options,
        persist: async (secret, state) => {
          vault.steps.push(`${state} ${isPut() ? 'after' : 'before'} the request`);
          if (state === 'pending') vault.pending = secret;
          else vault.present = secret;
        },
      }),
  };
}

const onPut =
  (reply: Reply) =>
  ({ method }: Arrived): Reply | undefined =>
    method === 'PUT' ? reply : undefined;

describe('a change of the secret', () => {
  test('stores the new secret before it is sent, and as active when it is taken', async () => {
    const { server, vault, rotate, call, clock } = await rotating();
    await rotate();
    expect(vault.steps).toEqual(['pending before the request', 'active after the request']);
    expect(server.secrets).toContain(newSecret);
    clock.advance(2 * hour);
    expect(await call()).toMatchObject({ username: 'rivera' });
    expect(JSON.parse(server.logins.at(-1)!.body)).toMatchObject({ partnerSecret: newSecret });
    expect(server.failures).toBe(0);
  });

  test.each(['pending', 'active'] as const)(
    'whose persist never settles for %s ends after its time limit, and logins go on',
    async (stuck) => {
      const { auth, server, clock } = await partner();
      await auth.getToken();
      const persist = (_: string, state: string): unknown =>
        state === stuck ? new Promise(() => undefined) : undefined;
      const error = await rejection(auth.modifyPartnerSecret({ newSecret, persist, persistTimeoutMs: 50 }));
      const code = stuck === 'pending' ? 'configuration_invalid' : 'outcome_unknown';
      expect(error).toMatchObject({ code, cause: { code: 'provider_unavailable' } });
      clock.advance(2 * hour);
      expect((await auth.getToken()).token).toMatch(/./);
      expect(server.failures).toBe(0);
      // The next change is not held up by this one.
      const next = `${newSecret}2`;
      const again = auth.modifyPartnerSecret({ newSecret: next, persist: () => undefined });
      expect(await again.then(() => 'changed')).toBe('changed');
    },
  );

  test('holds back logins until the new secret is stored, so that none is made with the old one', async () => {
    const { server, vault, rotate, auth, clock } = await rotating();
    await auth.getToken();
    clock.advance(100 * minute);
    let answer: (reply: undefined) => void = () => undefined;
    const answered = new Promise<undefined>((resolve) => {
      answer = resolve;
    });
    server.after = ({ method }) => (method === 'PUT' ? answered : undefined);
    const change = rotate({ immediate: true });
    await until(() => server.secrets.has(newSecret));
    const login = auth.getToken({ forceRefresh: true });
    await turns();
    answer(undefined);
    await Promise.all([change, login]);
    expect([server.failures, server.arrived.map(({ method }) => method)]).toEqual([
      0,
      ['POST', 'PUT', 'POST'],
    ]);
    expect(vault.present).toBe(newSecret);
  });

  test('whose new secret is being stored as active holds them back as well', async () => {
    let present = partnerSecret;
    const { server, auth, clock } = await partner({
      credentials: () => ({ partnerSecret: present, appKey }),
    });
    await auth.getToken();
    clock.advance(100 * minute);
    let login: Promise<unknown> | undefined;
    const persist = async (secret: string, state: string): Promise<void> => {
      if (state === 'pending') return;
      login = auth.getToken({ forceRefresh: true });
      await turns();
      present = secret;
    };
    await auth.modifyPartnerSecret({ newSecret, persist, immediate: true });
    expect([await outcomes([login!]), server.failures]).toEqual([new Map([['ok', 1]]), 0]);
  });

  test.each(['moss+Lantern7', 'short1', 'no-digit-in-this', '1234567890123', `with blank 12345`])(
    'that is against the policy, or none, is sent nowhere: %s',
    async (secret) => {
      const { server, auth } = await partner({ credentials: { partnerSecret: 'moss+Lantern7', appKey } });
      server.secrets = new Set(['moss+Lantern7']);
      const change = auth.modifyPartnerSecret({ newSecret: secret, persist: () => undefined });
      expect(await rejection(change)).toMatchObject({ code: 'configuration_invalid' });
      expect(server.changes).toEqual([]);
    },
  );

  test('is not sent when the new secret could not be stored', async () => {
    const { server, auth } = await partner();
    const persist = async (): Promise<void> => {
      throw new Error(newSecret);
    };
    const error = await rejection(auth.modifyPartnerSecret({ newSecret, persist }));
    expect(error).toMatchObject({ code: 'configuration_invalid' });
    expect(server.changes).toEqual([]);
  });

  test('that could not be stored as active says that the pending one is valid', async () => {
    const { auth } = await partner();
    const persist = async (_: string, state: string): Promise<void> => {
      if (state === 'active') throw new Error(newSecret);
    };
    const error = await rejection(auth.modifyPartnerSecret({ newSecret, persist }));
    expect(error).toMatchObject({
      code: 'outcome_unknown',
      message: expect.stringContaining('pending is the valid'),
    });
  });

  test('can be given up until it is sent', async () => {
    const { server, rotate, auth } = await rotating();
    expect(await rejection(rotate({ signal: AbortSignal.abort() }))).toMatchObject({ name: 'AbortError' });
    expect(server.arrived).toEqual([]);
    const controller = new AbortController();
    const persist = (): void => controller.abort();
    const change = auth.modifyPartnerSecret({ newSecret, persist, signal: controller.signal });
    expect(await rejection(change)).toMatchObject({ name: 'AbortError' });
    expect(server.changes).toEqual([]);
  });

  test.each<[Reply, object]>([
    [
      { status: 400, body: { code: '24437' } },
      { code: 'request_rejected', vendorCode: '24437' },
    ],
    [{ status: 500, body: { code: '24302' } }, { code: 'account_locked' }],
    [{ status: 401, body: { code: '10001' } }, { code: 'credentials_rejected' }],
    [{ status: 429 }, { code: 'provider_unavailable' }],
  ])('that is refused is not repeated, and the old secret stays: %j', async (reply, error) => {
    const { server, vault, rotate } = await rotating();
    server.instead = onPut(reply);
    expect(await rejection(rotate())).toMatchObject(error);
    expect([server.changes.length, vault.present]).toEqual([1, partnerSecret]);
  });
});

describe('a change of the secret without an answer', () => {
  test.each<Reply>(['silence', 'lost'])(
    'which got lost is found in the same way, at the cost of one failure: %j',
    async (reply) => {
      const { server, vault, rotate, call, clock } = await rotating(2_000);
      server.instead = onPut(reply);
      const error = await rejection(rotate());
      expect(error).toMatchObject({
        code: 'provider_unavailable',
        retryable: true,
        message: expect.stringContaining('the present one is valid'),
      });
      expect([vault.present, vault.pending, server.failures]).toEqual([partnerSecret, newSecret, 1]);
      clock.advance(2 * hour);
      expect(await call()).toMatchObject({ username: 'rivera' });
    },
  );
});
