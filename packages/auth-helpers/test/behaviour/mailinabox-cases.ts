import {
  type MailinaboxAuth,
  type MailinaboxAuthOptions,
  mailinaboxAuth,
} from '../../src/mailinabox/index.js';
import { type ManualClock, manualClock } from '../../src/testing/index.js';
import { type BehaviourCase, cases } from './case.js';
import { counted, equal, must, outcome, settled } from './check.js';
import { type Fetch, send } from './client.js';
import { second } from './token-bench.js';

const email = 'admin@example.com';
const password = 'pass:word';

interface Box {
  readonly clock: ManualClock;
  readonly auth: MailinaboxAuth;
  /** What came, such as `login pass:word`, oldest first. */
  readonly seen: string[];
  /** The calls that are out at once, at most. */
  mostOut: number;
  /** The api_keys that are alive. */
  keys: Set<string>;
  isAdministrator: boolean;
  code: string | undefined;
  call(): Promise<Response>;
}

/** As much of a box as the cases need; a fake that does all of it is in test/mailinabox/server.ts. */
function startBox(options: Partial<MailinaboxAuthOptions> = {}): Box {
  const clock = manualClock();
  let issued = 0;
  let out = 0;
  const json = (status: number, body: object): Response => Response.json(body, { status });

  function login(secret: string, code: string | null): Response {
    if (secret !== password)
      return json(200, { status: 'invalid', reason: 'Incorrect username or password' });
    if (box.code !== undefined && code !== box.code) {
      const reason = code === null ? 'missing-totp-token' : 'invalid-totp-token';
      return json(200, { status: code === null ? reason : 'invalid', reason });
    }
    issued += 1;
    box.keys.add(`K${issued}`);
    return json(200, { status: 'ok', api_key: `K${issued}` });
  }

  async function call(secret: string): Promise<Response> {
    out += 1;
    box.mostOut = Math.max(box.mostOut, out);
    await settled();
    out -= 1;
    if (box.keys.has(secret) && box.isAdministrator) return json(200, {});
    const reason = box.keys.has(secret) ? 'You are not an administrator.' : 'Incorrect username or password';
    return json(403, { status: 'error', reason });
  }

  const fetch: Fetch = async (url, init) => {
    const headers = new Headers(init.headers);
    const path = new URL(url).pathname.replace('/admin/', '');
    const secret = atob((headers.get('authorization') ?? '').slice('Basic '.length)).slice(email.length + 1);
    box.seen.push(`${path} ${secret}`);
    if (path === 'login') return login(secret, headers.get('x-auth-token'));
    if (path !== 'logout') return call(secret);
    box.keys.delete(secret);
    return json(200, { status: 'ok' });
  };
  const auth = mailinaboxAuth({
    basePath: 'https://box.example.com/admin',
    email,
    password,
    clock,
    fetch,
    ...options,
  });
  const authorization = `Basic ${btoa(`${auth.configuration.username}:${auth.configuration.password}`)}`;
  const box: Box = {
    ...{ clock, auth, seen: [], mostOut: 0, keys: new Set(), isAdministrator: true, code: undefined },
    call: () =>
      send(auth, fetch, `${auth.configuration.basePath}/mail/users`, { headers: { authorization } }),
  };
  return box;
}

const many = async ({ call }: Box, count: number): Promise<Record<string, number>> =>
  counted(await Promise.all(Array.from({ length: count }, () => outcome(call()))));

export const mailinaboxCases: readonly BehaviourCase[] = cases('Mail-in-a-Box', {
  '50 calls cause one login with the password, and go out with its api_key, three at a time': async () => {
    const box = startBox();
    equal(await many(box, 50), { ok: 50 });
    equal(counted(box.seen), { 'login pass:word': 1, 'mail/users K1': 50 });
    equal(box.mostOut, 3, 'at a time');
  },

  'after a restart of the daemon 50 calls cause one login, and five at most show the dead key': async () => {
    const box = startBox();
    await box.call();
    box.keys.clear();
    box.clock.advance(11 * second);
    box.seen.length = 0;
    equal(await many(box, 50), { ok: 50 });
    const { 'login pass:word': logins, 'mail/users K1': dead = 0 } = counted(box.seen);
    equal(logins, 1, 'logins');
    must(dead <= 5, `${dead} calls with the dead key`);
  },

  'a wrong password, which the box answers with 200, is sent once': async () => {
    const box = startBox({ password: 'wrong' });
    for (let hour = 0; hour < 24; hour += 1) {
      equal(await many(box, 5), { credentials_rejected: 5 });
      box.clock.advance(3_600 * second);
    }
    equal(box.seen, ['login wrong']);
  },

  'a one-time code is asked for before each login, and that it is missing is told': async () => {
    const without = startBox();
    without.code = '123456';
    equal(await many(without, 3), { mfa_required: 3 });
    const box = startBox({ totp: () => `${box.code}` });
    box.code = '123456';
    equal(await many(box, 3), { ok: 3 });
  },

  'an account that is no administrator causes no further login': async () => {
    const box = startBox();
    box.isAdministrator = false;
    equal(await many(box, 5), { forbidden: 5 });
    equal(counted(box.seen)['login pass:word'], 1, 'logins');
  },

  'a password that the daemon cannot read is refused before it is sent': async () => {
    equal(await outcome((async () => startBox({ password: 'pässword' }))()), 'configuration_invalid');
    const box = startBox({ password: () => 'pässword' });
    equal(await many(box, 1), { configuration_invalid: 1 });
    equal(box.seen.length, 0, 'requests');
  },

  'a logout ends the key, and the next call logs in again': async () => {
    const box = startBox();
    await box.call();
    await box.auth.logout();
    equal(box.keys.size, 0, 'keys alive');
    await box.auth.logout();
    await box.call();
    equal(box.seen, [
      ...['login pass:word', 'mail/users K1', 'logout K1'],
      ...['login pass:word', 'mail/users K2'],
    ]);
  },
});
