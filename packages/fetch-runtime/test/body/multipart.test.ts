import { deepObject, type FormEncoding, multipartBody, query, queryJoined } from '../../src/index.js';
import { rejection, type Sent, sent } from '../support.js';

async function sentForm(
  body: unknown,
  encoding: Record<string, FormEncoding> = {},
  type = 'multipart/form-data',
): Promise<Sent> {
  return sent({ method: 'POST', body: { encode: multipartBody, type, encoding, required: true } }, { body });
}

/** The form as a server reads it. */
async function parsed(body: unknown, encoding?: Record<string, FormEncoding>): Promise<FormData> {
  const { init, headers } = await sentForm(body, encoding);
  return new Response(init.body as Blob, { headers }).formData();
}

/** The text on the wire, the boundary written as B. */
async function raw(body: unknown, encoding?: Record<string, FormEncoding>): Promise<string> {
  const { init, headers } = await sentForm(body, encoding);
  const boundary = headers.get('content-type')!.split('boundary=')[1]!;
  return (await (init.body as Blob).text()).replaceAll(boundary, 'B');
}

test('a server reads the fields, files and lists that were given', async () => {
  const form = await parsed({
    text: 'a\nb ü',
    number: 0,
    empty: '',
    none: null,
    list: ['x', null, 'y'],
    file: new File(['<x>'], 'ü"\r\n.txt', { type: 'text/plain' }),
    blob: new Blob(['b']),
    bytes: new TextEncoder().encode('12'),
    files: [new File(['1'], '1.txt'), new File(['2'], '2.txt')],
  });
  expect([...form.keys()]).toEqual([
    'text',
    'number',
    'empty',
    'list',
    'list',
    'file',
    'blob',
    'bytes',
    'files',
    'files',
  ]);
  expect(form.get('text')).toBe('a\nb ü');
  expect(form.get('number')).toBe('0');
  expect(form.get('empty')).toBe('');
  expect(form.getAll('list')).toEqual(['x', 'y']);
  const file = form.get('file') as File;
  expect([file.type, await file.text()]).toEqual(['text/plain', '<x>']);
  expect((form.get('blob') as File).name).toBe('blob');
  expect(await (form.get('bytes') as File).text()).toBe('12');
  expect((form.getAll('files') as File[]).map(({ name }) => name)).toEqual(['1.txt', '2.txt']);
});

test('text has neither file name nor content type, an object is a JSON part without file name', async () => {
  expect(await raw({ a: 'x', o: { id: 9007199254740993n } })).toBe(
    [
      '--B',
      'Content-Disposition: form-data; name="a"',
      '',
      'x',
      '--B',
      'Content-Disposition: form-data; name="o"',
      'Content-Type: application/json',
      '',
      '{"id":9007199254740993}',
      '--B--',
      '',
    ].join('\r\n'),
  );
});

test('a file without name is called blob, as FormData does', async () => {
  expect(await raw({ f: new Blob(['x']) })).toBe(
    '--B\r\nContent-Disposition: form-data; name="f"; filename="blob"\r\n' +
      'Content-Type: application/octet-stream\r\n\r\nx\r\n--B--\r\n',
  );
});

test('names cannot break out of their quotes', async () => {
  const text = await raw({ 'a"; x="\r\nX: 1': new File([''], 'b"\r\n.txt') });
  expect(text).toContain('name="a%22; x=%22%0D%0AX: 1"; filename="b%22%0D%0A.txt"\r\n');
});

test('objects in an array are a part each', async () => {
  expect((await raw({ o: [{ a: 1 }, { a: 2 }] })).match(/\{"a":\d\}/g)).toEqual(['{"a":1}', '{"a":2}']);
});

test('an empty form is a closing boundary', async () => {
  expect(await raw({})).toBe('--B--\r\n');
});

describe('encoding', () => {
  test.each<[string, string, unknown, string]>([
    ['sets the type of text', 'text/html', '<b>', 'Content-Type: text/html\r\n\r\n<b>'],
    ['writes text as JSON', 'application/json', 'a', 'Content-Type: application/json\r\n\r\n"a"'],
    ['names a JSON type', 'application/vnd.x+json', {}, 'Content-Type: application/vnd.x+json\r\n\r\n{}'],
    [
      'keeps a listed type',
      'image/png, image/gif',
      new Blob([], { type: 'image/gif' }),
      'Content-Type: image/gif\r\n',
    ],
    [
      'keeps a type in a listed range',
      'image/*',
      new Blob([], { type: 'image/gif' }),
      'Content-Type: image/gif\r\n',
    ],
    [
      'takes the first else',
      'image/png, image/gif',
      new Blob([], { type: 'a/b' }),
      'Content-Type: image/png\r\n',
    ],
  ])('%s', async (_title, contentType, member, text) => {
    expect(await raw({ m: member }, { m: { contentType } })).toContain(text);
  });

  test('an object with a type that is not JSON is refused', async () => {
    const promise = sentForm({ m: { a: 1 } }, { m: { contentType: 'application/xml' } });
    expect(await rejection(promise)).toMatchObject({
      name: 'RequestError',
      field: 'body.m',
      message: expect.stringContaining('is an object, but its part is not JSON'),
    });
  });

  test('a content type is over a query style', async () => {
    const encoding = { m: { encode: query, contentType: 'application/json' } };
    expect(await raw({ m: { a: 1 } }, encoding)).toContain('Content-Type: application/json\r\n\r\n{"a":1}');
  });

  test('a query style makes text parts of its pairs', async () => {
    const body = { joined: ['a b', 'ü'], list: ['x=1', 'y'], deep: { k: 'v&w' } };
    const encoding = {
      joined: { encode: queryJoined },
      list: { encode: query },
      deep: { encode: deepObject },
    };
    expect([...(await parsed(body, encoding))]).toEqual([
      ['joined', 'a b,ü'],
      ['list', 'x=1'],
      ['list', 'y'],
      ['deep[k]', 'v&w'],
    ]);
  });
});

test('the boundary is new in every request, and stands in the header and in the Blob', async () => {
  const [first, second] = [await sentForm({ a: 1 }), await sentForm({ a: 1 })];
  expect(first.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=form-[0-9a-f]{32}$/);
  expect((first.init.body as Blob).type).toBe(first.headers.get('content-type'));
  expect(first.headers.get('content-type')).not.toBe(second.headers.get('content-type'));
});

test('another multipart type keeps its name', async () => {
  const { headers } = await sentForm({ a: 1 }, {}, 'multipart/related; boundary=x');
  expect(headers.get('content-type')).toMatch(/^multipart\/related; boundary=form-/);
});

test('a range of types is sent as multipart/form-data', async () => {
  for (const range of ['multipart/*', '*/*']) {
    const { headers } = await sentForm({ a: 1 }, {}, range);
    expect(headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=form-/);
  }
});

test('a ready FormData is sent as it is, the content type left to fetch', async () => {
  const body = new FormData();
  const request = await sentForm(body);
  expect(request.init.body).toBe(body);
  expect(request.headers.has('content-type')).toBe(false);
});

test.each<[string, unknown, string]>([
  ['text', 'a=b', 'body'],
  ['a Map member', { m: new Map() }, 'body.m'],
  ['NaN', { m: [Number.NaN] }, 'body.m'],
])('%s is refused', async (_title, body, field) => {
  expect(await rejection(sentForm(body))).toMatchObject({ name: 'RequestError', field });
});
