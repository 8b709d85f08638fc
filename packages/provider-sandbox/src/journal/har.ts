import manifest from '../../package.json' with { type: 'json' };
import type { JournalEntry, JournalMessage } from './journal.js';

interface NameAndValue {
  readonly name: string;
  readonly value: string;
}

interface HarMessage {
  readonly httpVersion: string;
  readonly cookies: readonly never[];
  readonly headers: readonly NameAndValue[];
  /** -1: not known. */
  readonly headersSize: -1;
  readonly bodySize: number;
  readonly comment?: string;
}

/** One call, as HAR 1.2 has it (http://www.softwareishard.com/blog/har-12-spec/). */
export interface HarEntry {
  readonly startedDateTime: string;
  /** In ms, the sum of `timings`. */
  readonly time: number;
  readonly request: HarMessage & {
    readonly method: string;
    readonly url: string;
    readonly queryString: readonly NameAndValue[];
    readonly postData?: {
      readonly mimeType: string;
      readonly params: readonly never[];
      readonly text: string;
    };
  };
  readonly response: HarMessage & {
    /** 0 where the connection was cut before the answer. */
    readonly status: number;
    readonly statusText: '';
    readonly content: { readonly size: number; readonly mimeType: string; readonly text: string };
    readonly redirectURL: string;
  };
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: { readonly send: 0; readonly wait: number; readonly receive: number };
  readonly comment: string;
}

export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly HarEntry[];
  };
}

/**
 * The calls of a journal as an HTTP archive, which the developer tools of a browser can open.
 *
 * @param origin Where the sandbox listens, without a slash at its end.
 */
export function harOf(entries: readonly JournalEntry[], origin: string): Har {
  // Member by member: a bundler then leaves out the rest of package.json.
  const creator = { name: manifest.name, version: manifest.version };
  return {
    log: {
      version: '1.2',
      creator,
      entries: entries.map((call) => harEntry(call, origin)),
    },
  };
}

function harEntry(call: JournalEntry, origin: string): HarEntry {
  const { timeMs, provider, operationId, method, path, status, durationMs, delivery = {} } = call;
  const { request, response } = call;
  const query = new URLSearchParams(
    request.query.map(([name, value]): [string, string] => [name, value]),
  ).toString();
  const wait = durationMs + (delivery.delayMs ?? 0);
  const receive = 10 * (delivery.pauseMs ?? 0);
  const mimeType = header(request, 'content-type');
  return {
    startedDateTime: new Date(timeMs).toISOString(),
    time: wait + receive,
    request: {
      method,
      url: `${origin}/${provider}${path}${query === '' ? '' : `?${query}`}`,
      queryString: pairs(request.query),
      ...common(request),
      ...(request.body === '' ? {} : { postData: { mimeType, params: [], text: request.body } }),
    },
    response: {
      ...{ status: delivery.cut === 'before' ? 0 : status, statusText: '' },
      ...common(response),
      content: {
        size: response.bodyBytes,
        mimeType: header(response, 'content-type') || 'x-unknown',
        text: response.body,
      },
      redirectURL: header(response, 'location'),
    },
    cache: {},
    timings: { send: 0, wait, receive },
    comment: `${provider} ${operationId ?? '(no operation)'}`,
  };
}

function common({ headers, bodyBytes, decrypted }: JournalMessage): HarMessage {
  return {
    ...{ httpVersion: 'HTTP/1.1', cookies: [], headers: pairs(headers), headersSize: -1 },
    bodySize: bodyBytes,
    ...(decrypted === undefined ? {} : { comment: `Decrypted: ${decrypted}` }),
  };
}

function pairs(list: JournalMessage['headers']): NameAndValue[] {
  return list.map(([name, value]) => ({ name, value }));
}

function header({ headers }: JournalMessage, wanted: string): string {
  return headers.find(([name]) => name === wanted)?.[1] ?? '';
}
