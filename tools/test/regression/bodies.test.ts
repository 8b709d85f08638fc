import { type Client, loadClient } from './clients.js';
import { refused, type Sent, sent } from './wire.js';

let client: Client;
beforeAll(async () => {
  client = await loadClient('bodies');
});

const named = {
  snake_case: 'v',
  class: 'v',
  constructor: 'v',
  'a b': 'v',
  'x[y]': 'v',
  'q\'u"o': 'v',
  'x-y': 'v',
  x_y: 'w',
  '@type': 'v',
  größe: 1,
};
const namedText =
  '{"snake_case":"v","class":"v","constructor":"v","a b":"v","x[y]":"v","q\'u\\"o":"v","x-y":"v","x_y":"w","@type":"v","größe":1}';

/** The body as text and its Content-Type, the random boundary written as `B`. */
function multipart({ body, headers }: Sent): { type: string | null; text: string } {
  const type = headers.get('content-type');
  const boundary = /boundary=(.+)$/.exec(type ?? '')?.[1] ?? 'no boundary';
  return { type: type?.replace(boundary, 'B') ?? null, text: (body ?? '').replaceAll(boundary, 'B') };
}

/** One part of a multipart body. */
function part(disposition: string, content: string, type?: string): string {
  return `--B\r\nContent-Disposition: form-data; ${disposition}\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n${content}\r\n`;
}

describe('JSON', () => {
  test('members go out under the names of the description, whatever they are', async () => {
    const { body, headers, method } = await sent(client, 'sendJson', { body: named });
    expect(method).toBe('POST');
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toBe(namedText);
  });

  test('members that the description does not have go out as well', async () => {
    expect((await sent(client, 'sendJson', { body: { extra: { deep: [1] }, class: 'c' } })).body).toBe(
      '{"extra":{"deep":[1]},"class":"c"}',
    );
  });

  test('the media type is that of the description: +json, with parameters', async () => {
    const vendor = await sent(client, 'sendVendorJson', { body: { class: 'c' } });
    expect([vendor.method, vendor.headers.get('content-type'), vendor.body]).toEqual([
      'PATCH',
      'application/merge-patch+json',
      '{"class":"c"}',
    ]);
    const charset = await sent(client, 'sendCharsetJson', { body: { class: 'c' } });
    expect([charset.headers.get('content-type'), charset.body]).toEqual([
      'application/json; charset=utf-8',
      '{"class":"c"}',
    ]);
  });

  test('an optional body that is not given sends neither body nor Content-Type', async () => {
    for (const request of [{}, { body: undefined }, undefined]) {
      const { body, headers } = await sent(client, 'sendOptionalJson', request);
      expect([body, headers.get('content-type')]).toEqual([undefined, null]);
    }
  });

  test('a required body that is missing is refused', async () => {
    expect(await refused(client, 'sendJson', {})).toMatchObject({ code: 'required', field: 'body' });
  });

  test('arrays, maps and lists of unique items are written as they are', async () => {
    expect((await sent(client, 'sendArray', { body: [{ snake_case: 'a' }] })).body).toBe(
      '[{"snake_case":"a"}]',
    );
    expect((await sent(client, 'sendArray', { body: [] })).body).toBe('[]');
    expect((await sent(client, 'sendMap', { body: { k: [{ snake_case: 'a' }] } })).body).toBe(
      '{"k":[{"snake_case":"a"}]}',
    );
    expect((await sent(client, 'sendSet', { body: [{ snake_case: 'a' }] })).body).toBe(
      '[{"snake_case":"a"}]',
    );
  });

  test.each([
    ['text', '"text"'],
    ['', '""'],
    [0, '0'],
    [false, 'false'],
    [['a'], '["a"]'],
  ])('a primitive or a list as the whole body is JSON: %j', async (body, text) => {
    const request = await sent(client, 'sendValue', { body });
    expect([request.body, request.headers.get('content-type')]).toEqual([text, 'application/json']);
  });

  test('null is sent, undefined is left out', async () => {
    expect((await sent(client, 'sendNullable', { body: { list: null, map: null, text: null } })).body).toBe(
      '{"list":null,"map":null,"text":null}',
    );
    expect((await sent(client, 'sendNullable', { body: { list: undefined } })).body).toBe('{}');
  });

  test('an int64 beyond 2^53 goes out digit by digit, and no text is mistaken for one', async () => {
    const body = {
      secret: '#9007199254740993',
      owner: { name: '##"#1":' },
      balances: { '#1': 9007199254740993n, b: -1n, c: 5 },
    };
    expect((await sent(client, 'sendInt64', { body })).body).toBe(
      '{"secret":"#9007199254740993","owner":{"name":"##\\"#1\\":"},"balances":{"#1":9007199254740993,"b":-1,"c":5}}',
    );
  });

  test('a media type without schema takes any JSON', async () => {
    expect((await sent(client, 'sendJsonWithoutSchema', { body: [1, { a: null }] })).body).toBe(
      '[1,{"a":null}]',
    );
  });

  test('a member called __proto__ goes out, and changes nothing here', async () => {
    expect((await sent(client, 'sendJson', { body: JSON.parse('{"__proto__":{"a":1}}') })).body).toBe(
      '{"__proto__":{"a":1}}',
    );
  });
});

