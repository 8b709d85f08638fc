import type { SandboxOptions } from '../../core/provider.js';
import type { MailinaboxAccount, MailinaboxFixtures } from './fixtures.js';

export type { MailinaboxAccount } from './fixtures.js';

/** Who is there at the start, how long a ban lasts, and how long the daemon takes to start. */
export interface MailinaboxOptions extends SandboxOptions {
  /** Your own accounts, aliases and records of DNS. Its `accounts` replace those of the next option. */
  readonly fixtures?: MailinaboxFixtures | undefined;
  /** Default: the three of `MAILINABOX_TEST_ACCOUNTS`. */
  readonly accounts?: readonly MailinaboxAccount[] | undefined;
  /**
   * How long an address is kept out after 20 failures in 30 s. Default: 600 000, that of fail2ban. The tenth time within
   * a day it is a week.
   */
  readonly banMs?: number | undefined;
  /**
   * How long the daemon takes to come up after `restart`, `start` or a reboot; every call gets 502 meanwhile. Default:
   * 2 000. 0: it is up at once.
   */
  readonly startupMs?: number | undefined;
}

/** The accounts of a box that was given none. */
export const MAILINABOX_TEST_ACCOUNTS: Readonly<
  Record<'administrator' | 'administratorWithTotp' | 'member', MailinaboxAccount>
> = {
  administrator: { email: 'admin@example.com', password: 'sandbox-password' },
  /** The secret is that of RFC 6238, appendix B. */
  administratorWithTotp: {
    email: 'totp@example.com',
    password: 'sandbox-password',
    totpSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  },
  /** Can log in, and is refused by every operation. */
  member: { email: 'member@example.com', password: 'sandbox-password', isAdministrator: false },
};
