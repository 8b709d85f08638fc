export { AuthError, type AuthErrorCode, ConfigurationError } from '../errors.js';
export { type AuthInfoOptions, createAuthInfo } from './auth-info.js';
