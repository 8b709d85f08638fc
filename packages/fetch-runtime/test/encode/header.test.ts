import { type Encode, header, headerExplode, headerJson, headerPrimitive } from '../../src/index.js';
import { emptyDraft, parameter, rejection, sent } from '../support.js';

const array = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

function encoded(encode: Encode, value: unknown): string | undefined {
  const draft = emptyDraft();
  encode(draft, parameter(encode), value);
  return draft.headers.color;
}

describe('OpenAPI 3.0.4 and 3.1.1 style examples', () => {
  test.each<[string, Encode, unknown, string]>([
    ['simple, empty', header, '', ''],
    ['simple, string', header, 'blue', 'blue'],
    ['simple, array', header, array, 'blue,black,brown'],
    ['simple, object', header, object, 'R,100,G,200,B,150'],
    ['simple explode, empty', headerExplode, '', ''],
    ['simple explode, string', headerExplode, 'blue', 'blue'],
    ['simple explode, array', headerExplode, array, 'blue,black,brown'],
    ['simple explode, object', headerExplode, object, 'R=100,G=200,B=150'],
  ])('%s', (_title, encode, value, text) => {
    expect(encoded(encode, value)).toBe(text);
  });

  test('nothing is sent for an empty array', () => {
    expect(encoded(header, [])).toBeUndefined();
  });

  test('values are not percent-encoded', () => {
    expect(encoded(header, 'a b%/é')).toBe('a b%/é');
  });

  test('JSON outside ASCII is escaped, as headers know no UTF-8', () => {
    expect(encoded(headerJson, { name: 'é😀\n' })).toBe('{"name":"\\u00e9\\ud83d\\ude00\\n"}');
  });
});

describe('values that no header may hold', () => {
  test.each([
    ['a line feed', 'secret\nX-Admin: 1'],
    ['a carriage return', 'secret\rX-Admin: 1'],
    ['NUL', 'secret\0'],
    ['DEL', 'secret\x7f'],
    ['a character outside Latin-1', 'secret€'],
  ])('%s is refused, naming the parameter and not the value', async (_title, value) => {
    const promise = sent({ params: [parameter(header, 'X-Trace', { key: 'xTrace' })] }, { xTrace: value });
    const error = await rejection(promise);
    expect(error).toMatchObject({ name: 'RequestError', field: 'xTrace' });
    expect(error.message).not.toContain('secret');
  });

  test.each([
    ['a line feed', { 'X-Trace': 'secret\nX-Admin: 1' }],
    ['NUL', { 'X-Trace': 'secret\0' }],
    ['another control character', { 'X-Trace': 'secret\x01' }],
    ['DEL', { 'X-Trace': 'secret\x7f' }],
    ['a character outside Latin-1', { 'X-Trace': 'secret€' }],
    ['a name that is no token', { 'secret X': '1' }],
    ['an empty name', { '': 'secret' }],
  ])('%s: the same holds for the headers of the configuration and of a call', async (_title, headers) => {
    const bad = { headers };
    for (const promise of [sent({}, {}, bad), sent({}, {}, {}, bad), sent({}, {}, {}, async () => bad)]) {
      const error = await rejection(promise);
      expect(error).toMatchObject({ name: 'RequestError', code: 'invalid_request', field: 'headers' });
      expect(error.message).not.toContain('secret');
    }
  });

  test('a line break at the end of a configured value is white space, and goes', async () => {
    const { headers } = await sent({}, {}, { headers: { 'X-Trace': 'from a file\n' } });
    expect(headers.get('x-trace')).toBe('from a file');
  });
});

describe('headerPrimitive: what the style makes of one value', () => {
  test.each<[unknown, string]>([
    ['', ''],
    ['a b%/é', 'a b%/é'],
    [0, '0'],
    [false, 'false'],
    [9007199254740993n, '9007199254740993'],
    [new Date('2024-03-10T00:00:00Z'), '2024-03-10T00:00:00.000Z'],
  ])('%p is %s, as header writes it', (value, text) => {
    expect(encoded(headerPrimitive, value)).toBe(text);
    expect(encoded(header, value)).toBe(text);
  });

  test.each<[string, unknown]>([
    ['a list', ['secret']],
    ['an object', { a: 'secret' }],
    ['NaN', Number.NaN],
    ['a line break', 'secret\nX-Admin: 1'],
  ])('%s is refused, naming the parameter and not the value', async (_title, trace) => {
    const error = await rejection(
      sent({ params: [parameter(headerPrimitive, 'X-Trace', { key: 'trace' })] }, { trace }),
    );
    expect(error).toMatchObject({ name: 'RequestError', field: 'trace' });
    expect(error.message).not.toContain('secret');
  });
});

describe('who wins', () => {
  const parts = {
    accept: 'application/json',
    params: [parameter(header, 'X-Trace', { key: 'trace' })],
  };

  test('a header of the operation replaces that of the configuration, in any letter case', async () => {
    const headers = { ACCEPT: '*/*', 'x-trace': 'configured', 'X-Other': 'kept', 'X-None': undefined };
    const request = await sent(parts, { trace: 'given' }, { headers });
    expect(Object.fromEntries(request.headers)).toEqual({
      accept: 'application/json',
      'x-trace': 'given',
      'x-other': 'kept',
    });
  });

  test.each([
    ['an object', { 'X-TRACE': 'mine', 'x-none': undefined }],
    ['pairs', [['X-TRACE', 'mine']]],
    ['Headers', new Headers({ 'X-TRACE': 'mine' })],
  ])('options.headers as %s change only what it names', async (_title, headers) => {
    const request = await sent(parts, { trace: 'given' }, {}, { headers: headers as unknown as Headers });
    expect(Object.fromEntries(request.headers)).toEqual({ accept: 'application/json', 'x-trace': 'mine' });
  });

  test('pairs that repeat a name join, as in new Headers', async () => {
    const request = await sent(
      {},
      {},
      {},
      {
        headers: [
          ['X-A', '1'],
          ['x-a', '2'],
        ],
      },
    );
    expect(request.headers.get('x-a')).toBe('1, 2');
  });
});
