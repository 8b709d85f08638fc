import * as fc from 'fast-check';
import { chooseBody, jsonBody, jsonInt64, jsonInt64Body, textBody } from '../../src/index.js';
import { newCall, rejection, sent } from '../support.js';

const json = {
  method: 'POST',
  body: { encode: jsonBody, type: 'application/json', required: true },
};
const int64 = {
  method: 'POST',
  body: { encode: jsonInt64Body, type: 'application/json', required: true },
};

describe('jsonBody', () => {
  test.each([
    [{ a: 1 }, '{"a":1}'],
    ['text', '"text"'],
    [0, '0'],
    [false, 'false'],
    ['', '""'],
    [[], '[]'],
    [null, 'null'],
  ])('%p is sent as %s', async (body, text) => {
    const { init, headers } = await sent(json, { body });
    expect(init.body).toBe(text);
    expect(headers.get('content-type')).toBe('application/json');
  });

  test('the media type is that of the description', async () => {
    const body = { encode: jsonBody, type: 'application/vnd.x+json; v=2', required: true };
    const { init, headers } = await sent({ method: 'POST', body }, { body: null });
    expect(init.body).toBe('null');
    expect(headers.get('content-type')).toBe('application/vnd.x+json; v=2');
  });

  test.each(['application/x-ndjson', 'application/json-seq', 'application/jsonl', 'text/plain'])(
    'null is no body where one value of JSON is not what %s holds',
    async (type) => {
      const optional = { method: 'POST', body: { encode: textBody, type } };
      expect((await sent(optional, { body: null })).init).not.toHaveProperty('body');
    },
  );

  test('a range is sent as application/json', async () => {
    const body = { encode: chooseBody, contents: [{ encode: jsonBody, type: '*/*' }], required: true };
    const { headers } = await sent({ method: 'POST', body }, { body: {} });
    expect(headers.get('content-type')).toBe('application/json');
  });

  test.each([
    ['a bigint', { id: 1n }, 'body.id'],
    ['a function', () => 1, 'body'],
  ])('%s is refused', async (_title, body, field) => {
    expect(await rejection(sent(json, { body }))).toMatchObject({ code: 'invalid_request', field });
  });
});

describe('jsonInt64Body', () => {
  test.each<[unknown, string]>([
    [9007199254740993n, '9007199254740993'],
    [{ id: -9223372036854775808n, n: 1.5 }, '{"id":-9223372036854775808,"n":1.5}'],
    [
      { s: '#1', t: '##2', u: '"#3"', v: '\\#4', '#5': '#', '#6': 6n },
      '{"s":"#1","t":"##2","u":"\\"#3\\"","v":"\\\\#4","#5":"#","#6":6}',
    ],
    [[{ a: undefined, b: 1n, c: new Date(0) }], '[{"b":1,"c":"1970-01-01T00:00:00.000Z"}]'],
    [{ a: '#x' }, '{"a":"#x"}'],
  ])('%p is sent as %s', async (body, text) => {
    expect((await sent(int64, { body })).init.body).toBe(text);
  });

  test('without a bigint it writes what JSON.stringify writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (body) => {
        expect((await sent(int64, { body })).init.body).toBe(JSON.stringify(body));
      }),
    );
  });

  test('whatever is written is read again, strings like numbers and markers among it', async () => {
    const leaf = fc.oneof(
      fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n }),
      fc.bigInt({ min: -(2n ** 64n), max: -(2n ** 53n) }),
      fc.integer(),
      fc.string({
        unit: fc.constantFrom('#', '"', '\\', '1', '9007199254740993', ':', ' ', '\n', '\u2028', 'é'),
      }),
      fc.boolean(),
      fc.constant(null),
    );
    const key = fc.string({ unit: fc.constantFrom('#', '"', '\\', '1', ':', 'a') });
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('tree')), fc.dictionary(key, tie('tree'))),
    }));
    await fc.assert(
      fc.asyncProperty(tree, async (body) => {
        const text = (await sent(int64, { body })).init.body as string;
        expect(await jsonInt64(new Response(text), newCall())).toEqual(body);
      }),
    );
  });
});

describe('textBody', () => {
  const text = { method: 'POST', body: { encode: textBody, type: 'text/csv', required: true } };

  test.each([
    ['a,b\n', 'a,b\n'],
    ['', ''],
    [0, '0'],
    [true, 'true'],
    [7n, '7'],
  ])('%p is sent bare', async (body, bare) => {
    const { init, headers } = await sent(text, { body });
    expect(init.body).toBe(bare);
    expect(headers.get('content-type')).toBe('text/csv');
  });

  test('an object is refused, never sent as [object Object]', async () => {
    expect(await rejection(sent(text, { body: { a: 1 } }))).toMatchObject({ field: 'body' });
  });
});
