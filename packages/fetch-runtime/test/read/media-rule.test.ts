import { blob, byMediaType, json, type Operation, type Read, text } from '../../src/index.js';
import { received, rejection } from '../support.js';

// The table of docs/guides/errors.md: what is described × what the server sends.

const encode = (body: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(body);
const page = '<!DOCTYPE html>\n<html><body>Log in</body></html>';
const oldPage = '\ufeff \r\n<HTML lang="en"><head></head></html>';
const pdf = '%PDF-1.7';
/** Pages that begin with something else than their doctype. */
const pages = [
  '<!-- login --><!DOCTYPE html><html></html>',
  '<!-- a --> <!-- b --->\n<html></html>',
  '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html></html>',
  `${' '.repeat(5_000)}<html></html>`,
];
/** And pages without one, which browsers show all the same. XML may have such elements. */
const fragments = [
  '<head><title>Log in</title></head>',
  '<body>Log in</body>',
  '<script>go()</script>',
].concat('<title>502</title>', '<meta http-equiv="refresh">');

const readers = { json, text, blob } as const;

/** `application/json=json text/csv=text`: as the generator writes it. */
function described(contents: string): Operation['responses'][string] {
  const pairs = contents.split(' ').map((content) => content.split('='));
  if (contents === 'application/json=json') return json;
  const read = (name: string): Read => readers[name as keyof typeof readers];
  return {
    read: byMediaType,
    contents: Object.fromEntries(pairs.map(([type, name]) => [type!, read(name!)])),
  };
}

async function outcome(contents: string, contentType: string | null, body: string): Promise<unknown> {
  const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType };
  const responses = { 200: described(contents) };
  const value = await received({ responses }, new Response(encode(body), { headers })).catch(
    (error) => error.reason,
  );
  return value instanceof Blob ? `file: ${await value.text()}` : value;
}

const JSON_ONLY = 'application/json=json';
const PDF = 'application/pdf=blob';
const CSV = 'text/csv=text';
const PLAIN = 'text/plain=text';

describe('a label that fits is believed', () => {
  test.each<[string, string, string, unknown]>([
    [JSON_ONLY, 'application/json', '{"a":1}', { a: 1 }],
    [JSON_ONLY, 'Application/JSON; charset="UTF-8"', '{"a":1}', { a: 1 }],
    [`${CSV} ${JSON_ONLY}`, 'text/json', '[1]', [1]],
    [`${CSV} ${JSON_ONLY}`, 'application/x-json', '[1]', [1]],
    [`${CSV} ${JSON_ONLY}`, 'application/problem+json', '[1]', [1]],
    [`${CSV} application/hal+json=json`, 'application/json', '[1]', [1]],
    [`${CSV} text/json=json`, 'application/json', '[1]', [1]],
    [`${JSON_ONLY} ${CSV}`, 'text/csv; header=present', '[1]', '[1]'],
    [`${JSON_ONLY} image/*=blob`, 'image/png', 'x', 'file: x'],
    [`*/*=json text/*=text`, 'text/csv', '1', '1'],
    [`*/*=blob`, 'text/html', page, `file: ${page}`],
    [`text/*=text`, 'text/html', page, page],
    ['text/html=text', 'text/html', page, page],
    ['application/xhtml+xml=text', 'application/xhtml+xml', oldPage, oldPage.slice(1)],
  ])('%s, sent as %s: %j', async (contents, contentType, body, value) => {
    expect(await outcome(contents, contentType, body)).toEqual(value);
  });
});

describe('a label that is not described is wrong, where the body can be what is described', () => {
  test.each<[string, string, string, unknown]>([
    // A file is a file.
    [PDF, 'application/octet-stream', pdf, `file: ${pdf}`],
    [PDF, 'application/x-download', pdf, `file: ${pdf}`],
    ['image/png=blob', 'image/jpeg', 'x', 'file: x'],
    [`${JSON_ONLY} ${PDF}`, 'binary/octet-stream', pdf, `file: ${pdf}`],
    // Text is text.
    [CSV, 'application/vnd.ms-excel', 'a,b', 'a,b'],
    [CSV, 'application/octet-stream', 'a,b', 'a,b'],
    [CSV, 'text/plain', 'a,b', 'a,b'],
    [PLAIN, 'application/json', '{"a":1}', '{"a":1}'],
    ['application/xml=text', 'text/xml', '<a/>', '<a/>'],
    [`${JSON_ONLY} ${CSV}`, 'text/plain', 'a,b', 'a,b'],
    [`${JSON_ONLY} ${CSV}`, 'application/vnd.ms-excel', 'a,b', 'a,b'],
    // A text that is described as a file.
    ['text/csv=blob', 'text/plain', 'a,b', 'file: a,b'],
    ['application/xml=blob', 'text/xml', '<a/>', 'file: <a/>'],
    // Of JSON, its parser decides.
    [JSON_ONLY, 'text/plain', '{"a":1}', { a: 1 }],
    [JSON_ONLY, 'text/html', '{"a":1}', { a: 1 }],
    ['application/hal+json=json', 'text/html', '{"a":1}', { a: 1 }],
    [JSON_ONLY, 'application/octet-stream', '{"a":1}', { a: 1 }],
    [`${JSON_ONLY} ${PDF}`, 'text/plain', '{"a":1}', { a: 1 }],
    [`application/hal+json=json text/csv=blob`, 'text/plain', '[1]', [1]],
  ])('%s, sent as %s: %j', async (contents, contentType, body, value) => {
    expect(await outcome(contents, contentType, body)).toEqual(value);
  });
});

