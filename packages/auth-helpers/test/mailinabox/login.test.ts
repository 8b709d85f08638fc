import { Configuration, getDnsZones, getSystemVersion, login } from '@acme/mailinabox-client';
import { outOfTime } from '../../../../tools/jest/out-of-time.js';
import { memoryTokenStore } from '../../src/index.js';
import {
  type AuthError,
  ConfigurationError,
  type MailinaboxAuthOptions,
  mailinaboxAuth,
} from '../../src/mailinabox/index.js';
import { rejection } from '../support.js';
import { minute, second } from '../token/support.js';
import { type Box, clientOf, email, html, password, startBox, times, until } from './support.js';

let box: Box;
beforeEach(async () => {
  box = await startBox();
});

describe('the login', () => {
  test('is made once for 100 callers, and its key goes with all calls instead of the password', async () => {
    const { configuration } = clientOf(box);
    await Promise.all(times(100, () => getSystemVersion(configuration)));
    const [key] = box.sessions.keys();
    expect(box.logins()).toMatchObject([{ user: email, secret: password, code: undefined }]);
    expect(new Set(box.calls().map(({ secret }) => secret))).toEqual(new Set([key]));
    expect(box.failures).toEqual([]);
  });

  test('carries a one-time code, and no other call does', async () => {
    box.account.codes = ['123456'];
    const { configuration } = clientOf(box, { totp: async () => '123456' });
    expect(await getDnsZones(configuration)).toEqual([]);
    expect(box.seen.map(({ path, code }) => [path, code])).toEqual([
      ['/login', '123456'],
      ['/dns/zones', undefined],
    ]);
  });

  test('that is not answered is repeated a minute later: those that wait for the worker may all fail in the end', async () => {
    const free = box.occupy();
    const { auth } = clientOf(box, { requestTimeoutMs: minute });
    const held = { code: 'provider_unavailable', retryable: true };
    const error = await outOfTime(
      minute,
      () => box.waiting === 1,
      () => rejection(auth.getToken()),
    );
    expect(error).toMatchObject({ ...held, retryAfterMs: 60 * second });
    box.clock.advance(50 * second);
    await expect(auth.getToken()).rejects.toMatchObject({ ...held, retryAfterMs: 10 * second });
    free();
    box.clock.advance(11 * second);
    expect((await auth.getToken()).token).toBe([...box.sessions.keys()].at(-1));
    expect(box.logins()).toHaveLength(2);
  });

  test('whose codes are too old when a busy box comes to them, gets nobody banned', async () => {
    box.account.codes = ['123456'];
    const free = box.occupy();
    const totp = () => `${200_000 + box.clock.nowMs() / second}`.slice(-6);
    const { auth } = clientOf(box, { requestTimeoutMs: 10, totp });
    for (let passed = 0; passed < 630; passed += 5) {
      const before = box.waiting;
      await outOfTime(
        10,
        () => box.waiting > before,
        () => rejection(auth.getToken()),
      );
      box.clock.advance(5 * second);
    }
    free();
    await until(() => box.waiting === 0);
    expect(box.failures).toHaveLength(11);
  });
});

describe('a login that is refused with HTTP 200', () => {
  test('may be tried again after reset, with the same password', async () => {
    box.account.password = 'changed-by-somebody';
    const { auth } = clientOf(box);
    await rejection(auth.getToken());
    box.account.password = password;
    await auth.reset();
    expect((await auth.getToken()).token).toMatch(/^\w{64}$/);
  });

  test.each([
    ['ok without a key', () => json({ status: 'ok' })],
    ['ok with a key that is none', () => json({ status: 'ok', api_key: 'a\nb' })],
    ['a status nobody knows', () => json({ status: 'constructor' })],
    ['a page', () => html(200, 'hello')],
    ['no such path', () => html(404, 'Not Found')],
    ['the wrong method', () => html(405, 'Method Not Allowed')],
    ['a refusal of somebody else', () => html(401, 'proxy')],
  ])('and %s, are errors, never a key', async (_, answer) => {
    box.instead = answer;
    const error = await rejection(clientOf(box).auth.getToken());
    expect(error).toMatchObject({ code: 'provider_unavailable', retryable: false });
    expect(box.seen).toHaveLength(1);
  });
});

test('a login that the box, or what is in front of it, answers with a time to wait is not sent again before it', async () => {
  const { auth } = clientOf(box);
  box.instead = () => ({ status: 503, headers: { 'retry-after': '120' } });
  await expect(auth.getToken()).rejects.toMatchObject({ retryAfterMs: 120 * second });
  box.instead = () => undefined;
  box.clock.advance(100 * second);
  await expect(auth.getToken()).rejects.toMatchObject({ retryAfterMs: 20 * second });
  box.clock.advance(20 * second);
  expect((await auth.getToken()).token).toMatch(/^\w{64}$/);
  expect(box.logins()).toHaveLength(2);
});

