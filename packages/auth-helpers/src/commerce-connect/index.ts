export { AuthError, type AuthErrorCode, ConfigurationError, DecryptError } from '../errors.js';
export {
  type CommerceConnectAuth,
  type CommerceConnectAuthOptions,
  type CommerceConnectConfiguration,
  type CommerceConnectHooks,
  type CommerceConnectInquiryRequest,
  type CommerceConnectTokenRequest,
  commerceConnectAuth,
  type SignedPayment,
} from './auth.js';
export { MerchantKey, type MerchantKeyOptions } from './merchant-key.js';
export { decryptResult, encryptPayload } from './payload.js';
export { requestHmac, type SignedFields } from './request-hmac.js';
