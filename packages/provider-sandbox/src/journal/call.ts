import { headerList } from '../core/header-list.js';
import type { Provider, SandboxAnswer, SandboxRequest } from '../core/provider.js';
import type { DeliveredAnswer } from '../faults/delivery.js';
import type { Vocabulary } from '../openapi/vocabulary.js';
import type { CallMessages, CallSummary, JournalMessage, NotedCall } from './journal.js';
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
export interface WholeCall {
  readonly provider: Provider;
  readonly request: SandboxRequest;
  readonly answer: DeliveredAnswer;
  /** By the sandbox's clock, in ms since 1970. */
  readonly timeMs: number;
  /** By the platform's clock, in ms since 1970. */
  readonly realTimeMs: number;
  readonly durationMs: number;
}

/**
 * A call for the journal, which is read when the first asks for it: to take out the secrets takes longer than to answer.
 * Until then the whole call is in here, out of reach of everything else: what shows or writes out the journal, or an
 * error, cannot show it. A call with a body that would be cut is read at once, so that none is kept in full.
 */
export function noteCall(call: WholeCall): NotedCall {
  const noted = new UnreadCall(call);
  const longest = Math.max(call.request.body.length, call.answer.body.length);
  // Whoever asks for it hears of a failure.
  if (longest > keptCharacters) noted.messages().catch(() => undefined);
  return noted;
}

class UnreadCall implements NotedCall {
  #call: WholeCall | undefined;
  #summary: Omit<CallSummary, 'id'> | undefined;
  #messages: Promise<CallMessages> | undefined;

  constructor(call: WholeCall) {
    this.#call = call;
  }

  summary(): Omit<CallSummary, 'id'> {
    this.#summary ??= summaryOf(this.#call!);
    return this.#summary;
  }

  messages(): Promise<CallMessages> {
    this.#messages ??= this.#read();
    return this.#messages;
  }

  #read(): Promise<CallMessages> {
    const call = this.#call!;
    this.#summary ??= summaryOf(call);
    this.#call = undefined;
    return messagesOf(call);
  }
}

function summaryOf(call: WholeCall): Omit<CallSummary, 'id'> {
  const { provider, request, answer, timeMs, realTimeMs, durationMs } = call;
  const { method, path } = request;
  const { status, delivery, manners = [] } = answer;
  const operation = provider.operationOf(method, path);
  return {
    ...{ timeMs, realTimeMs, provider: provider.name, operationId: operation?.operationId },
    ...{ method: shownMethod(method), path: shownPath(vocabularyOf(provider), path, operation?.path) },
    ...{ pathTemplate: operation?.path, status, durationMs, delivery, manners },
  };
}

function vocabularyOf(provider: Provider): Vocabulary {
  return provider.vocabulary?.() ?? noVocabulary;
}

async function messagesOf({ provider, request, answer }: WholeCall): Promise<CallMessages> {
  const vocabulary = vocabularyOf(provider);
  const { request: asked, response: answered } = plainMessages(request, answer, vocabulary);
  return {
    request: { ...asked, decrypted: await readable(vocabulary, () => provider.decrypted?.(request)) },
    response: {
      ...answered,
      decrypted: await readable(vocabulary, () => provider.decryptedAnswer?.(answer)),
    },
  };
}

/** Of request and answer what is known to be harmless, where nothing is encrypted. */
export function plainMessages(
  request: SandboxRequest,
  answer: SandboxAnswer,
  vocabulary: Vocabulary,
): CallMessages {
  const answered = headerList(Object.entries(answer.headers));
  return {
    request: {
      ...message(vocabulary, request.headers, request.body, 'body of a request'),
      query: shownParameters(vocabulary, request.query),
    },
    response: message(vocabulary, answered, answer.body, 'response'),
  };
}

/** Nothing where the provider fails at it: that it is watched must not be what it fails at. */
async function readable(
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
