import {
  addMailUser,
  Configuration,
  getDnsZones,
  getMailUsers,
  getSystemVersion,
  ResponseError,
  withRetry,
} from '@acme/mailinabox-client';
import { AuthError, memoryTokenStore } from '../../src/index.js';
import { rejection } from '../support.js';
import { hour, minute, second } from '../token/support.js';
import { type Box, html, password, startBox } from './server.js';
import { clientOf, times, until } from './support.js';

let box: Box;
beforeEach(async () => {
  box = await startBox();
});
afterEach(() => box.close());

function refusedCalls(): number {
  return box.calls().filter(({ status }) => status === 401 || status === 403).length;
}

describe('when the daemon has restarted', () => {
  test('with 50 calls in flight: one login, 3 calls with the dead key, no ban, and all 50 succeed', async () => {
    const { configuration } = clientOf(box);
    await getSystemVersion(configuration);
    box.clock.advance(minute);
    const free = box.occupy();
    const calls = times(50, () => getSystemVersion(configuration));
    await until(() => box.waiting === 3);
    box.restart();
    free();
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['v75\n']));
    expect([box.logins().length, refusedCalls(), box.failures.length, box.isBanned]).toEqual([
      2,
      3,
      3,
      false,
    ]);
  });

  test('right after a call that was answered: the same, as no call proves the key for the next', async () => {
    const { configuration } = clientOf(box);
    await Promise.all(times(20, () => getSystemVersion(configuration)));
    box.clock.advance(minute);
    await getSystemVersion(configuration);
    box.restart();
    await Promise.all(times(50, () => getSystemVersion(configuration)));
    expect([box.logins().length, box.failures.length]).toEqual([2, 3]);
  });

  test('and nginx says 502 meanwhile: a client that retries loses no call', async () => {
    const retrying = withRetry((url, init) => fetch(url, init), { baseDelayMs: 1, maxRetries: 9 });
    const { configuration } = clientOf(box, {}, { fetchApi: retrying });
    await getSystemVersion(configuration);
    box.clock.advance(minute);
    box.isDown = true;
    const calls = times(50, () => getSystemVersion(configuration));
    setTimeout(() => {
      box.restart();
      box.isDown = false;
    }, 5);
    await Promise.all(calls);
    expect(box.logins()).toHaveLength(2);
    expect(box.failures.length).toBeLessThanOrEqual(3);
  });

  test('again, within 10 s of the login: calls fail as retryable, and no more of them reach the box', async () => {
    const { auth, configuration } = clientOf(box);
    await getSystemVersion(configuration);
    box.clock.advance(4 * second);
    box.restart();
    const errors = await Promise.all(times(50, () => rejection(getSystemVersion(configuration))));
    const answered = errors.filter((error) => error instanceof ResponseError);
    const waiting = errors.filter((error) => error instanceof AuthError);
    expect([answered.length, waiting.length, box.failures.length]).toEqual([3, 47, 3]);
    expect(waiting[0]).toMatchObject({ code: 'token_expired', retryable: true, retryAfterMs: 6 * second });
    await expect(auth.getApiKey()).rejects.toMatchObject({ code: 'token_expired' });
    box.clock.advance(6 * second);
    expect(await getSystemVersion(configuration)).toBe('v75\n');
    expect([box.logins().length, box.failures.length]).toEqual([2, 3]);
  });

  test('over and over, so that each key is dead before its first call: still no ban', async () => {
    const { configuration } = clientOf(box);
    box.answer = (path) => {
      if (path !== '/login') box.restart();
      return undefined;
    };
    for (let passed = 0; passed < 60; passed += 1) {
      await Promise.allSettled(times(10, () => getSystemVersion(configuration)));
      box.clock.advance(second);
    }
    const within30s = box.failures.map((from) =>
      box.failures.filter((at) => at >= from && at <= from + 30 * second),
    );
    expect(Math.max(...within30s.map(({ length }) => length))).toBe(12);
    expect(box.isBanned).toBe(false);
  });

  test('and the second try gets no answer: it makes room for others', async () => {
    let isCut = false;
    const fetchApi = (url: string, init: RequestInit): Promise<Response> => {
      const isSecondTry = box.logins().length === 2;
      return isCut && isSecondTry ? Promise.reject(new TypeError('fetch failed')) : fetch(url, init);
    };
    const { configuration } = clientOf(box, {}, { fetchApi });
    await getSystemVersion(configuration);
    box.clock.advance(minute);
    box.restart();
    isCut = true;
    await Promise.all(times(9, () => rejection(getSystemVersion(configuration))));
    isCut = false;
    expect(await getSystemVersion(configuration)).toBe('v75\n');
  });

  test('a call with a body is sent again, with the same body', async () => {
    const { configuration } = clientOf(box);
    await getSystemVersion(configuration);
    box.clock.advance(minute);
    box.restart();
    await addMailUser(configuration, { body: { email: 'a@example.com', password: 'x', privileges: '' } });
    const [, first, second] = box.calls();
    expect([first?.status, second?.status, second?.body]).toEqual([401, 200, first?.body]);
    expect(second?.body).toContain('email=a%40example.com');
  });

  test('a call with a body that can be read only once gets the 401, and the next one a new key', async () => {
    const { configuration } = clientOf(box);
    await getSystemVersion(configuration);
    box.clock.advance(minute);
    box.restart();
    const body = new Blob(['email=a']).stream();
    const call = addMailUser(configuration, { body: {} as never }, { body });
    expect(await rejection(call)).toMatchObject({ status: 401 });
    expect(await getSystemVersion(configuration)).toBe('v75\n');
  });
});

