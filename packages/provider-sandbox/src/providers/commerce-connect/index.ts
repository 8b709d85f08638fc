/** What the package exports for this provider. It does not need msw: the provider's entry adds the handlers. */
export type { PaymentReturn } from './cashier.js';
export { codes as commerceConnectCodes } from './codes.js';
export type { CommerceConnectFixtures, CommerceConnectOrderFixture } from './fixtures.js';
export type { MerchantOptions } from './merchant.js';
export { COMMERCE_CONNECT_TEST_MERCHANT, type CommerceConnectOptions } from './options.js';
export { type CommerceConnectProvider, commerceConnectProvider } from './provider.js';
export type { CommerceConnectState, ShownOrder } from './state.js';
