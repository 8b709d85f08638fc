import { AuthenticationApi, Configuration, CustomersApi, ResponseError } from '@acme/finicity-client';
import { describe, expect, test } from '@jest/globals';
import { memoryTokenStore } from '../../src/index.js';
import { fewAtATime, outcomes, rejection, until } from '../support.js';
import { minute } from '../token/support.js';
import { appKey, partner, partnerId, partnerSecret, tokenOf } from './support.js';

describe('a session', () => {
  test('is all that a client needs: each call carries App-Key and App-Token', async () => {
    const { server, call } = await partner();
    expect(await call()).toMatchObject({ username: 'rivera' });
    const keys = { 'finicity-app-key': appKey };
    expect(server.logins).toMatchObject([{ headers: keys }]);
    expect(server.logins.map(tokenOf)).toEqual([undefined]);
    expect(JSON.parse(server.logins[0]!.body)).toEqual({ partnerId, partnerSecret });
    expect(server.calls).toMatchObject([{ headers: { ...keys, 'finicity-app-token': 'T1' } }]);
  });

  test('of 1,000 calls that come at once, cold, is one login', async () => {
    const { server, configuration } = await partner();
    // A thousand connections at once meet limits of the platform that are not the subject here.
    const customers = new CustomersApi(
      configuration.with({ fetchApi: fewAtATime(fetch, 50), timeoutMs: 250_000 }),
    );
    const call = (): Promise<unknown> => customers.getCustomer({ customerId: '7004419250' });
    const results = await outcomes(Array.from({ length: 1_000 }, call));
    expect([results, server.logins.length]).toEqual([new Map([['ok', 1_000]]), 1]);
  });

  test('over a day with a call each minute is 16 or 17 logins, and no call with an expired token', async () => {
    const { server, call, clock, auth, events } = await partner();
    const made = () => events.filter(({ type }) => type === 'login').length;
    const issuedMs = new Map<string, number>();
    const agesMs: number[] = [];
    server.after = (request) => {
      const token = tokenOf(request);
      if (token === undefined) issuedMs.set(`T${server.logins.length}`, clock.nowMs());
      else agesMs.push(clock.nowMs() - issuedMs.get(token)!);
      return undefined;
    };
    let refreshAtMs = 0;
    for (let minutes = 0; minutes < 24 * 60; minutes += 1) {
      const known = made();
      const isDue = clock.nowMs() >= refreshAtMs;
      await call();
      if (isDue) {
        // A renewal behind the call takes less than the minute that follows.
        await until(() => made() > known);
        ({ refreshAtMs } = await auth.getToken());
      }
      clock.advance(minute);
    }
    expect([16, 17]).toContain(server.logins.length);
    expect(agesMs).toHaveLength(24 * 60);
    expect(Math.max(...agesMs)).toBeLessThan(120 * minute);
  });
});

describe('after an answer that the token is dead', () => {
  test('which 100 calls get late, when there is a new one, there is no further login', async () => {
    const { server, call, clock, auth } = await partner();
    await call();
    clock.advance(minute);
    server.killTokens();
    let answer: (reply: undefined) => void = () => undefined;
    const late = new Promise<undefined>((resolve) => {
      answer = resolve;
    });
    server.after = (request) => (tokenOf(request) === 'T1' ? late : undefined);
    const calls = Array.from({ length: 100 }, call);
    await until(() => server.calls.length === 101);
    expect((await auth.getToken({ forceRefresh: true })).token).toBe('T2');
    clock.advance(minute);
    answer(undefined);
    expect(await outcomes(calls)).toEqual(new Map([['ok', 100]]));
    expect(server.logins).toHaveLength(2);
  });

  test('and again for the new one, the answer is for the caller and there is no third try', async () => {
    const { server, call, clock } = await partner();
    await call();
    clock.advance(minute);
    server.instead = ({ method }) =>
      method === 'GET' ? { status: 401, body: { code: '10022' } } : undefined;
    const error = await rejection(call());
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ status: 401, body: { code: '10022' } });
    await rejection(call());
    expect([server.calls.map(tokenOf), server.logins.length]).toEqual([['T1', 'T1', 'T2', 'T2'], 2]);
  });

  test('the good answer to the second try is not read, nor copied', async () => {
    const { auth, server, clock } = await partner();
    const { token } = await auth.getToken();
    clock.advance(minute);
    const good = Response.json({ long: 'x' });
    let copies = 0;
    good.clone = () => {
      copies += 1;
      return Response.json({});
    };
    const response = Response.json({ code: 10023 }, { status: 401 });
    const init = { headers: { 'finicity-app-token': token } };
    const second = await auth.configuration.middleware[0].post({
      url: server.origin,
      init,
      response,
      fetch: async () => good,
    });
    expect([second === good, copies]).toEqual([true, 0]);
  });

  test.each([10001, 10021, 10024, 10026, 10027])(
    'code %d is another one: no login, no retry',
    async (code) => {
      const { server, call, clock } = await partner();
      await call();
      clock.advance(minute);
      server.instead = () => ({ status: 401, body: { code, message: 'no' } });
      expect(await rejection(call())).toMatchObject({ status: 401, body: { code } });
      expect([server.calls.length, server.logins.length]).toEqual([2, 1]);
    },
  );

  test('plain text is none: it is what a wrong App-Key is told with', async () => {
    const { server, call, auth } = await partner({ credentials: { partnerSecret, appKey: 'another' } });
    server.instead = ({ method }) =>
      method === 'GET' ? { status: 401, body: 'Invalid (Finicity-App-Key)' } : undefined;
    const { token } = await auth.getToken();
    expect(await rejection(call())).toMatchObject({ status: 401, body: 'Invalid (Finicity-App-Key)' });
    expect([token, server.logins.length]).toEqual(['T1', 1]);
  });
});