describe('application/x-www-form-urlencoded', () => {
  test('names and values are encoded; members keep the names of the description', async () => {
    const { body, headers } = await sent(client, 'sendUrlencoded', {
      body: {
        snake_case: 'a b',
        class: 'c&d=e',
        constructor: '+',
        'a b': '1',
        'x[y]': '2',
        'salt&pepper': '3',
        number: 0,
        flag: false,
      },
    });
    expect(headers.get('content-type')).toBe('application/x-www-form-urlencoded');
    expect(body).toBe(
      'snake_case=a+b&class=c%26d%3De&constructor=%2B&a+b=1&x%5By%5D=2&salt%26pepper=3&number=0&flag=false',
    );
  });

  test('arrays repeat their name, objects are JSON', async () => {
    const body = { list: ['a,b', 'c'], object: { n: 1 }, objects: [{ n: 1 }, { n: 2 }] };
    expect(decodeURIComponent((await sent(client, 'sendUrlencoded', { body })).body!)).toBe(
      'list=a,b&list=c&object={"n":1}&objects={"n":1}&objects={"n":2}',
    );
  });

  test('null, undefined and empty arrays are left out', async () => {
    expect(
      (
        await sent(client, 'sendUrlencoded', {
          body: { class: null, list: [], snake_case: undefined, number: 1 },
        })
      ).body,
    ).toBe('number=1');
  });

  test('an int64 beyond 2^53 goes out digit by digit', async () => {
    expect((await sent(client, 'sendUrlencoded', { body: { big: 9007199254740993n } })).body).toBe(
      'big=9007199254740993',
    );
  });

  test('encoding: style, explode, allowReserved and contentType are followed', async () => {
    const body = {
      joined: ['a', 'b'],
      piped: ['a', 'b'],
      deep: { from: 1, 'a b': 'x' },
      exploded: { r: 1, g: 2 },
      json: ['a', 'b'],
      open: 'https://x.test/?a=b',
    };
    expect((await sent(client, 'sendUrlencodedStyles', { body })).body).toBe(
      'joined=a,b&piped=a%7Cb&deep%5Bfrom%5D=1&deep%5Ba+b%5D=x&r=1&g=2&json=%5B%22a%22%2C%22b%22%5D&open=https://x.test/?a=b',
    );
  });

  test('encoding deepObject: lists and objects in lists are written, otherwise objects in lists are JSON', async () => {
    const lines = [{ price: 'p' }, { price: 'q' }];
    const body = { deep: { days: [1, 2] }, items: lines, expand: ['a', 'b'], lines };
    const sentBody = (await sent(client, 'sendUrlencodedStyles', { body })).body;
    expect([...new URLSearchParams(sentBody)].map(([key, text]) => `${key}=${text}`)).toEqual([
      'deep[days][0]=1',
      'deep[days][1]=2',
      'items[0][price]=p',
      'items[1][price]=q',
      'expand[]=a',
      'expand[]=b',
      'lines={"price":"p"}',
      'lines={"price":"q"}',
    ]);
  });

  test('a form without schema takes URLSearchParams', async () => {
    const { body, headers } = await sent(client, 'sendFreeForm', {
      body: new URLSearchParams({ 'a b': 'c&d' }),
    });
    expect([body, headers.get('content-type')?.split(';')[0]]).toEqual([
      'a+b=c%26d',
      'application/x-www-form-urlencoded',
    ]);
  });
});

