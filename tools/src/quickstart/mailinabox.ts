import { AuthError } from '@acme/auth-helpers';
import { mailinaboxAuth } from '@acme/auth-helpers/mailinabox';
import { Configuration, getMailUsers } from '@acme/mailinabox-client';
import { MAILINABOX_TEST_ACCOUNTS } from '@acme/provider-sandbox/mailinabox';
import { errorOf, expectThat } from './guide.js';
import type { Tour } from './tour.js';

const minuteMs = 60_000;

/** Logs in at a Mail-in-a-Box, restarts it under twenty calls, and tries a wrong password. */
export async function mailinabox({ guide, server, clock, state, act }: Tour): Promise<void> {
  const step = guide.chapter('Mail-in-a-Box: a session that a restart ends', import.meta.url);
  const { email, password } = MAILINABOX_TEST_ACCOUNTS.administrator;
  const place = { basePath: `${server.baseUrl('mailinabox')}/admin`, allowInsecureLoopback: true, clock };
  const auth = mailinaboxAuth({ email, password, ...place });
  const configuration = new Configuration({ ...auth });

  await step({
    headline: 'List the mail users: the helper logs in with the password',
    run: () => getMailUsers(configuration, { format: 'json' }),
    saw(domains) {
      const { logins } = state('mailinabox');
      expectThat(logins === 1, `There were ${logins} logins, and must be one.`);
      expectThat(typeof domains !== 'string', 'The list is no JSON.');
      return `${domains.flatMap(({ users }) => users).length} users. The password was sent once; calls carry a session key.`;
    },
  });
  await step({
    headline: 'The daemon restarts under twenty calls, and forgets all sessions',
    async run() {
      clock.advance(minuteMs);
      act('mailinabox', 'restart');
      return Promise.all(Array.from({ length: 20 }, () => getMailUsers(configuration, { format: 'json' })));
    },
    saw(answers) {
      const { logins, refusedCalls, bannedUntilMs } = state('mailinabox');
      expectThat(logins === 2, `There were ${logins} logins, and must be two.`);
      expectThat(bannedUntilMs === undefined, 'The box has banned this address.');
      return `${refusedCalls} calls met the dead key, one login followed, and all ${answers.length} went well. 20 refusals would be a ban.`;
    },
  });

  const wrong = new Configuration({ ...mailinaboxAuth({ email, password: 'not-the-password', ...place }) });
  await step({
    headline: 'A wrong password: the box answers 200, as if it were well',
    async run() {
      const first = await errorOf(getMailUsers(wrong, { format: 'json' }));
      clock.advance(minuteMs);
      return [first, await errorOf(getMailUsers(wrong, { format: 'json' }))];
    },
    saw(errors) {
      const areRefused = errors.every(
        (error) => error instanceof AuthError && error.code === 'credentials_rejected',
      );
      expectThat(areRefused, 'The error is another one than credentials_rejected.');
      const { refusedLogins } = state('mailinabox');
      expectThat(refusedLogins === 1, `The box refused ${refusedLogins} logins, and must refuse one.`);
      return 'Both calls threw AuthError credentials_rejected. The box saw 1 login: the second was not sent.';
    },
  });
}