describe('without a label, or with one that is no media type, it is the first of the description', () => {
  const labels = [null, 'utf-8', 'none'];
  test.each<[string, string, unknown]>([
    [JSON_ONLY, '1', 1],
    [`${JSON_ONLY} ${PLAIN}`, '1', 1],
    [`${PLAIN} ${JSON_ONLY}`, '1', '1'],
    [PDF, pdf, `file: ${pdf}`],
  ])('%s: %j', async (contents, body, value) => {
    for (const label of labels) expect(await outcome(contents, label, body)).toEqual(value);
  });
});

describe('a page is data only where HTML is described, whatever its label says', () => {
  const anywhere = [JSON_ONLY, PDF, CSV, PLAIN, 'application/xml=text', 'application/octet-stream=blob'];
  const several = [`${JSON_ONLY} ${PDF}`, `${JSON_ONLY} ${PLAIN}`, `${PLAIN} ${PDF}`, `${CSV} ${JSON_ONLY}`];
  const labels = [
    'text/html',
    'application/xhtml+xml',
    'text/plain',
    'application/json',
    'application/pdf',
    'text/csv',
    'application/octet-stream',
    null,
  ];
  const cases = [...anywhere, ...several].flatMap((contents) =>
    labels.flatMap((label) => [page, oldPage].map((body) => [contents, label, body] as const)),
  );
  test.each(cases)('%s, sent as %s: %j', async (contents, label, body) => {
    expect(await outcome(contents, label, body)).toMatch(/^(?:unexpected_content_type|invalid_json)$/);
  });

  test.each(pages)('whatever comes before it: %j', async (body) => {
    for (const contents of [...anywhere, ...several])
      for (const label of labels)
        expect(await outcome(contents, label, body)).toMatch(/^(?:unexpected_content_type|invalid_json)$/);
  });

  test.each(fragments)('and where it leaves out its first tags: %j', async (body) => {
    for (const contents of [PDF, CSV, PLAIN, ...several])
      expect(await outcome(contents, 'text/plain', body)).toMatch(/^(?:unexpected|invalid)/);
    expect(await outcome('application/xml=text', 'text/xml', body)).toBe(body);
  });

  test.each(['<htmlx/>', '<!-- <html>', '<!-- --> a,b', '<?a', 'a <html>', '<header>'])(
    'text that only looks like one is text: %j',
    async (body) => {
      expect(await outcome(CSV, 'text/csv', body)).toBe(body);
    },
  );

  test.each([PDF, CSV, PLAIN, `${JSON_ONLY} ${PDF}`, `${JSON_ONLY} ${PLAIN}`])(
    '%s, sent as text/html: a label is enough, whatever the page begins with',
    async (contents) => {
      for (const part of ['<h1>Log in</h1>', 'Log in', '{"a":1}', '<!-- --><html></html>']) {
        expect(await outcome(contents, 'text/html; charset=utf-8', part)).toBe('unexpected_content_type');
        expect(await outcome(contents, 'application/xhtml+xml', part)).toBe('unexpected_content_type');
      }
    },
  );

  test('it is there to be read beside the error', async () => {
    const response = new Response(encode(page), { headers: { 'content-type': 'text/plain' } });
    expect(await rejection(received({ responses: { 200: described(PLAIN) } }, response))).toMatchObject({
      reason: 'unexpected_content_type',
      rawBody: page,
    });
    const labelled = new Response(encode(page), { headers: { 'content-type': 'text/html' } });
    expect(await rejection(received({ responses: { 200: described(PDF) } }, labelled))).toMatchObject({
      reason: 'unexpected_content_type',
      rawBody: page,
    });
  });

  test.each(['<a>1</a>', '<htmlx>', 'see <html>', '{"a":"<html>"}', '&lt;html>'])(
    'other text with angle brackets is text: %j',
    async (body) => {
      expect(await outcome(PLAIN, 'text/plain', body)).toBe(body);
    },
  );

  test('a JSON text that holds a page is JSON', async () => {
    expect(await outcome('application/json=json application/pdf=blob', 'application/json', '"<html>"')).toBe(
      '<html>',
    );
  });
});

describe('text or JSON is no file: a message in place of one is refused, and not lost', () => {
  test.each([
    [PDF, 'text/plain', 'No statement for this month'],
    [PDF, 'application/json', '{"error":"no statement"}'],
    ['image/*=blob', 'application/problem+json', '{"error":"no statement"}'],
    [PDF, 'application/xml', '<error/>'],
  ])('%s, sent as %s: %j', async (contents, contentType, body) => {
    const response = new Response(encode(body), { headers: { 'content-type': contentType } });
    const error = await rejection(received({ responses: { 200: described(contents) } }, response));
    expect(error).toMatchObject({ name: 'ResponseFormatError', reason: 'unexpected_content_type' });
    expect(error.rawBody).toEqual(body.startsWith('{') ? JSON.parse(body) : body);
  });

  test('where nothing came, its label says nothing: an empty body may be none', async () => {
    const headers = { 'content-type': 'text/html', 'content-length': '0' };
    expect(
      await rejection(received({ responses: { 200: described(PDF) } }, new Response('', { headers }))),
    ).toMatchObject({ reason: 'empty_body' });
  });
});
