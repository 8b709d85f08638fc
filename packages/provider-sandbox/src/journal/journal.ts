import type { ProviderName } from '../core/contract.js';
import type { Delivery } from '../manners/delivery.js';

/** A request or an answer, without secrets. */
export interface JournalMessage {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** As text, its beginning where it is long; `''` for none. */
  readonly body: string;
  /** Length of the whole body as it was sent, with its secrets, in UTF-8. */
  readonly bodyBytes: number;
}

/** What a list of calls shows of one. */
export interface CallSummary {
  /** 1 for the first call of the sandbox. */
  readonly id: number;
  /** By the sandbox's clock, in ms since 1970. */
  readonly timeMs: number;
  readonly provider: ProviderName;
  /** `undefined` where the description has no such operation. */
  readonly operationId: string | undefined;
  readonly method: string;
  /** Relative to the base URL of the provider, without query. */
  readonly path: string;
  /** The path of the operation, such as `/customers/{customerId}`. */
  readonly pathTemplate: string | undefined;
  readonly status: number;
  /** Until the answer was ready, by the platform's clock: pauses of `delivery` come after it. */
  readonly durationMs: number;
  /** What the manners do to the answer on its way. */
  readonly delivery: Delivery | undefined;
  /** Names of the manners that the answer was given: those of the header, the queue, the options or chaos. */
  readonly manners: readonly string[];
}

/** One call: what was asked and answered, without secrets. */
export interface JournalEntry extends CallSummary {
  readonly request: JournalMessage & {
    readonly query: readonly (readonly [name: string, value: string])[];
    /** The text that was sent encrypted, its beginning where it is long, where there is one that can be decrypted. */
    readonly decrypted?: string | undefined;
  };
  readonly response: JournalMessage;
}

/** The last calls of all providers. */
export interface Journal {
  /** Another one for each sandbox that is started: an `id` means something within its run. */
  readonly run: string;
  /** The oldest first. */
  entries(): readonly JournalEntry[];
  add(entry: Omit<JournalEntry, 'id'>): JournalEntry;
  /**
   * Calls `listener` with each call from now on.
   *
   * @returns ends that.
   */
  subscribe(listener: (entry: JournalEntry) => void): () => void;
}

/** @param atMost How many calls it keeps: the last ones. Default: 1,000. */
export function createJournal(atMost = 1_000): Journal {
  const kept: JournalEntry[] = [];
  const listeners = new Set<(entry: JournalEntry) => void>();
  let calls = 0;
  return {
    run: crypto.randomUUID(),
    entries: () => [...kept],
    add(entry) {
      calls += 1;
      const added = { id: calls, ...entry };
      kept.push(added);
      if (kept.length > atMost) kept.shift();
      for (const listener of listeners) listener(added);
      return added;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Without what was sent. */
export function summaryOf({ request: _, response: __, ...summary }: JournalEntry): CallSummary {
  return summary;
}
