import { MAILINABOX_TEST_ACCOUNTS } from '../../../src/providers/mailinabox/options.js';
import { authenticatorCode } from '../../providers/mailinabox/authenticator.js';
import { sandboxVendor } from '../sandbox.js';
import type { StartMailinabox } from './client.js';

/** Mail-in-a-Box of the sandbox as a vendor of the rules. */
export const mailinaboxVendor: StartMailinabox = async ({ account = 'administrator' } = {}) => {
  const vendor = await sandboxVendor('mailinabox', { mailinabox: { startupMs: 0 } });
  const { email, password, totpSecret = '' } = MAILINABOX_TEST_ACCOUNTS[account];
  const { act, clock, count } = vendor;
  return {
    ...vendor,
    ...{ email, password },
    code: () => authenticatorCode(totpSecret, clock.nowMs()),
    async seen() {
      const { sessions, recentFailures, bannedUntilMs } = await vendor.state();
      const of = (path: string): number => count((call) => call.path === path);
      const [logins, logouts] = [of('/login'), of('/logout')];
      return {
        ...{ logins, logouts },
        calls: vendor.calls.length - logins - logouts,
        refusedCalls: count(({ status }) => status === 401 || status === 403),
        sessions: (sessions as unknown[]).length,
        failures: Number(recentFailures),
        isBanned: bannedUntilMs !== undefined,
      };
    },
    restart: () => act('restart'),
    stop: () => act('stop'),
    start: () => act('start'),
  };
};
