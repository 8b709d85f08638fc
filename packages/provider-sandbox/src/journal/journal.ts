import type { ProviderName } from '../core/provider.js';
import type { AppliedFault, Delivery } from '../faults/delivery.js';

/** A request or an answer, without secrets. */
export interface JournalMessage {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** As text, its beginning where it is long; `''` for none. */
  readonly body: string;
  /** Length of the whole body as it was sent, with its secrets, in UTF-8. */
  readonly bodyBytes: number;
  /** `true` where `body` is the beginning only. */
  readonly isBodyCut?: boolean | undefined;
  /** The text that was sent encrypted, its beginning where it is long, where there is one that can be decrypted. */
  readonly decrypted?: string | undefined;
}

/** What a list of calls shows of one. */
export interface CallSummary {
  /** 1 for the first call of the sandbox. */
  readonly id: number;
  /** By the sandbox's clock, in ms since 1970. */
  readonly timeMs: number;
  /** When the request was there, by the platform's clock, in ms since 1970. */
  readonly realTimeMs: number;
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
  /** What the faults do to the response on its way. */
  readonly delivery: Delivery | undefined;
  /** The faults that the response was given, by the header, the queue, the options or chaos, and what each did. */
  readonly faults: readonly AppliedFault[];
}

/** What was asked and answered, without secrets. */
export interface CallMessages {
  readonly request: JournalMessage & {
    readonly query: readonly (readonly [name: string, value: string])[];
  };
  readonly response: JournalMessage;
}

/** One call. */
export interface JournalEntry extends CallSummary, CallMessages {}

/** What a recording has of a call; `_sandbox` is in the place of the provider of a control call. */
export type RecordedEntry = ReturnType<RedactedCall<ProviderName | '_sandbox'>['summary']> & CallMessages;

/** The last calls of all providers. Secrets are taken out of a call when somebody asks for all of it. */
export interface Journal {
  /** Another one for each sandbox that is started: an `id` means something within its run. */
  readonly run: string;
  /** In short; the oldest first. */
  calls(): readonly CallSummary[];
  /** One call in full. @returns `undefined` when there was none of that `id`, or too long ago. */
  entry(id: number): Promise<JournalEntry | undefined>;
  /** All of {@link calls} in full; the oldest first. */
  entries(): Promise<readonly JournalEntry[]>;
  /**
   * Calls `listener` with each call from now on.
   *
   * @returns ends that.
   */
  subscribe(listener: (call: CallSummary) => void): () => void;
}

/** A call that has taken place, without its secrets, for the journal to read when somebody asks for it. */
export interface RedactedCall<Name extends string = ProviderName> {
  summary(): Omit<CallSummary, 'id' | 'provider'> & { readonly provider: Name };
  messages(): Promise<CallMessages>;
}

/** For who writes it. */
export interface WritableJournal extends Journal {
  /** @returns what the answer has to wait for: a recording that has fallen behind. `undefined`: nothing. */
  add(call: RedactedCall): Promise<void> | undefined;
}

export interface JournalOptions {
  /** How many calls it keeps: the last ones. Default: 1,000. */
  readonly atMost?: number | undefined;
  /** Gets every call. Default: nobody. */
  readonly recorder?: Pick<WritableJournal, 'add'> | undefined;
}

export function createJournal({ atMost = 1_000, recorder }: JournalOptions = {}): WritableJournal {
  const kept: RedactedCall[] = [];
  const listeners = new Set<(call: CallSummary) => void>();
  let count = 0;
  const firstId = (): number => count - kept.length + 1;
  const summaryOf = (call: RedactedCall, id: number): CallSummary => ({ id, ...call.summary() });
  const entryOf = async (call: RedactedCall, id: number): Promise<JournalEntry> => ({
    ...summaryOf(call, id),
    ...(await call.messages()),
  });
  return {
    run: crypto.randomUUID(),
    calls: () => kept.map((call, index) => summaryOf(call, firstId() + index)),
    async entry(id) {
      const call = kept[id - firstId()];
      return call === undefined ? undefined : entryOf(call, id);
    },
    entries: () => Promise.all(kept.map((call, index) => entryOf(call, firstId() + index))),
    add(call) {
      count += 1;
      kept.push(call);
      if (kept.length > atMost) kept.shift();
      if (listeners.size > 0) {
        const summary = summaryOf(call, count);
        for (const listener of listeners) tell(listener, summary);
      }
      return recorder?.add(call);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The call goes on whatever a listener throws: that is as uncaught as what an EventTarget's listener throws. */
function tell(listener: (call: CallSummary) => void, call: CallSummary): void {
  try {
    listener(call);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
