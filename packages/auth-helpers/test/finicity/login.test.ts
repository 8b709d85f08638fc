import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { AuthError, memoryTokenStore } from '../../src/index.js';
import { rejection } from '../support.js';
import { minute, second } from '../token/support.js';
import type { Reply } from './server.js';
import { appKey, newSecret, outcomes, partner, partnerId, partnerSecret, until } from './support.js';

const wrong = { partnerSecret: 'wrong-secret-1', appKey };

describe('a wrong secret', () => {
  test('costs one login: 500 calls at once, and one each hour for two days, are refused here', async () => {
    const { server, call, clock } = await partner({ credentials: wrong });
    const refused = new Map([['credentials_rejected', 500]]);
    expect(await outcomes(Array.from({ length: 500 }, call))).toEqual(refused);
    for (let hours = 0; hours < 50; hours += 1) {
      clock.advance(60 * minute);
      await rejection(call());
    }
    expect([server.logins.length, server.failures, server.calls.length]).toEqual([1, 1, 0]);
  });

  test('that is replaced where it is kept is forgotten, and the new one is used at the next login', async () => {
    let kept = wrong;
    const { server, call, clock } = await partner({ credentials: async () => kept });
    await rejection(call());
    kept = { partnerSecret, appKey };
    clock.advance(minute);
    expect(await call()).toMatchObject({ username: 'rivera' });
    expect([server.logins.length, server.failures]).toEqual([2, 1]);
  });

  test('stays rejected while only another App-Key is given with it, until that is wrong as well', async () => {
    let kept = { partnerSecret, appKey: 'another' };
    const { server, call, clock } = await partner({ credentials: () => kept });
    expect(await rejection(call())).toMatchObject({ code: 'credentials_rejected', status: 401 });
    clock.advance(minute);
    await rejection(call());
    expect(server.logins).toHaveLength(1);
    kept = { partnerSecret, appKey };
    clock.advance(minute);
    expect(await call()).toMatchObject({ username: 'rivera' });
  });

  test('is tried again after reset(), once', async () => {
    const { server, auth, call, clock } = await partner({ credentials: wrong });
    await rejection(call());
    await auth.reset();
    clock.advance(minute);
    await outcomes(Array.from({ length: 9 }, call));
    expect(server.failures).toBe(2);
  });
});

describe('a locked account', () => {
  test.each([500, 401, 200])(
    'is known by code 24302 with HTTP %d, and is not asked again',
    async (status) => {
      const { server, call, clock } = await partner();
      server.instead = () => ({ status, body: { code: 24302, message: 'locked' } });
      const error = await rejection(call());
      expect(error).toMatchObject({ code: 'account_locked', vendorCode: '24302', status, retryable: false });
      clock.advance(60 * minute);
      expect(await rejection(call())).toMatchObject({ code: 'account_locked' });
      expect(server.logins).toHaveLength(1);
    },
  );

  test('is known to all that share the store, and reset() opens it to all after the support has', async () => {
    const store = memoryTokenStore();
    const { server, auth, another, clock } = await partner({ store });
    server.instead = () => ({ status: 500, body: { code: '24302' } });
    await rejection(auth.getToken());
    const other = another({ store });
    expect(await rejection(other.getToken())).toMatchObject({ code: 'account_locked' });
    expect(server.logins).toHaveLength(1);
    server.instead = () => undefined;
    await auth.reset();
    clock.advance(minute);
    expect((await other.getToken()).token).toBe('T1');
  });

  test.each([500, 401, 403])('is what any call may be told, with HTTP %d', async (status) => {
    const { server, call } = await partner();
    await call();
    server.instead = () => ({ status, body: { Errors: { Error: [{ ReasonCode: '24302' }] } } });
    const error = await rejection(call());
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ code: 'account_locked', status, vendorCode: '24302' });
    expect(server.calls).toHaveLength(2);
  });

  test('that a call was told of is not asked for a login either, until reset()', async () => {
    const { server, auth, call, clock } = await partner();
    await call();
    server.instead = () => ({ status: 500, body: { code: 24302 } });
    await rejection(call());
    server.instead = () => undefined;
    clock.advance(180 * minute);
    expect(await rejection(call())).toMatchObject({ code: 'account_locked' });
    expect(server.logins).toHaveLength(1);
    await auth.reset();
    await call();
    expect(server.logins).toHaveLength(2);
  });

  test('is what the second try after a dead token may be told', async () => {
    const { server, call, clock } = await partner();
    await call();
    clock.advance(minute);
    server.killTokens();
    server.instead = ({ token }) => (token === 'T2' ? { status: 500, body: { code: '24302' } } : undefined);
    expect(await rejection(call())).toMatchObject({ code: 'account_locked', status: 500 });
  });

  test('is not what another HTTP 500 means: that is for the client, with its body', async () => {
    const { server, call } = await partner();
    await call();
    server.instead = () => ({ status: 500, body: { code: '14001' } });
    expect(await rejection(call())).toMatchObject({ name: 'ResponseError', status: 500 });
  });
});

