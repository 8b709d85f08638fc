import * as fc from 'fast-check';
import {
  deepObject,
  deepObjectBrackets,
  deepObjectRepeat,
  type Encode,
  nestedJson,
  type Param,
  query,
  queryJoined,
  queryJson,
  queryPiped,
  queryPrimitive,
  querySpaced,
} from '../../src/index.js';
import { emptyDraft, parameter, rejection, sent } from '../support.js';

const array = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

function encoded(encode: Encode, value: unknown, more: Partial<Param> = {}): string {
  const draft = emptyDraft();
  encode(draft, parameter(encode, 'color', more), value);
  return draft.query.join('&');
}

describe('OpenAPI 3.0.4 and 3.1.1 style examples', () => {
  test.each<[string, Encode, unknown, string]>([
    ['form, empty', queryJoined, '', 'color='],
    ['form, string', queryJoined, 'blue', 'color=blue'],
    ['form, array', queryJoined, array, 'color=blue,black,brown'],
    ['form, object', queryJoined, object, 'color=R,100,G,200,B,150'],
    ['form explode, empty', query, '', 'color='],
    ['form explode, string', query, 'blue', 'color=blue'],
    ['form explode, array', query, array, 'color=blue&color=black&color=brown'],
    ['form explode, object', query, object, 'R=100&G=200&B=150'],
    ['spaceDelimited, array', querySpaced, array, 'color=blue%20black%20brown'],
    ['spaceDelimited, object', querySpaced, object, 'color=R%20100%20G%20200%20B%20150'],
    ['pipeDelimited, array', queryPiped, array, 'color=blue%7Cblack%7Cbrown'],
    ['pipeDelimited, object', queryPiped, object, 'color=R%7C100%7CG%7C200%7CB%7C150'],
    ['deepObject, object', deepObject, object, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ])('%s', (_title, encode, value, text) => {
    expect(encoded(encode, value)).toBe(text);
  });

  test.each<[string, Encode]>([
    ['form explode', query],
    ['form', queryJoined],
    ['spaceDelimited', querySpaced],
    ['pipeDelimited', queryPiped],
  ])('%s: nothing is sent for an empty array or object, nor for members that are null', (_title, encode) => {
    expect(encoded(encode, [])).toBe('');
    expect(encoded(encode, {})).toBe('');
    expect(encoded(encode, [null, undefined])).toBe('');
    expect(encoded(encode, { a: null })).toBe('');
  });

  test('members that are null are left out, those that are 0, false or empty are not', () => {
    expect(encoded(query, [0, null, '', undefined, false])).toBe('color=0&color=&color=false');
    expect(encoded(query, { a: 0, b: null, c: '', d: false })).toBe('a=0&c=&d=false');
  });

  test('delimiters within values are percent-encoded', () => {
    expect(encoded(queryJoined, ['a,b', 'c&d'])).toBe('color=a%2Cb,c%26d');
  });

  test.each<[string, Encode, unknown]>([
    ['a space in spaceDelimited', querySpaced, ['a b', 'c']],
    ['a pipe in pipeDelimited', queryPiped, ['a|b', 'c']],
  ])('%s is refused: the server would read two values', (_title, encode, value) => {
    expect(() => encoded(encode, value)).toThrow('"color" holds its own delimiter');
  });

  test('so is one that is escaped already, where escapes are sent as they are', () => {
    for (const escaped of ['a%7Cb', 'a%7cb']) {
      expect(() => encoded(queryPiped, [escaped, 'c'], { allowReserved: true })).toThrow('its own delimiter');
      expect(encoded(queryPiped, [escaped, 'c'])).toBe(`color=a%25${escaped.slice(2)}%7Cc`);
    }
    expect(encoded(queryPiped, ['a%2Cb', 'c'], { allowReserved: true })).toBe('color=a%2Cb%7Cc');
  });

  test('a single text may hold the delimiter of its style', () => {
    expect(encoded(queryPiped, 'a|b')).toBe('color=a%7Cb');
  });
});

describe('queryPrimitive: what the styles make of one value', () => {
  test.each<[unknown, string]>([
    ['', 'color='],
    ["AZaz09-._~ !'()*+&=#[]", 'color=AZaz09-._~%20%21%27%28%29%2A%2B%26%3D%23%5B%5D'],
    [0, 'color=0'],
    [false, 'color=false'],
    [9007199254740993n, 'color=9007199254740993'],
    [new Date('2024-03-10T00:00:00Z'), 'color=2024-03-10T00%3A00%3A00.000Z'],
  ])('%p is %s, as query writes it', (value, text) => {
    expect(encoded(queryPrimitive, value)).toBe(text);
    expect(encoded(query, value)).toBe(text);
  });

  test('names are escaped', () => {
    expect(encoded(queryPrimitive, 1, { name: "q'u&=[x]" })).toBe('q%27u%26%3D%5Bx%5D=1');
  });

  test.each([[['blue']], [{ R: 1 }], [Number.NaN], ['\ud800']])('%p is refused', (value) => {
    expect(() => encoded(queryPrimitive, value)).toThrow('"color"');
  });
});

describe('deepObject', () => {
  const settings = { days: [1, 2], fee: { amount: 5 }, none: null };

  test.each<[string, Encode, unknown, string]>([
    [
      'nests objects by brackets, lists by indices',
      deepObject,
      settings,
      'a[days][0]=1&a[days][1]=2&a[fee][amount]=5',
    ],
    ['writes a list as its style', deepObject, ['x', 'y'], 'a[0]=x&a[1]=y'],
    ['writes objects in a list', deepObject, [{ p: 'x', q: 2 }, { p: 'y' }], 'a[0][p]=x&a[0][q]=2&a[1][p]=y'],
    ['writes lists in a list', deepObject, [['x'], ['y', 'z']], 'a[0][0]=x&a[1][0]=y&a[1][1]=z'],
    ['leaves no gap for null in a list', deepObject, [null, 'x', undefined, 'y'], 'a[0]=x&a[1]=y'],
    ['writes the primitive of a union', deepObject, 5, 'a=5'],
    ['sends nothing for what is empty', deepObject, { list: [], object: {} }, ''],
    [
      'has empty brackets for lists on request',
      deepObjectBrackets,
      settings,
      'a[days][]=1&a[days][]=2&a[fee][amount]=5',
    ],
    ['has empty brackets for a list alone on request', deepObjectBrackets, ['x', 'y'], 'a[]=x&a[]=y'],
    [
      'repeats names for lists on request',
      deepObjectRepeat,
      settings,
      'a[days]=1&a[days]=2&a[fee][amount]=5',
    ],
    ['repeats its name for a list alone on request', deepObjectRepeat, ['x', 'y'], 'a=x&a=y'],
  ])('%s', (_title, encode, value, text) => {
    expect(decodeURIComponent(encoded(encode, value, { name: 'a' }))).toBe(text);
  });

  test.each<[string, Encode]>([
    ['empty brackets', deepObjectBrackets],
    ['repeated names', deepObjectRepeat],
  ])(
    '%s cannot write objects or lists in a list: the server would mix up their members',
    (_title, encode) => {
      for (const value of [[{ b: 1 }], { a: [{ b: 1 }] }, [['x']]])
        expect(() => encoded(encode, value)).toThrow('"color" has an object or list within a list');
    },
  );

  test('32 levels are written, one more is refused', () => {
    const nested = (levels: number): object =>
      levels === 0 ? {} : { a: levels === 1 ? 1 : nested(levels - 1) };
    expect(decodeURIComponent(encoded(deepObject, nested(32)))).toBe(`color${'[a]'.repeat(32)}=1`);
    expect(() => encoded(deepObject, nested(33))).toThrow('nested deeper than 32 levels');
  });

  test('a cycle is refused', () => {
    const value: Record<string, unknown> = {};
    value.self = value;
    expect(() => encoded(deepObject, value)).toThrow('nested deeper than 32 levels');
  });
});

describe('objects and lists within a value', () => {
  test.each<[string, Encode, unknown, string]>([
    ['form explode', query, [{ a: 'é' }, ['x']], 'color={"a":"\\u00e9"}&color=["x"]'],
    ['form explode, a member', query, { a: { b: 1 } }, 'a={"b":1}'],
    ['form', queryJoined, [{ a: 1 }, 'x'], 'color={"a":1},x'],
    ['pipeDelimited', queryPiped, [{ a: 1 }, 'x'], 'color={"a":1}|x'],
  ])('%s: they are JSON where the description allows them', (_title, encode, value, text) => {
    expect(decodeURIComponent(encoded(nestedJson, value, { as: encode }))).toBe(text);
  });

  test('and refused where it does not', () => {
    expect(() => encoded(query, [{ a: 1 }])).toThrow('"color" holds a value that its style cannot write');
  });
});

describe('escaping', () => {
  test('any text comes back from a query as it went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (key, text) => {
        const pairs = [...new URLSearchParams(encoded(query, { [key]: text, z: '1' }))];
        expect(new Map(pairs).get(key)).toBe(key === 'z' ? '1' : text);
        expect(pairs).toHaveLength(key === 'z' ? 1 : 2);
      }),
    );
  });

  test('only unreserved characters stay (RFC 3986 §2.3)', () => {
    expect(encoded(query, "AZaz09-._~ !'()*+&=#[]")).toBe(
      'color=AZaz09-._~%20%21%27%28%29%2A%2B%26%3D%23%5B%5D',
    );
  });

  test('names are escaped too', () => {
    expect(encoded(query, 1, { name: "q'u&=[x]" })).toBe('q%27u%26%3D%5Bx%5D=1');
  });

  test('numbers beyond 2^53 are written as digits', () => {
    expect(encoded(query, 9007199254740993n)).toBe('color=9007199254740993');
    expect(encoded(queryJson, { id: 9007199254740993n })).toBe('color=%7B%22id%22%3A9007199254740993%7D');
  });

  test('what JSON cannot write is refused', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(() => encoded(queryJson, cycle)).toThrow('"color[0]" holds itself');
    expect(() => encoded(queryJson, () => 1)).toThrow('"color" is of a type that JSON cannot write');
  });
});

