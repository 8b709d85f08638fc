/** What all providers have in common: the types of a provider, its clock and its bad manners. Needs no msw. */
export { platformClock } from './core/clock.js';
export { ConnectionRefused } from './core/errors.js';
export type {
  DescribedName,
  Provider,
  ProviderName,
  ReadonlyHeaders,
  SandboxAnswer,
  SandboxClock,
  SandboxOptions,
  SandboxRequest,
  Vocabulary,
} from './core/provider.js';
export type { ChaosOptions } from './faults/chaos.js';
export type {
  DeliveredAnswer,
  Delivery,
  Mannerly,
  MannerlyProvider,
  MannerQueue,
} from './faults/delivery.js';
export { MannerError } from './faults/parse.js';
export { type MannerOptions, mannerHeader, withManners } from './faults/with-faults.js';
