import { harOf } from '../../src/journal/har.js';
import type { JournalEntry } from '../../src/journal/journal.js';
import { entry } from './support.js';

const origin = 'http://127.0.0.1:8787';

function harEntryOf(changes: Partial<JournalEntry> = {}) {
  return harOf([entry(changes)], origin).log.entries[0]!;
}

describe('the journal as HAR 1.2', () => {
  test('has every member that the format asks for', () => {
    expect(harEntryOf()).toEqual({
      startedDateTime: '2023-11-14T22:13:20.000Z',
      time: 1.5,
      request: {
        ...{ method: 'GET', url: `${origin}/finicity/aggregation/v1/customers/7`, httpVersion: 'HTTP/1.1' },
        ...{ cookies: [], headers: [{ name: 'accept', value: 'application/json' }], queryString: [] },
        ...{ headersSize: -1, bodySize: 0 },
      },
      response: {
        ...{ status: 200, statusText: '', httpVersion: 'HTTP/1.1', cookies: [] },
        headers: [{ name: 'content-type', value: 'application/json' }],
        content: { size: 10, mimeType: 'application/json', text: '{"id":"7"}' },
        ...{ redirectURL: '', headersSize: -1, bodySize: 10 },
      },
      cache: {},
      timings: { send: 0, wait: 1.5, receive: 0 },
      comment: 'finicity getCustomer',
    });
  });

  test('names its version and its creator, and may be empty', () => {
    expect(harOf([], origin).log).toEqual({
      version: '1.2',
      creator: { name: '@acme/provider-sandbox', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      entries: [],
    });
  });

  test('has what was posted, and the query in the URL and beside it', () => {
    const { request } = harEntryOf({
      method: 'POST',
      request: {
        headers: [['content-type', 'application/json']],
        ...{ body: '{"a":1}', bodyBytes: 7, query: [['q', 'a b&c']] },
      },
    });
    expect(new URL(request.url).searchParams.get('q')).toBe('a b&c');
    expect(request).toMatchObject({
      queryString: [{ name: 'q', value: 'a b&c' }],
      postData: { mimeType: 'application/json', params: [], text: '{"a":1}' },
      bodySize: 7,
    });
  });

  test('has what was sent encrypted as a comment of the request', () => {
    const { request } = entry();
    const { comment } = harEntryOf({ request: { ...request, decrypted: 'ada:999999:1700000000' } }).request;
    expect(comment).toBe('Decrypted: ada:999999:1700000000');
  });

  test('has what was answered encrypted as a comment of the response', () => {
    const { response } = entry();
    const { comment } = harEntryOf({ response: { ...response, decrypted: '{"amount":"1.00"}' } }).response;
    expect(comment).toBe('Decrypted: {"amount":"1.00"}');
  });

  test('counts pauses of the delivery into the time', () => {
    const { time, timings } = harEntryOf({ durationMs: 2, delivery: { delayMs: 250, pauseMs: 10 } });
    expect({ time, timings }).toEqual({ time: 352, timings: { send: 0, wait: 252, receive: 100 } });
  });

  test('has status 0 where the client got no answer, as browsers have it', () => {
    expect(harEntryOf({ delivery: { cut: 'before' } }).response.status).toBe(0);
    expect(harEntryOf({ delivery: { cut: 'during' } }).response.status).toBe(200);
  });
});