describe('multipart/form-data', () => {
  test('a form without a file is multipart all the same: one part per member and per array item', async () => {
    const body = {
      snake_case: 'a\r\nb',
      class: 'c',
      constructor: 'd',
      'x[y]': 'e',
      list: ['f', 'g'],
      number: 0,
      flag: false,
      big: 9007199254740993n,
    };
    const { type, text } = multipart(await sent(client, 'sendMultipart', { body }));
    expect(type).toBe('multipart/form-data; boundary=B');
    expect(text).toBe(
      part('name="snake_case"', 'a\r\nb') +
        part('name="class"', 'c') +
        part('name="constructor"', 'd') +
        part('name="x[y]"', 'e') +
        part('name="list"', 'f') +
        part('name="list"', 'g') +
        part('name="number"', '0') +
        part('name="flag"', 'false') +
        part('name="big"', '9007199254740993') +
        '--B--\r\n',
    );
  });

  test('objects, alone and in lists, are JSON parts without a file name', async () => {
    const { text } = multipart(
      await sent(client, 'sendMultipart', { body: { object: { n: 1 }, objects: [{ n: 1 }, { n: 2 }] } }),
    );
    expect(text).toBe(
      part('name="object"', '{"n":1}', 'application/json') +
        part('name="objects"', '{"n":1}', 'application/json') +
        part('name="objects"', '{"n":2}', 'application/json') +
        '--B--\r\n',
    );
  });

  test('a file is a part with file name and type; several files are several parts', async () => {
    const body = {
      file: new File(['one'], 'a "b"\r\n.txt', { type: 'text/plain' }),
      files: [new Blob(['two'], { type: 'image/png' }), new Uint8Array([51])],
      meta: { created_at: '2024-03-10T00:00:00Z' },
      labels: ['x', 'y'],
      'a "quoted" name': 'z',
    };
    const { text } = multipart(await sent(client, 'upload', { body }));
    expect(text).toBe(
      part('name="file"; filename="a %22b%22%0D%0A.txt"', 'one', 'text/plain') +
        part('name="files"; filename="blob"', 'two', 'image/png') +
        part('name="files"; filename="blob"', '3', 'application/octet-stream') +
        part('name="meta"', '{"created_at":"2024-03-10T00:00:00Z"}', 'application/json') +
        part('name="labels"', 'x') +
        part('name="labels"', 'y') +
        part('name="a %22quoted%22 name"', 'z') +
        '--B--\r\n',
    );
  });

  test('what is written can be read back as a form', async () => {
    const { request } = await sent(client, 'upload', {
      body: { file: new File(['one'], 'a.txt'), labels: ['x', 'y'] },
    });
    const form = await request.formData();
    expect([(form.get('file') as File).name, form.getAll('labels')]).toEqual(['a.txt', ['x', 'y']]);
  });

  test('encoding: contentType and style of a part are followed; parameters of the media type do not disturb', async () => {
    const body = {
      meta: { name: 'n' },
      xml: '<a/>',
      picture: new Blob(['p']),
      text: 't',
      joined: ['a', 'b'],
    };
    const { type, text } = multipart(await sent(client, 'uploadEncoded', { body }));
    expect(type).toBe('multipart/form-data; boundary=B');
    expect(text).toBe(
      part('name="meta"', '{"name":"n"}', 'application/vnd.meta+json') +
        part('name="xml"', '<a/>', 'application/xml') +
        part('name="picture"; filename="blob"', 'p', 'image/png') +
        part('name="text"', 't') +
        part('name="joined"', 'a,b') +
        '--B--\r\n',
    );
  });

  test('FormData is sent as it is', async () => {
    const body = new FormData();
    body.append('a', 'b');
    const { request, headers } = await sent(client, 'sendMultipart', { body });
    expect(headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
    expect((await request.formData()).get('a')).toBe('b');
  });
});

describe('text and bytes', () => {
  test.each([
    ['sendText', 'text/plain'],
    ['sendCsv', 'text/csv'],
    ['sendXml', 'application/xml'],
  ])('%s: a string is sent without quotes, as %s', async (operation, type) => {
    const { body, headers } = await sent(client, operation, { body: 'a,"b"\nü' });
    expect([body, headers.get('content-type')?.split(';')[0]]).toEqual(['a,"b"\nü', type]);
  });

  test('an object as text is refused, never sent as [object Object]', async () => {
    expect(await refused(client, 'sendXml', { body: { a: 1 } })).toMatchObject({
      code: 'invalid_request',
      field: 'body',
    });
  });

  test('an empty text is a body', async () => {
    expect((await sent(client, 'sendText', { body: '' })).headers.get('content-type')).toBe('text/plain');
  });

  test.each([
    ['sendBytes', 'application/octet-stream'],
    ['sendBytesWithoutSchema', 'application/pdf'],
  ])('%s: bytes of every kind go out unchanged, as %s', async (operation, type) => {
    const bytes = new Uint8Array([0, 255, 13, 10, 128]);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
    });
    for (const body of [bytes, bytes.buffer, new Blob([bytes]), new DataView(bytes.buffer), stream]) {
      const { request, headers } = await sent(client, operation, { body });
      expect(headers.get('content-type')).toBe(type);
      expect([...new Uint8Array(await request.arrayBuffer())]).toEqual([0, 255, 13, 10, 128]);
    }
  });

  test('for a range of media types the request names one', async () => {
    expect(
      (await sent(client, 'sendImage', { contentType: 'image/gif', body: new Blob(['g']) })).headers.get(
        'content-type',
      ),
    ).toBe('image/gif');
    expect(await refused(client, 'sendImage', { contentType: 'text/html', body: 'x' })).toMatchObject({
      code: 'invalid_request',
      field: 'contentType',
    });
  });
});

