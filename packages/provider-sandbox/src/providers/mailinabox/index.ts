/** What the package exports for this provider. It does not need msw: the provider's entry adds the handlers. */
export type {
  MailinaboxAliasFixture,
  MailinaboxDnsRecordFixture,
  MailinaboxFixtures,
} from './fixtures.js';
export { MAILINABOX_TEST_ACCOUNTS, type MailinaboxAccount, type MailinaboxOptions } from './options.js';
export type { MailinaboxState } from './provider.js';
export { type MailinaboxProvider, mailinaboxProvider } from './provider.js';
export { totpCode } from './totp.js';
