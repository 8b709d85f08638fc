import { inspect } from 'node:util';
import { Configuration, getSystemVersion } from '@acme/mailinabox-client';
import { memoryTokenStore, type TokenEvent } from '../../src/index.js';
import { type MailinaboxAuthOptions, mailinaboxAuth } from '../../src/mailinabox/index.js';
import { rejection } from '../support.js';
import { minute } from '../token/support.js';
import { type Box, clientOf, email, html, startBox } from './support.js';

const password = 'planted-pass:word';
const code = '918273';

let box: Box;
beforeEach(async () => {
  box = await startBox();
  Object.assign(box.account, { password, codes: [code] });
});

/** All that a log or a crash could show of it. */
function shownBy(thing: unknown): string {
  const ways = [true, false].map((customInspect) =>
    inspect(thing, { depth: 9, showHidden: true, customInspect, getters: false, breakLength: Infinity }),
  );
  const stack = thing instanceof Error ? thing.stack : '';
  return [...ways, String(thing), JSON.stringify(thing), JSON.stringify({ ...Object(thing) }), stack].join(
    '\n',
  );
}

function leaks(things: readonly unknown[]): string[] {
  const basic = [password, ...box.sessions.keys()].map((secret) => btoa(`${email}:${secret}`));
  const secrets = [password, code, 'planted', ...box.sessions.keys(), ...basic];
  const shown = things.map(shownBy).join('\n');
  return secrets.filter((secret) => shown.includes(secret));
}

test('printing the helper, a configuration with it, its store or its events shows no secret', async () => {
  const events: TokenEvent[] = [];
  const store = memoryTokenStore();
  const onEvent = (event: TokenEvent): unknown => events.push(event);
  const options = { password, totp: () => code, onEvent, store, fingerprintKey: 'planted' };
  const { auth, configuration } = clientOf(box, options);
  await getSystemVersion(configuration);
  box.clock.advance(minute);
  box.restart();
  await rejection(getSystemVersion(configuration));
  expect(events.map(({ type }) => type)).toEqual(['login', 'token_invalidated', 'login_failed']);
  const given = auth.configuration;
  const shown = [auth, { ...auth }, given, { ...given }, given.middleware, configuration, store, events];
  expect(leaks(shown)).toEqual([]);
  expect([String(auth), JSON.stringify(auth), inspect(auth)]).toEqual([
    '[redacted]',
    '"[redacted]"',
    '[redacted]',
  ]);
});

const quoting = html(500, `${password} ${code}`);
test.each<[string, Partial<MailinaboxAuthOptions>, () => void]>([
  ['a wrong password', { password: 'planted-wrong' }, () => undefined],
  ['a wrong code', {}, () => Object.assign(box.account, { codes: ['111111'] })],
  ['a code that is none', { totp: () => 'planted' }, () => undefined],
  ['a password outside ASCII', { password: () => 'planted€' }, () => undefined],
  ['a function that fails', { password: () => Promise.reject(new Error(password)) }, () => undefined],
  ['a box that quotes what it was sent', {}, () => Object.assign(box, { instead: () => quoting })],
  [
    'a refusal that does',
    {},
    () => {
      const body = { status: 'invalid', reason: password };
      box.instead = () => ({ status: 200, body });
    },
  ],
  [
    'a key that cannot be sent',
    {},
    () => {
      const body = { status: 'ok', api_key: `planted\n${password}` };
      box.instead = () => ({ status: 200, body });
    },
  ],
  ['a box that does not answer', { requestTimeoutMs: 20 }, () => box.occupy()],
  ['a dropped connection', {}, () => Object.assign(box, { isBanned: true })],
])('the error of %s shows no secret', async (_, options, prepare) => {
  prepare();
  const { auth, configuration } = clientOf(box, { password, totp: () => code, ...options });
  const errors = [await rejection(auth.getToken()), await rejection(getSystemVersion(configuration))];
  expect(leaks(errors)).toEqual([]);
});

test('the error of a call, of another origin and of an option that is refused shows no secret', async () => {
  const { auth, configuration } = clientOf(box, { password, totp: () => code });
  await getSystemVersion(configuration);
  const elsewhere = new Configuration({
    ...auth.configuration,
    basePath: 'https://planted.example.com/admin',
  });
  const errors = [await rejection(getSystemVersion(elsewhere))];
  box.instead = ({ path }) => (path === '/login' ? undefined : html(401, 'no'));
  errors.push(await rejection(getSystemVersion(configuration)));
  box.isDown = true;
  errors.push(await rejection(auth.logout()));
  for (const wrong of [{ email: 'planted:' }, { password: 'planted€' }, { basePath: 'planted/' }]) {
    const make = async () =>
      mailinaboxAuth({ basePath: 'https://box.example.com/admin', email, password, ...wrong });
    errors.push(await rejection(make()));
  }
  expect(leaks(errors)).toEqual([]);
});

test('the check finds a secret', () => {
  expect(leaks([new Error(password), { a: { code } }])).toEqual([password, code, 'planted']);
});