describe('a session', () => {
  test('lasts as long as it is used, without another login', async () => {
    const { configuration } = clientOf(box);
    for (let days = 0; days < 30; days += 1) {
      await getSystemVersion(configuration);
      box.clock.advance(24 * hour);
    }
    expect(box.logins()).toHaveLength(1);
  });

  test('that was not used for two days is replaced at its next use', async () => {
    const { configuration } = clientOf(box);
    await getSystemVersion(configuration);
    box.clock.advance(49 * hour);
    expect(await getSystemVersion(configuration)).toBe('v75\n');
    expect([box.logins().length, box.failures.length]).toEqual([2, 1]);
  });

  test('which 64 other logins have pushed out is replaced', async () => {
    const { configuration } = clientOf(box);
    await getSystemVersion(configuration);
    box.clock.advance(minute);
    for (const { auth } of times(64, () => clientOf(box))) await auth.getApiKey();
    expect(box.sessions.size).toBe(64);
    await getSystemVersion(configuration);
    expect(box.logins()).toHaveLength(66);
  });

  test('that has ended is known by a 403 as well, where the call says that it is an XMLHttpRequest', async () => {
    const { configuration } = clientOf(box);
    for (const accept of ['application/json', '*/*']) {
      await getSystemVersion(configuration);
      box.clock.advance(minute);
      box.restart();
      const headers = { 'X-Requested-With': 'XMLHttpRequest', accept };
      expect(await getDnsZones(configuration, {}, { headers })).toEqual([]);
    }
    expect(box.calls().map(({ status }) => status)).toEqual([200, 403, 200, 200, 403, 200]);
  });
});

describe('an answer that proves nothing', () => {
  test.each([
    ['the page of nginx when the daemon is down', html(502, 'Bad Gateway')],
    ['no such path', html(404, 'Not Found')],
    ['the wrong method', html(405, 'Method Not Allowed')],
    ['a refusal of the web server', html(403, 'Forbidden')],
    ['that of a proxy', html(401, 'Proxy')],
    ['JSON of somebody else', { status: 401, type: 'application/json', body: '{"reason":"no"}' } as const],
    ['an empty reason', { ...html(401, ''), headers: { 'x-reason': '' } }],
  ])('%s: the key is kept', async (_, reply) => {
    const { configuration } = clientOf(box);
    await getSystemVersion(configuration);
    box.clock.advance(minute);
    box.answer = () => reply;
    const errors = await Promise.all(times(9, () => rejection(getSystemVersion(configuration))));
    expect(errors[8]).toMatchObject({ name: 'ResponseError', status: reply.status });
    box.answer = () => undefined;
    await getSystemVersion(configuration);
    expect(box.logins()).toHaveLength(1);
  });

  test('no answer: the calls fail one by one, and the key is kept', async () => {
    const { configuration } = clientOf(box);
    await getSystemVersion(configuration);
    box.isBanned = true;
    const errors = await Promise.all(times(9, () => rejection(getSystemVersion(configuration))));
    expect(errors.map((error) => (error as Error).name)).toEqual(times(9, () => 'FetchError'));
    box.isBanned = false;
    await getSystemVersion(configuration);
    expect(box.logins()).toHaveLength(1);
  });

  test('a daemon that is down at the first call: provider_unavailable, and one login in 10 s', async () => {
    box.isDown = true;
    const { configuration } = clientOf(box);
    const errors = await Promise.all(times(50, () => rejection(getSystemVersion(configuration))));
    expect(errors[49]).toMatchObject({ code: 'provider_unavailable', status: 502, retryable: true });
    box.isDown = false;
    await rejection(getSystemVersion(configuration));
    box.clock.advance(11 * second);
    expect(await getSystemVersion(configuration)).toBe('v75\n');
    expect(box.logins()).toHaveLength(1);
  });
});

