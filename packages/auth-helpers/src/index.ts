export {
  AuthError,
  type AuthErrorCode,
  type AuthErrorOptions,
  ConfigurationError,
  DecryptError,
} from './errors.js';
export {
  type AnsweredRequest,
  type AuthMiddleware,
  type AuthMiddlewareOptions,
  createAuthMiddleware,
} from './token/auth-middleware.js';
export type { Clock } from './token/clock.js';
export type { TokenEvent } from './token/events.js';
export type { AccessToken } from './token/held-token.js';
export type { LoginBudget, LoginOutcome, LoginVerdict, ReserveOptions } from './token/login-budget.js';
export { type MemoryTokenStoreOptions, memoryTokenStore } from './token/memory-token-store.js';
export type { Mint, MintContext, MintedToken } from './token/mint.js';
export type { TokenProviderOptions } from './token/options.js';
export type { StoredToken, TokenClaim, TokenLease, TokenRecord, TokenStore } from './token/store.js';
export {
  headerCarrier,
  type SentRequest,
  TOKEN_PLACEHOLDER,
  type TokenCarrier,
} from './token/token-carrier.js';
export {
  createTokenProvider,
  type GetTokenOptions,
  type TokenProvider,
  type WaitOptions,
} from './token/token-provider.js';
