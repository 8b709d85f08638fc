/** What all providers have in common: the types of a provider, its clock and its bad manners. Needs no msw. */
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
export type { ChaosOptions } from './manners/chaos.js';
export type {
  DeliveredAnswer,
  Delivery,
  Mannerly,
  MannerlyProvider,
  MannerQueue,
} from './manners/delivery.js';
export { MannerError } from './manners/parse.js';
export { type MannerOptions, mannerHeader, withManners } from './manners/with-manners.js';
export type { DescribedName, Vocabulary } from './spec/vocabulary.js';
