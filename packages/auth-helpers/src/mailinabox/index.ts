export { AuthError, type AuthErrorCode, ConfigurationError } from '../errors.js';
export type { AccessToken } from '../token/held-token.js';
export type { WaitOptions } from '../token/token-provider.js';
export { type MailinaboxAuth, type MailinaboxConfiguration, mailinaboxAuth } from './auth.js';
export type { MailinaboxHooks } from './hooks.js';
export type { MailinaboxAuthOptions, SecretSource } from './options.js';
