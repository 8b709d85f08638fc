import {
  addMailUser,
  Configuration,
  getDnsZones,
  getMailUsers,
  getSystemVersion,
} from '@acme/mailinabox-client';
import { type AuthError, memoryTokenStore } from '../../src/index.js';
import { rejection } from '../support.js';
import { minute, second } from '../token/support.js';
import { type Box, clientOf, html, password, startBox, times, until } from './support.js';

let box: Box;
beforeEach(async () => {
  box = await startBox();
});

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
    expect([box.logins().length, refusedCalls(), box.failures.length]).toEqual([2, 3, 3]);
  });

  test('over and over, so that each key is dead before its first call: still no ban', async () => {
    const { configuration } = clientOf(box);
    box.instead = ({ path }) => {
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
});

describe('an answer that proves nothing', () => {
  test.each([
    ['the page of nginx when the daemon is down', html(502, 'Bad Gateway')],
    ['no such path', html(404, 'Not Found')],
    ['the wrong method', html(405, 'Method Not Allowed')],
    ['a refusal of the web server', html(403, 'Forbidden')],
    ['that of a proxy', html(401, 'Proxy')],
    ['JSON of somebody else', { status: 401, body: { reason: 'no' } }],
    ['an empty reason', { ...html(401, ''), headers: { 'x-reason': '' } }],
  ])('%s: the key is kept', async (_, reply) => {
    const { configuration } = clientOf(box);
    await getSystemVersion(configuration);
    box.clock.advance(minute);
    box.instead = () => reply;
    const errors = await Promise.all(times(9, () => rejection(getSystemVersion(configuration))));
    expect(errors[8]).toMatchObject({ name: 'ResponseError', status: reply.status });
    box.instead = () => undefined;
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
});

describe('an account that is no administrator', () => {
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
});

describe('two processes with one store', () => {
  const shared = () => ({
    store: memoryTokenStore({ clock: box.clock }),
    fingerprintKey: 'of this deployment',
  });

  test.each([
    ['account', { email: 'other@example.com' }],
    ['password', { password: 'wrong' }],
    ['key of the fingerprint', { fingerprintKey: 'of another' }],
  ])('but another %s never share an api_key', async (_, other) => {
    const options = shared();
    const { token: key } = await clientOf(box, options).auth.getToken();
    const got = await clientOf(box, { ...options, ...other })
      .auth.getToken()
      .then(({ token }) => token)
      .catch((error: AuthError) => error.code);
    expect(got).not.toBe(key);
    expect(box.logins()).toHaveLength(2);
  });

  test('but another box never share an api_key', async () => {
    const other = await startBox(box.clock);
    const options = shared();
    const one = clientOf(box, options);
    const two = clientOf(other, options);
    expect((await one.auth.getToken()).token).not.toBe((await two.auth.getToken()).token);
    await getSystemVersion(two.configuration);
    expect(other.failures).toEqual([]);
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
    const aborted = rejection(auth.getToken({ signal: controller.signal }));
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
    const failing = new Configuration({
      ...auth.configuration,
      middleware: [...auth.configuration.middleware, { pre }],
    });
    const errors = await Promise.all(times(3, () => rejection(getSystemVersion(failing))));
    expect(errors[2]).toMatchObject({ message: 'not today' });
    box.clock.advance(30 * second);
    expect(await getSystemVersion(configuration)).toBe('v75\n');
  });

  test('and a runtime that runs them for the retry as well: one retry', async () => {
    const { auth } = clientOf(box);
    const [{ pre, post }] = auth.configuration.middleware;
    const send = async (url: string, init: RequestInit): Promise<Response> => {
      const sent = (await pre({ url, init })) ?? { url, init };
      const response = await fetch(sent.url, sent.init);
      return (await post({ ...sent, response, fetch: send })) ?? response;
    };
    const authorization = `Basic ${btoa(`${auth.configuration.username}:${auth.configuration.password}`)}`;
    const call = () => send(`${box.basePath}/system/version`, { headers: { authorization } });
    await call();
    box.clock.advance(minute);
    box.restart();
    expect((await call()).status).toBe(200);
    box.clock.advance(minute);
    box.instead = ({ path }) => {
      if (path !== '/login') box.restart();
      return undefined;
    };
    expect(await rejection(call())).toMatchObject({ code: 'token_expired', retryable: true });
    expect(box.calls().map(({ status }) => status)).toEqual([200, 401, 200, 401, 401]);
  });
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
