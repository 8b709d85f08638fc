export { commerceConnectHandlers } from '../handlers/commerce-connect.js';
export { type HandlerOptions, providerHandlers } from '../handlers/provider-handlers.js';
export type { PaymentReturn } from './cashier.js';
export { codes as commerceConnectCodes } from './codes.js';
export type { MerchantOptions } from './merchant.js';
export { COMMERCE_CONNECT_TEST_MERCHANT, type CommerceConnectOptions } from './options.js';
export { type CommerceConnectProvider, commerceConnectProvider } from './provider.js';
