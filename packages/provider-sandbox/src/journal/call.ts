import { delegateTo } from '../core/delegate.js';
import type { Provider, ProviderName, SandboxClock, SandboxRequest, Vocabulary } from '../core/provider.js';
import { headerList } from '../core/request.js';
import type { DeliveredAnswer, FaultyProvider } from '../faults/delivery.js';
import type { CallMessages, JournalMessage, RedactedCall, WritableJournal } from './journal.js';
import {
  keptCharacters,
  keptText,
  noVocabulary,
  redacted,
  shownHeaders,
  shownMethod,
  shownParameters,
  shownPath,
} from './redact.js';

/** A call as it was, with its secrets. */
export interface Call<Name extends string = ProviderName> {
  readonly provider: Pick<Provider, 'operationOf' | 'vocabulary' | 'decrypted' | 'decryptedAnswer'> & {
    readonly name: Name;
  };
  readonly request: SandboxRequest;
  readonly answer: DeliveredAnswer;
  /** By the sandbox's clock, in ms since 1970. */
  readonly timeMs: number;
  /** By the platform's clock, in ms since 1970. */
  readonly realTimeMs: number;
  readonly durationMs: number;
}

/**
 * A call without its secrets. It is read when somebody first asks for it, because redacting takes longer than answering.
 * Until then the whole call is in here, out of reach of everything else: whatever shows or writes out the journal, or an
 * error, cannot show it. A call with a body that would be cut is read at once, so that no body is kept in full.
 */
export function redactedCall<Name extends string>(call: Call<Name>): RedactedCall<Name> {
  let unread: Call<Name> | undefined = call;
  let summary: ReturnType<RedactedCall<Name>['summary']> | undefined;
  let messages: Promise<CallMessages> | undefined;

  function read(): Promise<CallMessages> {
    const whole = unread!;
    summary ??= summaryOf(whole);
    unread = undefined;
    return messagesOf(whole);
  }

  const readable: RedactedCall<Name> = {
    summary() {
      summary ??= summaryOf(unread!);
      return summary;
    },
    messages() {
      messages ??= read();
      return messages;
    },
  };
  const longest = Math.max(call.request.body.length, call.answer.body.length);
  // Whoever asks for it hears of a failure.
  if (longest > keptCharacters) readable.messages().catch(() => undefined);
  return readable;
}

function summaryOf<Name extends string>(call: Call<Name>): ReturnType<RedactedCall<Name>['summary']> {
  const { provider, request, answer, timeMs, realTimeMs, durationMs } = call;
  const { method, path } = request;
  const { status, delivery, faults = [] } = answer;
  const operation = provider.operationOf(method, path);
  return {
    ...{ timeMs, realTimeMs, provider: provider.name, operationId: operation?.operationId },
    ...{ method: shownMethod(method), path: shownPath(vocabularyOf(provider), path, operation?.path) },
    ...{ pathTemplate: operation?.path, status, durationMs, delivery, faults },
  };
}

function vocabularyOf(provider: Call<string>['provider']): Vocabulary {
  return provider.vocabulary?.() ?? noVocabulary;
}

async function messagesOf({ provider, request, answer }: Call<string>): Promise<CallMessages> {
  const vocabulary = vocabularyOf(provider);
  const asked = message(vocabulary, request.headers, request.body, 'body of a request');
  const answered = message(vocabulary, headerList(Object.entries(answer.headers)), answer.body, 'response');
  return {
    request: {
      ...asked,
      query: shownParameters(vocabulary, request.query),
      decrypted: await decryptedText(vocabulary, () => provider.decrypted?.(request)),
    },
    response: {
      ...answered,
      decrypted: await decryptedText(vocabulary, () => provider.decryptedAnswer?.(answer)),
    },
  };
}

/** Nothing where the provider fails at it: that it is watched must not be what it fails at. */
async function decryptedText(
  vocabulary: Vocabulary,
  decrypt: () => Promise<string | undefined> | undefined,
): Promise<string | undefined> {
  try {
    const text = await decrypt();
    if (text === undefined) return undefined;
    // An AuthInfo: the cardholder is a person, institution and time are not.
    const [, fiIdAndTime] = /^[^:]*:(\d{1,12}:\d{1,13})$/.exec(text) ?? [];
    if (fiIdAndTime !== undefined) return `${redacted}:${fiIdAndTime}`;
    return keptText(vocabulary, text, '', 'body of a request');
  } catch {
    return undefined;
  }
}

function message(
  vocabulary: Vocabulary,
  headers: SandboxRequest['headers'],
  body: string,
  place: 'body of a request' | 'response',
): JournalMessage {
  return {
    headers: shownHeaders(vocabulary, headers, place === 'response' ? place : 'header'),
    body: keptText(vocabulary, body, headers.get('content-type') ?? '', place),
    bodyBytes: Buffer.byteLength(body),
    ...(body.length > keptCharacters ? { isBodyCut: true } : {}),
  };
}

/**
 * The provider, whose calls are written into a journal: each when its answer is ready, before it is delivered. A call
 * that the provider fails at by a mistake of its own is there as a 500.
 *
 * @param realNowMs The platform's clock, ms since 1970. Default: `Date.now`.
 */
export function withJournal(
  provider: FaultyProvider,
  journal: WritableJournal,
  clock: SandboxClock,
  realNowMs: () => number = Date.now,
): FaultyProvider {
  async function respond(request: SandboxRequest): Promise<DeliveredAnswer> {
    const [timeMs, realTimeMs, startMs] = [clock.nowMs(), realNowMs(), performance.now()];
    const note = (answer: DeliveredAnswer): Promise<void> | undefined => {
      const durationMs = performance.now() - startMs;
      return journal.add(redactedCall({ provider, request, answer, timeMs, realTimeMs, durationMs }));
    };
    let answer: DeliveredAnswer;
    try {
      answer = await provider.respond(request);
    } catch (error) {
      await note({ status: 500, headers: {}, body: '' });
      throw error;
    }
    const behind = note(answer);
    if (behind !== undefined) await behind;
    return answer;
  }

  return delegateTo(provider, { respond });
}
