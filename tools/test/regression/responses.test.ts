import { type Client, loadClient } from './clients.js';
import { answered, failed, jsonAnswer, sent } from './wire.js';

let client: Client;
beforeAll(async () => {
  client = await loadClient('responses');
});

const thing = '{"first_name":"A","class":"c","constructor":"d","born":"2024-03-10","extra":{"x_y":1}}';

describe('no body', () => {
  test.each([200, 201, 204])('an empty %d is undefined', async (status) => {
    expect(await answered(client, 'getEmpty', new Response(null, { status }))).toBeUndefined();
  });

  test('a 204 beside a 200 with JSON is undefined', async () => {
    expect(await answered(client, 'getEmptyJson', new Response(null, { status: 204 }))).toBeUndefined();
    expect(await answered(client, 'getEmptyJson', jsonAnswer(thing))).toEqual(JSON.parse(thing));
  });

  test('an empty 200 of an operation that may answer without a body is undefined', async () => {
    expect(await answered(client, 'getEmptyJson', new Response('', { status: 200 }))).toBeUndefined();
  });

  test('an empty 200 where JSON is promised is an error that tells the status', async () => {
    expect(await failed(client, 'getThing', new Response('', { status: 200 }))).toMatchObject({
      code: 'response_format',
      status: 200,
      reason: 'empty_body',
    });
  });

  test('a body where none is described is left alone', async () => {
    expect(await answered(client, 'getEmpty', jsonAnswer('{"a":1}'))).toBeUndefined();
  });
});

describe('JSON', () => {
  test('members keep their names, dates stay text, and what is not described survives', async () => {
    expect(JSON.stringify(await answered(client, 'getThing', jsonAnswer(thing)))).toBe(thing);
  });

  test('a member called __proto__ is a member, and changes nothing', async () => {
    const value = await answered(
      client,
      'getThing',
      jsonAnswer('{"first_name":"A","__proto__":{"polluted":1}}'),
    );
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test.each([
    ['getThing', 'application/json'],
    ['getThing', 'application/json; charset=utf-8'],
    ['getThing', 'APPLICATION/JSON'],
    ['getThing', 'application/vnd.other+json'],
    ['getVendorThing', 'application/vnd.thing.v2+json'],
    ['getVendorThing', 'application/json'],
    ['getCharsetThing', 'application/json'],
    ['getAnyThing', 'application/json'],
  ])('%s: an answer of type %s is read as JSON', async (operation, type) => {
    expect(await answered(client, operation, jsonAnswer(thing, 200, type))).toEqual(JSON.parse(thing));
  });

  test('an answer without Content-Type is read as described', async () => {
    expect(await answered(client, 'getThing', new Response(new TextEncoder().encode(thing)))).toEqual(
      JSON.parse(thing),
    );
  });

  test('an integer beyond 2^53 is a bigint, exactly; all else is as JSON.parse has it', async () => {
    const text =
      '{"id":9007199254740993,"ids":[1,-9223372036854775808,9007199254740991],"small":2,"ratio":1.5,"text":"9007199254740993"}';
    expect(await answered(client, 'getInt64', jsonAnswer(text))).toEqual({
      id: 9007199254740993n,
      ids: [1, -9223372036854775808n, 9007199254740991],
      small: 2,
      ratio: 1.5,
      text: '9007199254740993',
    });
    expect(await answered(client, 'getInt64s', jsonAnswer('[9007199254740993]'))).toEqual([
      9007199254740993n,
    ]);
  });

  test('null is null, for objects and for lists', async () => {
    expect(await answered(client, 'getNullable', jsonAnswer('null'))).toBeNull();
    expect(await answered(client, 'getNullableList', jsonAnswer('null'))).toBeNull();
  });

  test('maps, lists of unique items, numbers and texts are what the JSON says', async () => {
    expect(await answered(client, 'getMap', jsonAnswer('{"a":[{"first_name":"A"}]}'))).toEqual({
      a: [{ first_name: 'A' }],
    });
    expect(await answered(client, 'getSet', jsonAnswer('[{"first_name":"A"}]'))).toEqual([
      { first_name: 'A' },
    ]);
    expect(await answered(client, 'getNumber', jsonAnswer('0'))).toBe(0);
    expect(await answered(client, 'getString', jsonAnswer('"5"'))).toBe('5');
  });

  test('a media type without schema is read all the same', async () => {
    expect(await answered(client, 'getJsonWithoutSchema', jsonAnswer('{"a":[1]}'))).toEqual({ a: [1] });
  });

  test('an HTML page where JSON is promised is an error that tells the status, not a SyntaxError', async () => {
    const page = new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } });
    expect(await failed(client, 'getThing', page)).toMatchObject({ code: 'response_format', status: 200 });
  });
});

