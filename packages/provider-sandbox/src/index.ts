export type {
  Provider,
  ProviderName,
  SandboxAnswer,
  SandboxClock,
  SandboxOptions,
  SandboxRequest,
} from './core/contract.js';
export type { Har } from './journal/har.js';
export { harOf } from './journal/har.js';
export type { CallSummary, Journal, JournalEntry } from './journal/journal.js';
export type { ChaosOptions } from './manners/chaos.js';
export type { DeliveredAnswer, Delivery, MannerlyProvider, MannerQueue } from './manners/delivery.js';
export { MannerError } from './manners/parse.js';
export { type MannerOptions, mannerHeader, withManners } from './manners/with-manners.js';
export { type ProvidersOptions, type SandboxProviders, sandboxProviders } from './providers.js';
export * from './server/index.js';