describe('an account that is no administrator', () => {
  test.each([
    [401, {}],
    [401, { accept: '*/*' }],
    [403, { 'X-Requested-With': 'XMLHttpRequest' }],
    [403, { 'X-Requested-With': 'XMLHttpRequest', accept: '*/*' }],
  ])('is told so, by HTTP %d, and never logged in again: %j', async (status, headers) => {
    box.account.isAdministrator = false;
    const { configuration } = clientOf(box);
    for (const _ of times(5, () => 0)) {
      const error = await rejection(getDnsZones(configuration, {}, { headers }));
      expect(error).toBeInstanceOf(AuthError);
      expect(error).toMatchObject({ code: 'forbidden', status, provider: 'mailinabox', retryable: false });
      box.clock.advance(minute);
    }
    expect([box.logins().length, box.failures.length]).toEqual([1, 0]);
  });

  test('can use its key once it is made one', async () => {
    box.account.isAdministrator = false;
    const { configuration } = clientOf(box);
    await rejection(getDnsZones(configuration));
    box.account.isAdministrator = true;
    expect(await getMailUsers(configuration, { format: 'json' })).toEqual([]);
    expect(box.logins()).toHaveLength(1);
  });

  test('any more: said of the second try as well', async () => {
    const { configuration } = clientOf(box);
    await getDnsZones(configuration);
    box.clock.advance(minute);
    box.restart();
    box.account.isAdministrator = false;
    await expect(getDnsZones(configuration)).rejects.toMatchObject({ code: 'forbidden' });
    expect(box.logins()).toHaveLength(2);
  });
});

describe('logout', () => {
  test('ends the session at the box, and the next call logs in again, however young the session was', async () => {
    const { auth, configuration } = clientOf(box);
    await getSystemVersion(configuration);
    const key = await auth.getApiKey();
    await auth.logout();
    expect(box.sessions.size).toBe(0);
    expect(box.seen.at(-1)).toMatchObject({ path: '/logout', secret: key, status: 200 });
    expect(await getSystemVersion(configuration)).toBe('v75\n');
    expect([box.logins().length, box.failures.length]).toEqual([2, 0]);
  });

  test('does not log in to log out, and twice is once', async () => {
    const { auth } = clientOf(box);
    await auth.logout();
    expect(box.seen).toEqual([]);
    await auth.getApiKey();
    await Promise.all([auth.logout(), auth.logout()]);
    await auth.logout();
    expect(box.seen.map(({ path }) => path)).toEqual(['/login', '/logout']);
  });

  test('lets calls that wait go on with a new session', async () => {
    const { auth, configuration } = clientOf(box);
    await getSystemVersion(configuration);
    const free = box.occupy();
    const calls = times(10, () => getSystemVersion(configuration));
    await until(() => box.waiting === 3);
    const gone = auth.logout();
    free();
    await Promise.all([gone, ...calls]);
    expect([box.logins().length, box.failures.length]).toEqual([2, 0]);
  });

  test('of a session that is dead asks the box for nothing, and makes no room for another login', async () => {
    const { auth, configuration } = clientOf(box);
    await getSystemVersion(configuration);
    box.restart();
    await rejection(getSystemVersion(configuration));
    await auth.logout();
    await expect(getSystemVersion(configuration)).rejects.toMatchObject({ code: 'token_expired' });
    expect(box.seen.map(({ path }) => path)).toEqual(['/login', '/system/version', '/system/version']);
  });

  test('that gets no answer fails, and the key is given up here', async () => {
    const { auth, configuration } = clientOf(box);
    await getSystemVersion(configuration);
    box.isDown = true;
    await expect(auth.logout()).rejects.toMatchObject({ code: 'provider_unavailable', status: 502 });
    box.isDown = false;
    await getSystemVersion(configuration);
    expect(box.logins()).toHaveLength(2);
  });

  test('can be aborted', async () => {
    const { auth } = clientOf(box);
    await auth.getApiKey();
    const free = box.occupy();
    const gone = auth.logout({ signal: AbortSignal.timeout(20) });
    await expect(gone).rejects.toMatchObject({ code: 'outcome_unknown' });
    free();
  });
});