describe('text and bytes', () => {
  test.each([
    ['getText', 'text/plain', 'a "quoted" 5'],
    ['getText', 'text/plain', '5'],
    ['getText', 'text/plain', ''],
    ['getCsv', 'text/csv', 'a,b\n1,2'],
    ['getXml', 'application/xml', '<a>ü</a>'],
    ['getLines', 'application/x-ndjson', '{"a":1}\n{"a":2}\n'],
    ['getEvents', 'text/event-stream', 'data: 1\n\n'],
  ])('%s: %s is text: %j', async (operation, type, text) => {
    expect(await answered(client, operation, new Response(text, { headers: { 'content-type': type } }))).toBe(
      text,
    );
  });

  test.each([
    ['getBytes', 'application/octet-stream'],
    ['getPdf', 'application/pdf'],
    ['getImage', 'image/png'],
    ['getJsonBytes', 'application/json'],
  ])('%s: %s is a Blob, byte for byte', async (operation, type) => {
    const value = await answered(
      client,
      operation,
      new Response(new Uint8Array([0, 255, 13, 10]), { headers: { 'content-type': type } }),
    );
    expect([...new Uint8Array(await (value as Blob).arrayBuffer())]).toEqual([0, 255, 13, 10]);
    expect((value as Blob).type).toBe(type);
  });
});

