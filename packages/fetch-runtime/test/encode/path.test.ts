import * as fc from 'fast-check';
import {
  type Encode,
  pathJson,
  pathLabel,
  pathLabelExplode,
  pathMatrix,
  pathMatrixExplode,
  pathPrimitive,
  pathSimple,
  pathSimpleExplode,
  queryPrimitive,
} from '../../src/index.js';
import { emptyDraft, parameter, rejection, sent } from '../support.js';

const array = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

function encoded(encode: Encode, value: unknown): string {
  // Beside other text: a segment of its own may not become empty, nor a dot.
  const draft = emptyDraft('/~{color}');
  encode(draft, parameter(encode), value);
  return draft.path.slice(2);
}

async function pathFor(path: string, request: object, encode: Encode = pathSimple): Promise<string> {
  const names = [...new Set(Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1]!))];
  const params = names.map((name) => parameter(encode, name));
  return new URL((await sent({ path, params }, request)).url).pathname;
}

describe('OpenAPI 3.0.4 and 3.1.1 style examples', () => {
  test.each<[string, Encode, unknown, string]>([
    ['matrix, empty', pathMatrix, '', ';color'],
    ['matrix, string', pathMatrix, 'blue', ';color=blue'],
    ['matrix, array', pathMatrix, array, ';color=blue,black,brown'],
    ['matrix, object', pathMatrix, object, ';color=R,100,G,200,B,150'],
    ['matrix explode, empty', pathMatrixExplode, '', ';color'],
    ['matrix explode, string', pathMatrixExplode, 'blue', ';color=blue'],
    ['matrix explode, array', pathMatrixExplode, array, ';color=blue;color=black;color=brown'],
    ['matrix explode, object', pathMatrixExplode, object, ';R=100;G=200;B=150'],
    ['label, empty', pathLabel, '', '.'],
    ['label, string', pathLabel, 'blue', '.blue'],
    ['label, array', pathLabel, array, '.blue,black,brown'],
    ['label, object', pathLabel, object, '.R,100,G,200,B,150'],
    ['label explode, empty', pathLabelExplode, '', '.'],
    ['label explode, string', pathLabelExplode, 'blue', '.blue'],
    ['label explode, array', pathLabelExplode, array, '.blue.black.brown'],
    ['label explode, object', pathLabelExplode, object, '.R=100.G=200.B=150'],
    ['simple, empty', pathSimple, '', ''],
    ['simple, string', pathSimple, 'blue', 'blue'],
    ['simple, array', pathSimple, array, 'blue,black,brown'],
    ['simple, object', pathSimple, object, 'R,100,G,200,B,150'],
    ['simple explode, empty', pathSimpleExplode, '', ''],
    ['simple explode, string', pathSimpleExplode, 'blue', 'blue'],
    ['simple explode, array', pathSimpleExplode, array, 'blue,black,brown'],
    ['simple explode, object', pathSimpleExplode, object, 'R=100,G=200,B=150'],
  ])('%s', (_title, encode, value, text) => {
    expect(encoded(encode, value)).toBe(text);
  });

  test('RFC 6570 §3.2.7: an empty member of an exploded matrix has no =', () => {
    expect(encoded(pathMatrixExplode, { R: '', G: 1 })).toBe(';R;G=1');
  });

  test('a parameter with content is JSON', () => {
    expect(encoded(pathJson, { a: [1, 'ü'] })).toBe('%7B%22a%22%3A%5B1%2C%22%C3%BC%22%5D%7D');
  });

  test.each<[string, Encode]>([
    ['matrix', pathMatrix],
    ['matrix explode', pathMatrixExplode],
    ['label', pathLabel],
    ['label explode', pathLabelExplode],
    ['simple', pathSimple],
  ])('%s: an empty array, or one of nothing, writes nothing', (_title, encode) => {
    expect(encoded(encode, [])).toBe('');
    expect(encoded(encode, [null, undefined])).toBe('');
    expect(encoded(encode, { a: null })).toBe('');
  });
});