describe('a one-time code', () => {
  test.each([
    ['nginx answers', 502],
    ['there is no connection', undefined],
  ])('that did not reach the daemon is sent again: %s', async (_, status) => {
    box.account.codes = ['123456'];
    box.isDown = true;
    const gone = await startBox();
    await gone.close();
    const route = (url: string) => (box.isDown && status === undefined ? gone.basePath : url);
    const { auth } = clientOf(box, { totp: () => '123456', fetch: (url, init) => fetch(route(url), init) });
    const error = await rejection(auth.getToken());
    expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
    expect((error as AuthError).status).toBe(status);
    box.isDown = false;
    box.clock.advance(11 * second);
    expect((await auth.getToken()).token).toMatch(/^\w{64}$/);
  });

  test.each(['', '12345', '12345a', '123 456', undefined])(
    'that cannot be one is not sent: %j',
    async (code) => {
      const { auth } = clientOf(box, { totp: () => code as string });
      await expect(auth.getToken()).rejects.toBeInstanceOf(ConfigurationError);
      expect(box.seen).toEqual([]);
    },
  );

  test('that cannot be had is an error which can be tried again', async () => {
    const { auth } = clientOf(box, { totp: () => Promise.reject(new Error('no phone')) });
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'provider_unavailable', retryable: true });
    expect(box.seen).toEqual([]);
  });
});

describe('before anything is sent', () => {
  const plain = { basePath: 'https://box.example.com/admin', email, password };
  test.each([
    ['an e-mail address outside ASCII', { email: 'clé@example.com' }, /email must be ASCII/],
    ['a colon in it', { email: 'a:b@example.com' }, /no colon/],
    ['white space in it', { email: ' admin@example.com' }, /without white space/],
    ['none', { email: '' }, /not empty/],
    ['a password outside ASCII', { password: 'pa€€word' }, /password must be ASCII/],
    ['an empty one', { password: ' ' }, /not empty/],
    ['a base path that is a host name', { basePath: 'box.example.com' }, /basePath must be an https URL/],
    ['a base path with a user', { basePath: 'https://a@box.example.com/admin' }, /without user name/],
    ['a base path over http', { basePath: 'http://box.example.com/admin' }, /https/],
    ['one that is of no box', { basePath: 'https://box.example.com/mail' }, /end in \/admin/],
    ['one with a query', { basePath: 'https://box.example.com/?/admin' }, /end in \/admin/],
    ['no time', { requestTimeoutMs: 0 }, /requestTimeoutMs/],
    ['a store without a key of fingerprints', { store: {} as never }, /fingerprintKey/],
  ])('%s is refused with the reason', (_, options, reason) => {
    expect(() => mailinaboxAuth({ ...plain, ...options })).toThrow(ConfigurationError);
    expect(() => mailinaboxAuth({ ...plain, ...options })).toThrow(reason);
  });

  test('a password outside ASCII that a function gives is refused as well', async () => {
    const { auth } = clientOf(box, { password: () => 'pa€€word' });
    const error = await rejection(auth.getToken());
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as Error).message).toMatch(/password must be ASCII/);
    expect(box.seen).toEqual([]);
  });

  test('the client gets the base path without slashes at its end, and a placeholder for a password', () => {
    const auth = mailinaboxAuth({ ...plain, basePath: `${plain.basePath}//` });
    const { middleware, ...parameters } = auth.configuration;
    expect(parameters).toEqual({
      basePath: 'https://box.example.com/admin',
      username: email,
      password: '[redacted]',
    });
    expect(middleware).toHaveLength(1);
  });

  test('nothing goes to another origin than that of the box, and there is no login for it', async () => {
    const other = await startBox();
    const { auth } = clientOf(box);
    const call = getSystemVersion(new Configuration({ ...auth.configuration, basePath: other.basePath }));
    await expect(call).rejects.toBeInstanceOf(ConfigurationError);
    expect([box.seen, other.seen]).toEqual([[], []]);
  });

  test('login and logout of the client are refused: they would use up a failure, or end the session of all', async () => {
    const { configuration } = clientOf(box);
    await expect(login(configuration)).rejects.toThrow(/logs in by itself/);
    expect(box.seen).toEqual([]);
  });
});

function json(value: object) {
  return { status: 200, body: value };
}

describe('helpers that are made anew for each call', () => {
  const made = (options: Partial<MailinaboxAuthOptions> = {}) => clientOf(box, options).auth;

  test('send each one-time code once between them, so that nobody gets banned', async () => {
    box.account.codes = ['123456'];
    const login = () => made({ totp: () => '123456' }).getToken();
    const ended = await Promise.allSettled(times(30, login));
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const { reason } of ended.filter((each) => each.status === 'rejected'))
      expect(reason).toMatchObject({
        code: 'mfa_required',
        retryable: true,
        retryAfterMs: expect.any(Number),
      });
    expect(box.logins()).toHaveLength(1);
    expect(box.failures).toEqual([]);
  });

  test('wait between them after a login that was not answered, also with a password that was good before', async () => {
    await made().getToken();
    box.instead = () => 'lost';
    await Promise.all(times(10, () => rejection(made().getToken())));
    for (const _ of times(50, String)) {
      await rejection(made().getToken());
      box.clock.advance(second);
    }
    expect(box.arrived).toHaveLength(2);
  });

  test('let three calls between them go out with one key, so that one which has died bans nobody', async () => {
    const store = memoryTokenStore({ clock: box.clock });
    const call = () =>
      getSystemVersion(clientOf(box, { store, fingerprintKey: 'of the deployment' }).configuration);
    await call();
    box.restart();
    await Promise.all(times(50, () => rejection(call())));
    expect(box.failures.length).toBeLessThanOrEqual(3);
  });

  test('take a key that a login brings, whatever became of one of that name', async () => {
    const session = { status: 'ok', api_key: 'of-a-double', email, privileges: [] };
    box.instead = ({ path }) => (path === '/login' ? { status: 200, body: session } : undefined);
    for (const _ of times(3, String)) {
      const auth = made();
      expect((await auth.getToken()).token).toBe('of-a-double');
      await auth.logout();
    }
  });
});