describe('two processes with one store', () => {
  const shared = () => ({
    store: memoryTokenStore({ clock: box.clock }),
    fingerprintKey: 'of this deployment',
  });

  test('that have the same one-time code: the second reads the api_key, and does not log in', async () => {
    box.account.codes = ['123456'];
    const options = { ...shared(), totp: () => '123456' };
    const [first, second] = [clientOf(box, options), clientOf(box, options)];
    await Promise.all([getSystemVersion(first.configuration), getSystemVersion(second.configuration)]);
    expect(await first.auth.getApiKey()).toBe(await second.auth.getApiKey());
    expect([box.logins().length, box.failures.length]).toEqual([1, 0]);
  });

  test('and without the store: the second is refused once, and does not try that code again', async () => {
    box.account.codes = ['123456'];
    const [first, second] = times(2, () => clientOf(box, { totp: () => '123456' }));
    await getSystemVersion(first!.configuration);
    for (const _ of times(9, () => 0)) {
      await expect(second!.auth.getApiKey()).rejects.toMatchObject({ code: 'mfa_required' });
      box.clock.advance(minute);
    }
    expect([box.logins().length, box.failures.length]).toEqual([2, 1]);
  });

  test('after a restart: one login for both', async () => {
    const options = shared();
    const both = [clientOf(box, options), clientOf(box, options)];
    for (const { configuration } of both) await getSystemVersion(configuration);
    box.clock.advance(minute);
    box.restart();
    await Promise.all(both.flatMap(({ configuration }) => times(9, () => getSystemVersion(configuration))));
    expect(box.logins()).toHaveLength(2);
    expect(box.failures.length).toBeLessThanOrEqual(6);
  });

  test('after the logout of one: it does not read back the key that it gave up', async () => {
    const options = shared();
    const [first, second] = [clientOf(box, options), clientOf(box, options)];
    await first.auth.getApiKey();
    await second.auth.getApiKey();
    box.clock.advance(minute);
    await first.auth.logout();
    await getSystemVersion(first.configuration);
    await getSystemVersion(second.configuration);
    expect(await first.auth.getApiKey()).toBe(await second.auth.getApiKey());
    expect(box.logins()).toHaveLength(2);
  });

  test.each([
    ['account', { email: 'other@example.com' }],
    ['password', { password: 'wrong' }],
    ['key of the fingerprint', { fingerprintKey: 'of another' }],
  ])('but another %s never share an api_key', async (_, other) => {
    const options = shared();
    const key = await clientOf(box, options).auth.getApiKey();
    const got = await clientOf(box, { ...options, ...other })
      .auth.getApiKey()
      .catch((error: AuthError) => error.code);
    expect(got).not.toBe(key);
    expect(box.logins()).toHaveLength(2);
  });

  test('but another box never share an api_key', async () => {
    const other = await startBox(box.clock);
    const options = shared();
    const one = clientOf(box, options);
    const two = clientOf(other, options);
    expect(await one.auth.getApiKey()).not.toBe(await two.auth.getApiKey());
    await getSystemVersion(two.configuration);
    expect(other.failures).toEqual([]);
    await other.close();
  });
});

