// Mail-in-a-Box: a session that a restart ends
import assert from 'node:assert/strict';
import { mailinaboxAuth } from '@acme/auth-helpers/mailinabox';
import { manualClock } from '@acme/auth-helpers/testing';
import { Configuration, getMailUsers } from '@acme/mailinabox-client';
import { sandboxProviders, startSandbox } from '@acme/provider-sandbox';
import { MAILINABOX_TEST_ACCOUNTS } from '@acme/provider-sandbox/mailinabox';

const minuteMs = 60_000;
const clock = manualClock(Date.now());
// This clock stands still, and a daemon that takes its time to start would never be up.
const { providers, mailinabox } = sandboxProviders({ clock, mailinabox: { startupMs: 0 } });
const server = await startSandbox({ providers, clock, port: 0 });

const { email, password } = MAILINABOX_TEST_ACCOUNTS.administrator;
const place = { basePath: server.basePath('mailinabox'), allowInsecureLoopback: true, clock };
const auth = mailinaboxAuth({ email, password, ...place });
const configuration = new Configuration(auth.configuration);

// 1. List the mail users: the helper logs in with the password
const domains = await getMailUsers(configuration, { format: 'json' });
assert.ok(typeof domains !== 'string');
assert.equal(mailinabox.state().logins, 1);
const users = domains.flatMap((domain) => domain.users);
console.log(`${users.length} users. The password was sent once; calls carry a session key.`);

// 2. The daemon restarts under twenty calls, and forgets all sessions
clock.advance(minuteMs);
mailinabox.actions.restart();
await Promise.all(Array.from({ length: 20 }, () => getMailUsers(configuration, { format: 'json' })));
const { logins, refusedCalls, bannedUntilMs } = mailinabox.state();
assert.deepEqual({ logins, bannedUntilMs }, { logins: 2, bannedUntilMs: undefined });
console.log(`${refusedCalls} calls met the dead key, one login followed, and all 20 calls succeeded.`);

// 3. A wrong password: the box answers 200, as if all were well
const wrong = new Configuration(
  mailinaboxAuth({ email, password: 'not-the-password', ...place }).configuration,
);
const rejected = { name: 'AuthError', code: 'credentials_rejected' };
await assert.rejects(getMailUsers(wrong, { format: 'json' }), rejected);
clock.advance(minuteMs);
await assert.rejects(getMailUsers(wrong, { format: 'json' }), rejected);
assert.equal(mailinabox.state().refusedLogins, 1);
console.log('Both calls failed as credentials_rejected. The box saw 1 login: the second was not sent.');

await server.close();
