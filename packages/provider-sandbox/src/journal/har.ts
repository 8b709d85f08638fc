import manifest from '../../package.json' with { type: 'json' };
import { type Delivery, sentBytes, slowPieces } from '../faults/delivery.js';
import type { JournalEntry, JournalMessage, RecordedEntry } from './journal.js';
import { keptCharacters } from './redact.js';

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
  /** Which operation of which provider, what each fault did, and the sandbox's time where that is another one. */
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
  const { decrypted } = message;
  return {
    ...{ httpVersion: 'HTTP/1.1', cookies: [], headers: pairs(message.headers), headersSize: -1 },
    bodySize: message.bodyBytes,
    ...(decrypted === undefined ? {} : { comment: `Decrypted: ${decrypted}` }),
  };
}

function bodyOf(message: JournalMessage, unknownType: string): HarBody {
  const comment = `Only the beginning: the sandbox keeps ${keptCharacters} characters of a body.`;
  return {
    mimeType: header(message, 'content-type') || unknownType,
    text: message.body,
    ...(message.isBodyCut === true ? { comment } : {}),
  };
}

function pairs(list: JournalMessage['headers']): HarNameAndValue[] {
  return list.map(([name, value]) => ({ name, value }));
}

function header({ headers }: JournalMessage, wanted: string): string {
  return headers.find(([name]) => name === wanted)?.[1] ?? '';
}

/** An HTTP archive (http://www.softwareishard.com/blog/har-12-spec/). */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly HarEntry[];
  };
}

/** Who has made an archive. Member by member: a bundler then leaves out the rest of package.json. */
export const harCreator: Har['log']['creator'] = { name: manifest.name, version: manifest.version };

/**
 * The calls of a journal as an HTTP archive, which the developer tools of a browser can open.
 *
 * @param origin Where the sandbox listens, without a slash at its end.
 */
export function harOf(entries: readonly JournalEntry[], origin: string): Har {
  return {
    log: { version: '1.2', creator: harCreator, entries: entries.map((call) => harEntry(call, origin)) },
  };
}

/** Below it the time of the sandbox is that of the platform. */
const sameTimeMs = 1_000;

/** For who reads the archive: which operation, what was done to its answer, and what time it was at the sandbox. */
function entryComment(call: RecordedEntry): string {
  const { provider, operationId, faults, delivery, timeMs, realTimeMs } = call;
  const isOtherTime = Math.abs(timeMs - realTimeMs) >= sameTimeMs;
  return [
    provider === '_sandbox' ? 'control call' : `${provider} ${operationId ?? '(no operation)'}`,
    ...faults.map(({ name, did }) => `fault ${name}: ${did.replace(/\.$/, '')}`),
    // Without a fault, only a provider that refuses the connection cuts it.
    ...(faults.length > 0 || delivery?.cut === undefined ? [] : [cuts[delivery.cut]]),
    ...(isOtherTime ? [`at the sandbox it was ${new Date(timeMs).toISOString()}`] : []),
  ].join('; ');
}

const cuts: Readonly<Record<NonNullable<Delivery['cut']>, string>> = {
  before: 'the connection was cut before the response',
  during: 'the connection was cut in the middle of the body',
  after: 'the connection was cut after the body, before the mark of its end',
};

/** What of an answer has gone over the wire. */
interface SentAnswer {
  /** 0: nothing. */
  readonly status: number;
  readonly message: JournalMessage;
  /** Of the body, each after the pause that `delivery` asks for. */
  readonly pieces: number;
}

function sentAnswer({ method, status, response, delivery = {} }: RecordedEntry): SentAnswer {
  const { cut } = delivery;
  const hasBody = method !== 'HEAD';
  const bodyBytes = sentBytes(cut, hasBody ? response.bodyBytes : 0);
  if (bodyBytes === undefined) {
    return { status: 0, message: { headers: [], body: '', bodyBytes: 0 }, pieces: 0 };
  }
  const message =
    cut === 'during' ? half(response, bodyBytes) : hasBody ? response : { ...response, body: '', bodyBytes };
  return { status, message, pieces: Math.min(slowPieces, bodyBytes) };
}

/** Of a body with secrets half of what is shown of it. Half of what was encrypted cannot be read. */
function half({ headers, body, isBodyCut }: JournalMessage, bodyBytes: number): JournalMessage {
  const kept = new TextEncoder().encode(body);
  const shown = beginning(kept, isBodyCut === true ? bodyBytes : Math.floor(kept.length / 2));
  return { headers, body: shown, bodyBytes, isBodyCut: isBodyCut === true && kept.length < bodyBytes };
}

/** Without the part of a character at its end. */
function beginning(bytes: Uint8Array, count: number): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, count), { stream: true });
}
