export { type ManualClock, manualClock } from './manual-clock.js';
export {
  type ConformanceCase,
  type ConformanceOptions,
  tokenStoreConformance,
} from './token-store-conformance.js';