describe('several', () => {
  test('each status is read by its own description', async () => {
    expect(await answered(client, 'severalStatuses', jsonAnswer(thing, 200))).toEqual(JSON.parse(thing));
    expect(await answered(client, 'severalStatuses', jsonAnswer('{"receipt_id":"r"}', 201))).toEqual({
      receipt_id: 'r',
    });
    expect(
      await answered(
        client,
        'severalStatuses',
        new Response('later', { status: 202, headers: { 'content-type': 'text/plain' } }),
      ),
    ).toBe('later');
    expect(await answered(client, 'severalStatuses', new Response(null, { status: 204 }))).toBeUndefined();
    const part = new Response('part', {
      status: 206,
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(await ((await answered(client, 'severalStatuses', part)) as Blob).text()).toBe('part');
  });

  test('each media type is read by its own description', async () => {
    expect(await answered(client, 'severalTypes', jsonAnswer(thing))).toEqual(JSON.parse(thing));
    expect(
      await answered(
        client,
        'severalTypes',
        new Response('a,b', { headers: { 'content-type': 'text/csv; charset=utf-8' } }),
      ),
    ).toBe('a,b');
    const pdf = new Response('%PDF', { headers: { 'content-type': 'application/pdf' } });
    expect(await ((await answered(client, 'severalTypes', pdf)) as Blob).text()).toBe('%PDF');
  });

  test('Accept lists what a success can be, in the order of the description, then what an error can be', async () => {
    expect((await sent(client, 'severalTypes')).headers.get('accept')).toBe(
      'application/json, text/csv, application/pdf, application/problem+json',
    );
  });

  test('versions of one media type are all asked for, and read alike', async () => {
    expect((await sent(client, 'getVersioned')).headers.get('accept')).toBe(
      'application/vnd.thing+json; version=2, application/vnd.thing+json; version=1, text/csv',
    );
    for (const type of ['application/vnd.thing+json; version=1', 'application/vnd.thing+json']) {
      expect(await answered(client, 'getVersioned', jsonAnswer(thing, 200, type))).toEqual(JSON.parse(thing));
    }
  });

  test('an example that looks like a reference does not disturb', async () => {
    expect(await answered(client, 'getExamples', jsonAnswer(thing))).toEqual(JSON.parse(thing));
  });

  test('Accept is not sent where no answer has a body', async () => {
    expect((await sent(client, 'getEmpty')).headers.get('accept')).toBeNull();
  });

  test('ranges: a 2XX answer, and an answer only default describes', async () => {
    expect(await answered(client, 'successRange', jsonAnswer(thing, 203))).toEqual(JSON.parse(thing));
    expect(await answered(client, 'onlyDefault', jsonAnswer(thing, 200))).toEqual(JSON.parse(thing));
  });

  test('a success that is not described is undefined where only errors are', async () => {
    expect(await answered(client, 'onlyErrors', jsonAnswer(thing, 200))).toBeUndefined();
  });
});

describe('no content, whatever the description says', () => {
  test('HEAD is answered without a body, and asks for what GET would get', async () => {
    expect(await answered(client, 'headThing', new Response(null))).toBeUndefined();
    expect((await sent(client, 'headThing')).headers.get('accept')).toBe('application/json');
    expect(await failed(client, 'headThing', new Response(null, { status: 404 }))).toMatchObject({
      status: 404,
      body: undefined,
      bodyProblem: undefined,
    });
  });

  test.each([
    ['putThing', 204],
    ['deleteThing', 205],
  ])('%s: %d', async (operation, status) => {
    expect(await answered(client, operation, new Response(null, { status }))).toBeUndefined();
  });

  test('204 where the description has none, and promises a body, is an error and not undefined', async () => {
    expect(await failed(client, 'getThing', new Response(null, { status: 204 }))).toMatchObject({
      code: 'response_format',
      status: 204,
      reason: 'empty_body',
    });
  });
});

describe('the body of an error', () => {
  const text = (status: number, type: string, body: string): Response =>
    new Response(body, { status, headers: { 'content-type': type } });

  test.each([
    [402, 'application/json', '{"code":"insufficient_funds"}', { code: 'insufficient_funds' }],
    [500, 'application/json', '{"code":"down"}', { code: 'down' }],
    [502, 'text/html', '<html>Bad Gateway</html>', '<html>Bad Gateway</html>'],
    [402, 'text/plain', 'no money', 'no money'],
  ])(
    'of %d, which the description does not tell, is what was sent: %s %s',
    async (status, type, sent, body) => {
      expect(await failed(client, 'pay', text(status, type, sent))).toMatchObject({
        status,
        body,
        rawBody: body,
        bodyProblem: undefined,
      });
    },
  );

  test('of another type than described is kept as rawBody, beside a body that keeps its type', async () => {
    expect(await failed(client, 'pay', text(424, 'text/plain', 'the bank is closed'))).toMatchObject({
      status: 424,
      body: undefined,
      rawBody: 'the bank is closed',
      bodyProblem: 'unexpected_content_type',
    });
  });
});

describe('errors', () => {
  test.each([
    [404, 'application/problem+json', '{"title":"t"}', { title: 't' }],
    [409, 'text/plain', 'busy', 'busy'],
    [400, 'application/json', '{"error_code":1}', { error_code: 1 }],
    [500, 'application/json', '{"error_code":2}', { error_code: 2 }],
    [500, 'text/html', '<html>', undefined],
    [400, 'application/json', '{broken', undefined],
    [404, 'application/problem+json', '', undefined],
  ])('%d with %s %j: status and body, where it is as described', async (status, type, text, body) => {
    const error = await failed(
      client,
      'getThing',
      new Response(text, { status, headers: { 'content-type': type } }),
    );
    expect(error).toMatchObject({ code: 'http_status', status });
    expect(error.body).toEqual(body);
  });

  test('304 and a redirect that is not followed are errors', async () => {
    expect(await failed(client, 'getThing', new Response(null, { status: 304 }))).toMatchObject({
      code: 'http_status',
      status: 304,
    });
    expect(
      await failed(client, 'getThing', new Response(null, { status: 302, headers: { location: '/x' } })),
    ).toMatchObject({ status: 302 });
  });
});