describe('allowReserved', () => {
  const reserved = { allowReserved: true };

  test('reserved characters and percent-encoded triplets pass', () => {
    expect(encoded(query, "a/b?c:d@e!f$g'(h)*,;=%41%c3", reserved)).toBe("color=a/b?c:d@e!f$g'(h)*,;=%41%c3");
  });

  test('what a query may not hold, or reads otherwise, is encoded (OpenAPI 3.1.1)', () => {
    expect(encoded(query, '[]#&+', reserved)).toBe('color=%5B%5D%23%26%2B');
  });

  test('the rest is encoded, a lone % too', () => {
    expect(encoded(query, '100% <ü😀>', reserved)).toBe('color=100%25%20%3C%C3%BC%F0%9F%98%80%3E');
    expect(encoded(query, '%4z%', reserved)).toBe('color=%254z%25');
  });

  test('names stay strict', () => {
    expect(encoded(query, { 'a=b': 'c=d' }, reserved)).toBe('a%3Db=c=d');
  });

  test('a value cannot add a pair or end the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const url = new URL(`https://h.test/?${encoded(query, text, reserved)}&z=1`);
        expect([...url.searchParams.keys()]).toEqual(['color', 'z']);
        expect(url.hash).toBe('');
      }),
    );
  });

  test('a lone surrogate is refused', () => {
    expect(() => encoded(query, '\ud800', reserved)).toThrow('"color" holds half of a surrogate pair');
  });
});

describe('the query of the URL', () => {
  const params = [parameter(query, 'a')];

  test.each([
    ['https://h.test', '/p', 'https://h.test/p?a=1'],
    ['https://h.test', '/p?x=0', 'https://h.test/p?x=0&a=1'],
    ['https://h.test/v1/', '/p?x=0', 'https://h.test/v1/p?x=0&a=1'],
  ])('%s and %s make one', async (basePath, path, url) => {
    expect((await sent({ path, params }, { a: 1 }, { basePath })).url).toBe(url);
  });

  test.each(['https://h.test/v1/?k=v', 'https://h.test/v1/?', 'https://h.test/#part'])(
    'a base URL has none: %s is refused',
    async (basePath) => {
      const error = await rejection(sent({ path: '/p', params }, { a: 1 }, { basePath }));
      expect(error).toMatchObject({ code: 'invalid_request', field: 'basePath' });
    },
  );

  test('without pairs there is no ?', async () => {
    expect((await sent({ path: '/p', params }, {})).url).toBe('https://api.example.test/p');
  });
});
