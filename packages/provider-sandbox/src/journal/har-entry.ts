import { bodyComment, entryComment, messageComment } from './har-comments.js';
import { type SentAnswer, sentAnswer } from './har-sent.js';
import type { JournalMessage, RecordedEntry } from './journal.js';

// Not those of @types/har-format: they are part of our public types, so every user would have to install that.
/** A header, or a parameter of the query. */
export interface HarNameAndValue {
  readonly name: string;
  readonly value: string;
}

/** What a request and an answer have in common. */
export interface HarMessage {
  readonly httpVersion: string;
  readonly cookies: readonly never[];
  readonly headers: readonly HarNameAndValue[];
  /** -1: not known. */
  readonly headersSize: -1;
  readonly bodySize: number;
  /** What was sent encrypted. */
  readonly comment?: string;
}

/** A body as text. */
export interface HarBody {
  readonly mimeType: string;
  readonly text: string;
  /** Where the sandbox has kept its beginning only. */
  readonly comment?: string;
}

/** One call, as HAR 1.2 has it. */
export interface HarEntry {
  /** By the platform's clock: a sandbox whose time jumps would tear the waterfall apart. */
  readonly startedDateTime: string;
  /** In ms, the sum of `timings`. */
  readonly time: number;
  readonly request: HarMessage & {
    readonly method: string;
    readonly url: string;
    readonly queryString: readonly HarNameAndValue[];
    readonly postData?: HarBody & { readonly params: readonly never[] };
  };
  /** What has gone over the wire. */
  readonly response: HarMessage & {
    /** 0 where the connection was cut before the answer. */
    readonly status: number;
    readonly statusText: '';
    readonly content: HarBody & { readonly size: number };
    readonly redirectURL: string;
  };
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: { readonly send: 0; readonly wait: number; readonly receive: number };
  /** Which operation of which provider, its manners, and the sandbox's time where that is another one. */
  readonly comment: string;
}

/** @param origin Where the sandbox listens, without a slash at its end. */
export function harEntry(call: RecordedEntry, origin: string): HarEntry {
  const { realTimeMs, method, durationMs, delivery = {}, request } = call;
  const sent = sentAnswer(call);
  const wait = durationMs + (delivery.delayMs ?? 0);
  const receive = sent.pieces * (delivery.pauseMs ?? 0);
  return {
    startedDateTime: new Date(realTimeMs).toISOString(),
    time: wait + receive,
    request: {
      ...{ method, url: urlOf(call, origin), queryString: pairs(request.query) },
      ...common(request),
      ...(request.body === '' ? {} : { postData: { ...bodyOf(request, ''), params: [] } }),
    },
    response: responseOf(sent),
    cache: {},
    timings: { send: 0, wait, receive },
    comment: entryComment(call),
  };
}

function urlOf({ provider, path, request }: RecordedEntry, origin: string): string {
  const pairsOfQuery = request.query.map(([name, value]): [string, string] => [name, value]);
  const query = new URLSearchParams(pairsOfQuery).toString();
  return `${origin}/${provider}${path}${query === '' ? '' : `?${query}`}`;
}

function responseOf({ status, message }: SentAnswer): HarEntry['response'] {
  return {
    ...{ status, statusText: '' },
    ...common(message),
    content: { size: message.bodyBytes, ...bodyOf(message, 'x-unknown') },
    redirectURL: header(message, 'location'),
  };
}

function common(message: JournalMessage): HarMessage {
  const comment = messageComment(message);
  return {
    ...{ httpVersion: 'HTTP/1.1', cookies: [], headers: pairs(message.headers), headersSize: -1 },
    bodySize: message.bodyBytes,
    ...(comment === undefined ? {} : { comment }),
  };
}

function bodyOf(message: JournalMessage, unknownType: string): HarBody {
  const comment = bodyComment(message);
  return {
    mimeType: header(message, 'content-type') || unknownType,
    text: message.body,
    ...(comment === undefined ? {} : { comment }),
  };
}

function pairs(list: JournalMessage['headers']): HarNameAndValue[] {
  return list.map(([name, value]) => ({ name, value }));
}

function header({ headers }: JournalMessage, wanted: string): string {
  return headers.find(([name]) => name === wanted)?.[1] ?? '';
}
