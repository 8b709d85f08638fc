/** What the package gives of this provider. Needs no msw: its entry adds the handlers. */
export { MAILINABOX_TEST_ACCOUNTS, type MailinaboxAccount, type MailinaboxOptions } from './options.js';
export type { MailinaboxState } from './provider.js';
export { type MailinaboxProvider, mailinaboxProvider } from './provider.js';
export { totpCode } from './totp.js';