describe('values', () => {
  test.each<[unknown, string]>([
    [0, '/0'],
    [false, '/false'],
    [9007199254740993n, '/9007199254740993'],
    [new Date('2024-03-10T00:00:00Z'), '/2024-03-10T00%3A00%3A00.000Z'],
    ["-._~!'()*", '/-._~%21%27%28%29%2A'],
    ['a b/c?d#e%f', '/a%20b%2Fc%3Fd%23e%25f'],
    ['😀', '/%F0%9F%98%80'],
    ["$& $1 $' $$", '/%24%26%20%241%20%24%27%20%24%24'],
    ['{id}', '/%7Bid%7D'],
    ['...', '/...'],
    ['%2e%2e', '/%252e%252e'],
  ])('%p is written as %s, by pathPrimitive too', async (value, path) => {
    expect(await pathFor('/{id}', { id: value })).toBe(path);
    expect(await pathFor('/{id}', { id: value }, pathPrimitive)).toBe(path);
  });

  test('a placeholder used twice is filled twice', async () => {
    expect(await pathFor('/{id}/copy-of/{id}', { id: 'a' })).toBe('/a/copy-of/a');
  });

  test('a value never reaches another segment, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (id) => {
        fc.pre(id !== '.' && id !== '..');
        const segments = (await pathFor('/a/{id}/z', { id })).split('/');
        expect(segments).toHaveLength(4);
        expect(decodeURIComponent(segments[2]!)).toBe(id);
      }),
    );
  });

  test.each<[string, object, Encode]>([
    ['/a/{id}/z', { id: '' }, pathSimple],
    ['/a/{id}/z', { id: '.' }, pathSimple],
    ['/a/{id}/z', { id: '..' }, pathSimple],
    ['/a/{id}', { id: [] }, pathSimple],
    ['/a/{id}?x=1', { id: '..' }, pathSimple],
    ['/a/{id}.', { id: '.' }, pathSimple],
    ['/a/%2e{id}', { id: '.' }, pathSimple],
    ['/a/{id}', { id: '' }, pathLabel],
    ['/a/{id}', { id: '.' }, pathLabel],
    ['/a/{id}', { id: '' }, pathPrimitive],
    ['/a/{id}/z', { id: '..' }, pathPrimitive],
  ])('%s with %p is refused: the path would be another one', async (path, request, encode) => {
    const error = await rejection(pathFor(path, request, encode));
    expect(error).toMatchObject({ code: 'invalid_request', field: 'id' });
    expect(error.message).toContain('makes a path segment that is empty, "." or ".."');
  });

  test('two values that make a segment together may each be a dot', async () => {
    expect(await pathFor('/{a}x{b}', { a: '.', b: '.' })).toBe('/.x.');
    expect(await pathFor('/{a}{b}', { a: '.', b: 'x' })).toBe('/.x');
    expect(await pathFor('/{a}{b}', { a: '', b: 'x' })).toBe('/x');
    const refused = { code: 'invalid_request', field: 'b' };
    expect(await rejection(pathFor('/{a}{b}', { a: '.', b: '.' }))).toMatchObject(refused);
    expect(await rejection(pathFor('/{a}{b}', { a: '', b: '' }))).toMatchObject(refused);
  });

  test('a query that the description itself writes stays as it is, before that of the parameters', async () => {
    const params = [parameter(pathSimple, 'id'), parameter(queryPrimitive, 'q')];
    expect((await sent({ path: '/a/{id}?x=1&y=/{id}', params }, { id: 'b', q: 2 })).url).toBe(
      'https://api.example.test/a/b?x=1&y=/{id}&q=2',
    );
  });

  test.each([[['a.b', 'c']], [{ a: 'b.c' }], [{ 'a.b': 1 }]])(
    'label explode: %j is refused, as the server would read another value',
    async (id) => {
      const error = await rejection(pathFor('/{id}', { id }, pathLabelExplode));
      expect(error).toMatchObject({ name: 'RequestError', field: 'id' });
      expect(error.message).toContain('holds its own delimiter, "."');
      expect(await pathFor('/{id}', { id: 'a.b' }, pathLabelExplode)).toBe('/.a.b');
    },
  );

  test('the segments that the description itself writes stay as they are', async () => {
    expect((await sent({ path: '//x/{id}/', params: [parameter(pathSimple, 'id')] }, { id: 1 })).url).toBe(
      'https://api.example.test//x/1/',
    );
  });

  test.each<[string, unknown, string]>([
    ['NaN', Number.NaN, 'is not a finite number'],
    ['infinity', Number.POSITIVE_INFINITY, 'is not a finite number'],
    ['an invalid date', new Date('no'), 'is an invalid date'],
    ['a lone surrogate', 'secret\ud800', 'holds half of a surrogate pair, which UTF-8 cannot write'],
    ['a nested object', { a: { b: 'secret' } }, 'holds a value that its style cannot write'],
    ['an array in an array', [['secret']], 'holds a value that its style cannot write'],
    ['a Map', new Map([['a', 'secret']]), 'holds a value that its style cannot write'],
    ['a Blob', new Blob(['secret']), 'holds a value that its style cannot write'],
    ['a function', () => 'secret', 'holds a value that its style cannot write'],
    ['a symbol', Symbol('secret'), 'holds a value that its style cannot write'],
  ])('%s is refused, naming the parameter and not the value', async (_title, id, problem) => {
    const error = await rejection(pathFor('/{id}', { id }));
    expect(error).toMatchObject({ name: 'RequestError', code: 'invalid_request', field: 'id' });
    expect(error.message).toBe(`getThing: "id" ${problem}`);
  });

  test.each([[['secret']], [{ a: 'secret' }]])('%p is no primitive', async (id) => {
    const error = await rejection(pathFor('/{id}', { id }, pathPrimitive));
    expect(error).toMatchObject({ name: 'RequestError', field: 'id' });
    expect(error.message).not.toContain('secret');
  });
});
