/** What all providers have in common: the types of a provider, its clock and its faults. It does not need msw. */
export { platformClock } from './core/clock.js';
export { ConnectionRefused } from './core/errors.js';
export type { FirstCall } from './core/first-call.js';
export { FixtureError, type FixtureProblem } from './core/fixtures.js';
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
  AppliedFault,
  DeliveredAnswer,
  Delivery,
  FaultQueue,
  FaultyProvider,
  PendingFaults,
  WithFaults,
} from './faults/delivery.js';
export { FaultError } from './faults/parse.js';
export { type FaultOptions, faultHeader, withFaults } from './faults/with-faults.js';
