import type { OperationInfo } from '../operation-info.js';

/** Limits of one call, over those of the configuration. */
export interface CallLimits {
  /**
   * For each attempt, reading the body included; and for all that comes before the first, such as credential functions.
   * Default: 30 000. `Infinity` for none; then no timer is started.
   */
  timeoutMs?: number | undefined;
  /** For the whole call: credentials, attempts, and the waits between them. Default: none. */
  deadlineMs?: number | undefined;
}

/** What a configuration says of its calls. */
export interface CallSettings extends CallLimits {
  /** Largest body that is read as a whole. Default: 100 MiB. Downloads as streams have no limit. */
  maxResponseBytes?: number | undefined;
  /** Observes every call: `onEvent(listener)`; several: `observeAll(…)`. A `Configuration` adds `diagnostics()`. */
  observe?: Observe | undefined;
}

/** Tells an observer of a step of a call. */
export type Tell = (step: 'request' | 'attempt' | 'retry' | 'response' | 'error', about?: object) => void;

/** Begins to observe a call; `undefined` where nobody listens. It must not throw, and neither must what it returns. */
export type Observe = (operation: OperationInfo) => Tell | undefined;
