export type { PaymentReturn } from './commerce-connect/cashier.js';
export type { MerchantOptions } from './commerce-connect/merchant.js';
export { COMMERCE_CONNECT_TEST_MERCHANT, type CommerceConnectOptions } from './commerce-connect/options.js';
export { type CommerceConnectProvider, commerceConnectProvider } from './commerce-connect/provider.js';
export { platformClock } from './core/clock.js';
export { ConnectionRefused } from './core/connection-refused.js';
export type {
  Provider,
  ProviderName,
  ReadonlyHeaders,
  SandboxAnswer,
  SandboxClock,
  SandboxOptions,
  SandboxRequest,
} from './core/contract.js';
export { type SandboxFetch, sandboxFetch } from './core/fetch-adapter.js';
export {
  FINICITY_TEST_CREDENTIALS,
  type FinicityCredentials,
  type FinicityOptions,
  type UnauthorizedEnvelope,
} from './finicity/options.js';
export { finicityProvider } from './finicity/provider.js';
export type { Har } from './journal/har.js';
export { harOf } from './journal/har.js';
export type { CallMessages, CallSummary, Journal, JournalEntry, JournalMessage } from './journal/journal.js';
export { type MailinaboxAccount, type MailinaboxOptions, mailinaboxAccounts } from './mailinabox/options.js';
export { mailinaboxProvider } from './mailinabox/provider.js';
export { totpCode } from './mailinabox/totp.js';
export type { ChaosOptions } from './manners/chaos.js';
export type { DeliveredAnswer, Delivery, MannerlyProvider, MannerQueue } from './manners/delivery.js';
export { MannerError } from './manners/parse.js';
export { type MannerOptions, mannerHeader, withManners } from './manners/with-manners.js';
export {
  type Institution,
  PLO_TEST_INSTITUTION,
  type PloOptions,
  type SignatureOptions,
} from './plo/options.js';
export { ploProvider } from './plo/provider.js';
export { type ProvidersOptions, type SandboxProviders, sandboxProviders } from './providers.js';
export * from './server/index.js';
