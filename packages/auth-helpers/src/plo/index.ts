export { AuthError, type AuthErrorCode, ConfigurationError } from '../errors.js';
export type { AccessToken } from '../token/held-token.js';
export type { WaitOptions } from '../token/token-provider.js';
export {
  type PloAuth,
  type PloAuthOptions,
  type PloConfiguration,
  type PloSessionRequest,
  ploAuth,
} from './auth.js';
export { type AuthInfoKeyOptions, type AuthInfoOptions, createAuthInfo } from './auth-info.js';
export type { PloHooks } from './hooks.js';
export { type SignedFetch, type SignedFetchOptions, type SignRequest, signedFetch } from './signed-fetch.js';
