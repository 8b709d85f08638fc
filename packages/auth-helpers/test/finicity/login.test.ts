import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { AuthError, memoryTokenStore } from '../../src/index.js';
import type { Reply } from '../scripted-server.js';
import { outcomes, rejection, until } from '../support.js';
import { minute, second } from '../token/support.js';
import { appKey, newSecret, partner, partnerId, partnerSecret, tokenOf } from './support.js';

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

  test.each([500, 401, 403])('is what any call may be told, with HTTP %d', async (status) => {
    const { server, call } = await partner();
    await call();
    server.instead = () => ({ status, body: { Errors: { Error: [{ ReasonCode: '24302' }] } } });
    const error = await rejection(call());
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ code: 'account_locked', status, vendorCode: '24302' });
    expect(server.calls).toHaveLength(2);
  });

  test('is what the second try after a dead token may be told', async () => {
    const { server, call, clock } = await partner();
    await call();
    clock.advance(minute);
    server.killTokens();
    server.instead = (request) =>
      tokenOf(request) === 'T2' ? { status: 500, body: { code: '24302' } } : undefined;
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
    [
      'HTTP 503 with a time',
      { status: 503, headers: { 'retry-after': '90' } },
      { code: 'outcome_unknown', retryable: false, retryAfterMs: 90 * second },
    ],
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
      { basePath: two.server.origin },
      { fingerprintKey: 'of the deployment' },
    ];
    for (const options of different) await outcomes([one.another({ store, ...options }).getToken()]);
    expect(new Set(keys).size).toBe(different.length);
    expect(keys.join()).not.toMatch(/r4vEn|moss|app-key/);
    // The same in every process that has the App-Key, and of no use without it.
    const mac = createHmac('sha256', appKey)
      .update(JSON.stringify([partnerSecret, appKey]))
      .digest('hex');
    expect(JSON.parse(keys[0]!)).toEqual(['finicity', one.server.origin, partnerId, mac.slice(0, 16)]);
  });
});
