import { Ajv } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { harOf } from '../../src/journal/har.js';
import type { JournalEntry } from '../../src/journal/journal.js';
import { harSchema } from './har-schema.js';
import { entry } from './support.js';

const origin = 'http://127.0.0.1:8787';

function harEntryOf(changes: Partial<JournalEntry> = {}) {
  return harOf([entry(changes)], origin).log.entries[0]!;
}

const applied = [
  { name: 'delay', parameters: { ms: 250 }, did: 'It was late.' },
  { name: 'slow-body', parameters: { ms: 10 }, did: 'It was slow.' },
];

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

  test.each<[string, Partial<JournalEntry>]>([
    ['as it is most often', {}],
    ['that was posted', { request: { headers: [], body: 'a', bodyBytes: 1, query: [['q', ' ']] } }],
    ['that was decrypted', { response: { ...entry().response, decrypted: '{}' } }],
    ['whose body is long', { response: { ...entry().response, isBodyCut: true } }],
    ['with a slow body', { delivery: { delayMs: 1, pauseMs: 1 }, faults: applied }],
    ['cut before', { delivery: { cut: 'before' } }],
    ['cut during', { delivery: { cut: 'during' } }],
    ['cut after', { delivery: { cut: 'after' } }],
    ['without operation, at another time', { operationId: undefined, timeMs: 0 }],
  ])('is HAR 1.2 for a call %s', (_, changes) => {
    const validate = new Ajv({ strict: true, formats: fullFormats }).compile(harSchema);
    validate(harOf([entry(changes)], origin));
    expect(validate.errors).toBeNull();
  });

  test('names its version and its creator, even if it is empty', () => {
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

  test('has the real time, and says which time it was at the sandbox', () => {
    const changes = { timeMs: 1_700_007_200_000, realTimeMs: 1_700_000_000_000 };
    expect(harEntryOf(changes)).toMatchObject({
      startedDateTime: '2023-11-14T22:13:20.000Z',
      comment: 'finicity getCustomer; at the sandbox it was 2023-11-15T00:13:20.000Z',
    });
  });

  test('says which faults the call had, and what each did', () => {
    const delivery = { delayMs: 250, pauseMs: 10, cut: 'after' } as const;
    expect(harEntryOf({ faults: applied, delivery }).comment).toBe(
      'finicity getCustomer; fault delay: It was late; fault slow-body: It was slow',
    );
  });

  test('says that it has only the beginning of a long body', () => {
    const { request, response } = entry();
    const har = harEntryOf({
      request: { ...request, body: 'a', bodyBytes: 99_999, isBodyCut: true },
      response: { ...response, bodyBytes: 99_999, isBodyCut: true },
    });
    const comment = 'Only the beginning: the sandbox keeps 65536 characters of a body.';
    expect([har.request.postData?.comment, har.response.content.comment]).toEqual([comment, comment]);
    expect(har.response).toMatchObject({ bodySize: 99_999, content: { size: 99_999 } });
  });
});

describe('a call whose connection was cut in HAR', () => {
  test('before the response has none, and status 0, as in browsers', () => {
    const { status, headers, content, bodySize, comment } = harEntryOf({
      delivery: { cut: 'before', pauseMs: 5 },
      response: { ...entry().response, decrypted: '{}' },
    }).response;
    expect({ status, headers, bodySize, comment }).toEqual({ status: 0, headers: [], bodySize: 0 });
    expect(content).toEqual({ size: 0, mimeType: 'x-unknown', text: '' });
  });

  test('during the body has half of it', () => {
    expect(cutDuring('{"id":"70"}', 11)).toMatchObject({
      ...{ status: 200, bodySize: 5, content: { size: 5, text: '{"id"' } },
    });
  });

  test('during the body has half of what is shown of a body with secrets', () => {
    const { content } = cutDuring('{"token":"[redacted]"}', 1_000);
    expect(content).toMatchObject({ size: 500, text: '{"token":"[' });
  });

  test('within a character does not have the character', () => {
    expect(cutDuring('été', 5).content).toMatchObject({ size: 2, text: 'é' });
  });

  test('during a body of which the beginning is kept has as much as was sent', () => {
    const kept = 'x'.repeat(100);
    expect(cutDuring(kept, 150, true).content).toEqual({
      size: 75,
      mimeType: 'text/plain',
      text: kept.slice(0, 75),
    });
    expect(cutDuring(kept, 300, true).content).toMatchObject({ text: kept, comment: expect.any(String) });
  });

  test.each(['during', 'after'] as const)('%s a body that there is not has no answer', (cut) => {
    const response = { headers: [], body: '', bodyBytes: 0 };
    expect(harEntryOf({ delivery: { cut }, response }).response.status).toBe(0);
    expect(harEntryOf({ method: 'HEAD', delivery: { cut } }).response.status).toBe(0);
  });

  test('after the body has all of it', () => {
    expect(harEntryOf({ delivery: { cut: 'after' } }).response).toMatchObject({ status: 200, bodySize: 10 });
  });
});

test('the answer to a HEAD has no body', () => {
  expect(harEntryOf({ method: 'HEAD' }).response).toMatchObject({
    status: 200,
    bodySize: 0,
    content: { text: '' },
  });
});

function cutDuring(body: string, bodyBytes: number, isBodyCut?: true) {
  const headers: JournalEntry['response']['headers'] = [['content-type', 'text/plain']];
  const response = { headers, body, bodyBytes, isBodyCut };
  return harEntryOf({ delivery: { cut: 'during' }, response }).response;
}
