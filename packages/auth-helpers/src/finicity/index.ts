export { AuthError, type AuthErrorCode, ConfigurationError } from '../errors.js';
export type { AuthMiddleware } from '../token/auth-middleware.js';
export type { AccessToken } from '../token/held-token.js';
export type { GetTokenOptions } from '../token/token-provider.js';
export {
  type FinicityAuth,
  type FinicityAuthOptions,
  type FinicityConfiguration,
  finicityAuth,
} from './auth.js';
export type { FinicityCredentials, FinicityCredentialsSource } from './credentials.js';
export { validatePartnerSecret } from './partner-secret.js';
export type { ModifyPartnerSecretOptions } from './rotation.js';
export { type SignedWebhook, verifyWebhook, type Webhook } from './webhook.js';
