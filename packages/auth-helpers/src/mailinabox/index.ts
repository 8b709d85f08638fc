export { AuthError, type AuthErrorCode, ConfigurationError } from '../errors.js';
export { type MailinaboxAuth, mailinaboxAuth, type WaitOptions } from './auth.js';
export type { MailinaboxHooks } from './hooks.js';
export type { MailinaboxAuthOptions, SecretSource } from './options.js';