test('a body of any media type goes out as the request says', async () => {
  for (const type of ['text/plain', 'application/json', 'image/png']) {
    const { headers, body } = await sent(client, 'sendAnything', { contentType: type, body: '{"a":1}' });
    expect([headers.get('content-type'), body]).toEqual([type, '{"a":1}']);
  }
});

describe('several media types', () => {
  test('the first is the default', async () => {
    const { body, headers } = await sent(client, 'sendSeveral', { body: { class: 'c' } });
    expect([headers.get('content-type'), body]).toEqual(['application/json', '{"class":"c"}']);
  });

  test('contentType chooses another', async () => {
    const form = await sent(client, 'sendSeveral', {
      contentType: 'application/x-www-form-urlencoded',
      body: { class: 'c' },
    });
    expect([form.headers.get('content-type'), form.body]).toEqual([
      'application/x-www-form-urlencoded',
      'class=c',
    ]);
    const text = await sent(client, 'sendSeveral', { contentType: 'text/plain', body: 'c' });
    expect([text.headers.get('content-type'), text.body]).toEqual(['text/plain', 'c']);
    const upload = await sent(client, 'sendSeveral', {
      contentType: 'multipart/form-data',
      body: { labels: ['a'] },
    });
    expect(multipart(upload).text).toBe(`${part('name="labels"', 'a')}--B--\r\n`);
  });

  test('an optional body of several media types may be left out', async () => {
    const { body, headers } = await sent(client, 'sendSeveralOptional');
    expect([body, headers.get('content-type')]).toEqual([undefined, null]);
  });

  test('a media type the operation does not take is refused', async () => {
    expect(await refused(client, 'sendSeveral', { contentType: 'text/html', body: 'c' })).toMatchObject({
      code: 'invalid_request',
    });
  });
});

describe('methods', () => {
  test.each(['GET', 'PUT', 'POST', 'OPTIONS', 'HEAD', 'PATCH', 'DELETE'])(
    '%s without a body sends neither body nor Content-Type',
    async (method) => {
      const request = await sent(client, `method${method[0]}${method.slice(1).toLowerCase()}`);
      expect([request.method, request.body, request.headers.get('content-type')]).toEqual([
        method,
        undefined,
        null,
      ]);
    },
  );

  test('DELETE may carry a body', async () => {
    const { body, headers } = await sent(client, 'methodDelete', { body: { reason: 'r' } });
    expect([body, headers.get('content-type')]).toEqual(['{"reason":"r"}', 'application/json']);
  });
});