describe('forget()', () => {
  test('drops a token whatever its age, here and in the store, so that the next call logs in', async () => {
    const store = memoryTokenStore();
    const { auth, another, server } = await partner({ store });
    const { token } = await auth.getToken();
    // Too young for what a response says of it.
    expect(auth.invalidate(token)).toBe(false);
    await auth.forget();
    expect((await auth.getToken()).token).toBe('T2');
    expect((await another({ store }).getToken()).token).toBe('T2');
    expect(server.logins).toHaveLength(2);
  });
});

describe('the login that a client makes itself', () => {
  test('carries the App-Key and never a token, and its refusal causes no login', async () => {
    const { server, configuration } = await partner();
    const body = { partnerId, partnerSecret: 'wrong-secret-1' };
    expect(await rejection(new AuthenticationApi(configuration).createToken({ body }))).toMatchObject({
      status: 401,
      body: { code: '10001' },
    });
    expect(server.arrived).toMatchObject([{ headers: { 'finicity-app-key': appKey } }]);
    expect(server.arrived.map(tokenOf)).toEqual([undefined]);
  });
});

describe('App-Key and App-Token', () => {
  test('are sent to the origin of basePath alone; to another nothing is sent, nor is there a login', async () => {
    const one = await partner();
    const other = await partner();
    const astray = new Configuration({ ...one.auth.configuration, basePath: other.server.origin });
    for (const stray of [
      new CustomersApi(astray).getCustomer({ customerId: '1' }),
      new AuthenticationApi(astray).createToken({ body: { partnerId, partnerSecret } }),
    ]) {
      expect(await rejection(stray)).toMatchObject({ code: 'configuration_invalid' });
    }
    expect([one.server.arrived, other.server.arrived]).toEqual([[], []]);
  });

  test('do not follow a redirect', async () => {
    const { server, call } = await partner();
    const other = await partner();
    server.instead = ({ method }) =>
      method === 'GET' ? { status: 307, headers: { location: `${other.server.origin}/x` } } : undefined;
    await rejection(call());
    expect(other.server.arrived).toEqual([]);
  });

  test('turn redirects off also where a runtime follows them, with a token and without', async () => {
    const { auth, server } = await partner();
    for (const name of ['finicity-app-key', 'finicity-app-token']) {
      const init: RequestInit = { headers: { [name]: '[redacted]' }, redirect: 'follow' };
      const sent = await auth.configuration.middleware[0].pre({ url: `${server.origin}/x`, init });
      expect(sent?.init).toMatchObject({ redirect: 'manual' });
    }
  });

  test('are placeholders for a callback that cannot wait, never a promise', async () => {
    const { auth } = await partner();
    const names = ['Finicity-App-Key', 'Finicity-App-Token', 'Other'];
    expect(names.map(auth.configuration.apiKey)).toEqual(['[redacted]', '[redacted]', undefined]);
  });

  test.each<[string, (headers: Record<string, string>) => NonNullable<RequestInit['headers']>]>([
    ['an object', (headers) => headers],
    ['pairs', (headers) => Object.entries(headers)],
    ['Headers', (headers) => new Headers(headers)],
  ])('are one header each, also where a runtime has its headers as %s', async (_, make) => {
    const { auth, server } = await partner();
    const headers = make({
      'FINICITY-APP-KEY': '[redacted]',
      'Finicity-App-TOKEN': '[redacted]',
      'x-id': '7',
    });
    const sent = await auth.configuration.middleware[0].pre({ url: `${server.origin}/x`, init: { headers } });
    expect(sent?.init).toEqual({
      headers: { 'finicity-app-key': appKey, 'finicity-app-token': 'T1', 'x-id': '7' },
      redirect: 'manual',
    });
  });
});
