export { ConnectionRefused } from '../core/connection-refused.js';
export { mailinaboxHandlers } from '../handlers/mailinabox.js';
export { type HandlerOptions, providerHandlers } from '../handlers/provider-handlers.js';
export { type MailinaboxAccount, type MailinaboxOptions, mailinaboxAccounts } from './options.js';
export { mailinaboxProvider } from './provider.js';
export { totpCode } from './totp.js';