describe('a caller who aborts', () => {
  test('while it waits for its turn, is not sent, and holds up nobody', async () => {
    const { configuration } = clientOf(box);
    await getSystemVersion(configuration);
    const free = box.occupy();
    const controller = new AbortController();
    const { signal } = controller;
    const first = times(3, () => getSystemVersion(configuration));
    await until(() => box.waiting === 3);
    const aborted = times(5, () => rejection(getSystemVersion(configuration, {}, { signal })));
    const last = getSystemVersion(configuration);
    controller.abort();
    for (const error of await Promise.all(aborted))
      expect(error).toMatchObject({ name: 'FetchError', code: 'aborted' });
    free();
    await Promise.all([...first, last]);
    expect(box.calls()).toHaveLength(5);
  });

  test('while it is answered, makes room for the next', async () => {
    const { configuration } = clientOf(box);
    await getSystemVersion(configuration);
    const free = box.occupy();
    const controller = new AbortController();
    const { signal } = controller;
    const aborted = times(3, () => rejection(getSystemVersion(configuration, {}, { signal })));
    await until(() => box.waiting === 3);
    const last = times(3, () => getSystemVersion(configuration));
    controller.abort();
    await Promise.all(aborted);
    await until(() => box.waiting === 6);
    free();
    await Promise.all(last);
  });

  test('while the login is under way, leaves it to the others', async () => {
    const { auth, configuration } = clientOf(box);
    const free = box.occupy();
    const controller = new AbortController();
    const aborted = rejection(auth.getApiKey({ signal: controller.signal }));
    const other = getSystemVersion(configuration);
    controller.abort();
    expect(await aborted).toMatchObject({ name: 'AbortError' });
    free();
    await other;
    expect(box.logins()).toHaveLength(1);
  });
});

describe('other hooks', () => {
  test('that fail before the call is sent hold up nobody for more than 30 s', async () => {
    const { auth, configuration } = clientOf(box);
    const pre = (): never => {
      throw new Error('not today');
    };
    const failing = new Configuration({ ...auth, middleware: [...auth.middleware, { pre }] });
    const errors = await Promise.all(times(3, () => rejection(getSystemVersion(failing))));
    expect(errors[2]).toMatchObject({ message: 'not today' });
    box.clock.advance(30 * second);
    expect(await getSystemVersion(configuration)).toBe('v75\n');
  });

  test('and a runtime that runs them for the retry as well: one retry', async () => {
    const { auth } = clientOf(box);
    const [{ pre, post }] = auth.middleware;
    const send = async (url: string, init: RequestInit): Promise<Response> => {
      const sent = (await pre({ url, init })) ?? { url, init };
      const response = await fetch(sent.url, sent.init);
      return (await post({ ...sent, response, fetch: send })) ?? response;
    };
    const authorization = `Basic ${btoa(`${auth.username}:${auth.password}`)}`;
    const call = () => send(`${box.basePath}/system/version`, { headers: { authorization } });
    await call();
    box.clock.advance(minute);
    box.restart();
    expect((await call()).status).toBe(200);
    box.clock.advance(minute);
    box.answer = (path) => {
      if (path !== '/login') box.restart();
      return undefined;
    };
    expect((await call()).status).toBe(401);
    expect(box.calls().map(({ status }) => status)).toEqual([200, 401, 200, 401, 401]);
  });
});

test('invalidate gives up a key that is 10 s old, and keeps a younger one', async () => {
  const { auth } = clientOf(box);
  const key = await auth.getApiKey();
  expect(auth.invalidate(key)).toBe(false);
  expect(await auth.getApiKey()).toBe(key);
  box.clock.advance(10 * second);
  expect(auth.invalidate(key)).toBe(true);
  expect(await auth.getApiKey()).not.toBe(key);
});

test.each([
  ['a password', { password: 'wrong' }],
  ['another user', { username: 'other@example.com', password: 'wrong' }],
])('a call with %s of your own is left alone', async (_, own) => {
  const { auth } = clientOf(box);
  const error = await rejection(getSystemVersion(new Configuration({ ...auth, ...own })));
  expect(error).toMatchObject({ name: 'ResponseError', status: 401 });
  expect(box.seen).toMatchObject([{ path: '/system/version', secret: 'wrong' }]);
});

test('the password goes to the login alone', async () => {
  const { auth, configuration } = clientOf(box);
  await getSystemVersion(configuration);
  box.clock.advance(minute);
  box.restart();
  await getSystemVersion(configuration);
  await auth.logout();
  const withPassword = box.seen.filter(({ secret }) => secret === password);
  expect(new Set(withPassword.map(({ path }) => path))).toEqual(new Set(['/login']));
});