describe('a login', () => {
  test.each<[string, Reply, object]>([
    ['10001', { status: 401, body: { code: 10001 } }, { code: 'credentials_rejected', vendorCode: '10001' }],
    ['10021', { status: 401, body: { code: '10021' } }, { code: 'credentials_rejected' }],
    ['10027', { status: 401, body: { code: '10027' } }, { code: 'credentials_rejected' }],
    ['12401', { status: 404, body: { code: 12401 } }, { code: 'credentials_rejected', status: 404 }],
    ['text', { status: 401, body: 'Invalid (Finicity-App-Key)' }, { code: 'credentials_rejected' }],
    ['an unknown code', { status: 401, body: { code: '77777' } }, { code: 'credentials_rejected' }],
    ['a code of calls', { status: 401, body: { code: '10023' } }, { code: 'credentials_rejected' }],
    ['10005', { status: 400, body: { code: '10005' } }, { code: 'request_rejected', vendorCode: '10005' }],
    ['HTTP 403', { status: 403 }, { code: 'forbidden' }],
    ['HTTP 418', { status: 418 }, { code: 'request_rejected' }],
    ['a token in an error', { status: 401, body: { token: 'T1' } }, { code: 'credentials_rejected' }],
    ['HTTP 503', { status: 503 }, { code: 'outcome_unknown', status: 503 }],
    ['no token', { status: 200, body: {} }, { code: 'outcome_unknown', status: 200 }],
    ['a token that is none', { status: 200, body: { token: 'a\nb' } }, { code: 'outcome_unknown' }],
    ['3300001', { status: 429, body: { code: 3300001 } }, { code: 'provider_unavailable', retryable: true }],
    [
      'HTTP 429',
      { status: 429, headers: { 'retry-after': '90' } },
      { code: 'provider_unavailable', retryAfterMs: 90 * second },
    ],
  ])('that is answered with %s is not repeated, and its error says what it is', async (_, reply, error) => {
    const { server, call } = await partner();
    server.instead = () => reply;
    expect(await rejection(call())).toMatchObject({ provider: 'finicity', ...error });
    expect(server.logins).toHaveLength(1);
  });

  test('without an answer is not repeated while the secret is unproven: it may have failed', async () => {
    const { server, call, clock } = await partner({ requestTimeoutMs: 2_000 });
    server.instead = () => 'silence';
    expect(await rejection(call())).toMatchObject({ code: 'outcome_unknown' });
    clock.advance(14 * minute);
    expect(await rejection(call())).toMatchObject({ code: 'outcome_unknown' });
    expect(server.logins).toHaveLength(1);
    server.instead = () => undefined;
    clock.advance(minute);
    expect(await call()).toMatchObject({ username: 'rivera' });
  });

  test.each<Reply>(['lost', { status: 503 }])('with a proven secret outlives trouble: %j', async (reply) => {
    const { server, call, clock } = await partner();
    await call();
    clock.advance(120 * minute);
    server.instead = ({ method }) => (method === 'POST' ? reply : undefined);
    expect(await rejection(call())).toMatchObject({ code: 'outcome_unknown' });
    server.instead = () => undefined;
    clock.advance(minute);
    expect(await call()).toMatchObject({ username: 'rivera' });
    expect(server.logins).toHaveLength(3);
  });

  test('by a fetch that never ends does not hold back those after it', async () => {
    let sent = 0;
    let end: (answer: Response) => void = () => undefined;
    const never = new Promise<Response>((resolve) => {
      end = resolve;
    });
    const { auth, call, clock } = await partner({
      fetch(url, init) {
        sent += 1;
        return sent > 1 ? fetch(url, init) : never;
      },
    });
    const stuck = rejection(auth.getToken());
    await until(() => sent === 1);
    clock.advance(minute);
    expect(await outcomes([call()])).toEqual(new Map([['outcome_unknown', 1]]));
    expect(await stuck).toMatchObject({ code: 'outcome_unknown' });
    clock.advance(15 * minute);
    expect(await call()).toMatchObject({ username: 'rivera' });
    // What comes after all is not used, and the timer of the request ends.
    end(Response.json({ token: 'late' }));
    expect((await auth.getToken()).token).toBe('T1');
  });

  test('is not made with credentials that cannot be read, and these are asked for anew', async () => {
    let isDown = true;
    const { server, call, clock } = await partner({
      credentials: async () => {
        if (isDown) throw new Error(partnerSecret);
        return { partnerSecret, appKey };
      },
    });
    const error = await rejection(call());
    expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
    expect([JSON.stringify(error), server.logins.length]).toEqual([expect.not.stringContaining('r4vEn'), 0]);
    isDown = false;
    clock.advance(minute);
    expect(await call()).toMatchObject({ username: 'rivera' });
  });
});

describe('a store that several share', () => {
  test('gives the token of one to the others, with no login of their own', async () => {
    const store = memoryTokenStore();
    const { server, auth, another } = await partner({ store });
    const tokens = await Promise.all(
      [auth, another({ store }), another({ store })].map((one) => one.getToken()),
    );
    expect(tokens.map(({ token }) => token)).toEqual(['T1', 'T1', 'T1']);
    expect(server.logins).toHaveLength(1);
  });

  test('never gives a token to another partner, secret, App-Key, origin or key of the deployment', async () => {
    const keys: string[] = [];
    const memory = memoryTokenStore();
    const store = {
      ...memory,
      claim(key: string, generation: number) {
        keys.push(key);
        return memory.claim(key, generation);
      },
    };
    const one = await partner({ store });
    const two = await partner();
    const different = [
      {},
      { partnerId: '1' },
      { credentials: { partnerSecret: newSecret, appKey } },
      { credentials: { partnerSecret, appKey: 'another' } },
      { basePath: two.server.url },
      { fingerprintKey: 'of the deployment' },
    ];
    for (const options of different) await outcomes([one.another({ store, ...options }).getToken()]);
    expect(new Set(keys).size).toBe(different.length);
    expect(keys.join()).not.toMatch(/r4vEn|moss|app-key/);
    // The same in every process that has the App-Key, and of no use without it.
    const mac = createHmac('sha256', appKey)
      .update(JSON.stringify([partnerSecret, appKey]))
      .digest('hex');
    expect(JSON.parse(keys[0]!)).toEqual(['finicity', one.server.url, partnerId, mac.slice(0, 16)]);
  });
});
