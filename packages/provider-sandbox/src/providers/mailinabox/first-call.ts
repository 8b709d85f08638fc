import { curlCommand, type FirstCall } from '../../core/first-call.js';
import { MAILINABOX_TEST_ACCOUNTS, type MailinaboxAccount } from './options.js';

/** The list of users, for a box with the test accounts. */
export function mailinaboxFirstCall(
  accounts: readonly MailinaboxAccount[] | undefined,
  basePath: string,
): FirstCall | undefined {
  if (accounts !== undefined) return undefined;
  const { email, password } = MAILINABOX_TEST_ACCOUNTS.administrator;
  const authorization = `Basic ${btoa(`${email}:${password}`)}`;
  const command = curlCommand(`${basePath}/mail/users?format=json`, { Authorization: authorization });
  return { credentials: { email, password }, command };
}
