// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of a description, which must stay texts
import { type Client, loadClient } from './clients.js';
import { refused, sent } from './wire.js';

let client: Client;
beforeAll(async () => {
  client = await loadClient('parameters');
});

/** The values of the style examples of OpenAPI 3.0.4 and 3.1.1 (Parameter Object, Style Examples). */
const color = {
  empty: '',
  string: 'blue',
  array: ['blue', 'black', 'brown'],
  object: { R: '100', G: '200', B: '150' },
};
type Kind = keyof typeof color;

/** That table: operation, style, explode, kind of value, expected text. What it calls n/a is not here. */
const pathStyles: [operation: string, style: string, explode: boolean, kind: Kind, expected: string][] = [
  ['pathSimple', 'simple', false, 'string', 'blue'],
  ['pathSimple', 'simple', false, 'array', 'blue,black,brown'],
  ['pathSimple', 'simple', false, 'object', 'R,100,G,200,B,150'],
  ['pathSimpleExplode', 'simple', true, 'string', 'blue'],
  ['pathSimpleExplode', 'simple', true, 'array', 'blue,black,brown'],
  ['pathSimpleExplode', 'simple', true, 'object', 'R=100,G=200,B=150'],
  ['pathLabel', 'label', false, 'string', '.blue'],
  ['pathLabel', 'label', false, 'array', '.blue,black,brown'],
  ['pathLabel', 'label', false, 'object', '.R,100,G,200,B,150'],
  ['pathLabelExplode', 'label', true, 'string', '.blue'],
  ['pathLabelExplode', 'label', true, 'array', '.blue.black.brown'],
  ['pathLabelExplode', 'label', true, 'object', '.R=100.G=200.B=150'],
  ['pathMatrix', 'matrix', false, 'empty', ';color'],
  ['pathMatrix', 'matrix', false, 'string', ';color=blue'],
  ['pathMatrix', 'matrix', false, 'array', ';color=blue,black,brown'],
  ['pathMatrix', 'matrix', false, 'object', ';color=R,100,G,200,B,150'],
  ['pathMatrixExplode', 'matrix', true, 'empty', ';color'],
  ['pathMatrixExplode', 'matrix', true, 'string', ';color=blue'],
  ['pathMatrixExplode', 'matrix', true, 'array', ';color=blue;color=black;color=brown'],
  ['pathMatrixExplode', 'matrix', true, 'object', ';R=100;G=200;B=150'],
  ['pathDefault', 'simple (default)', false, 'array', 'blue,black,brown'],
  ['pathDefault', 'simple (default)', false, 'object', 'R,100,G,200,B,150'],
];

const queryStyles: typeof pathStyles = [
  ['queryForm', 'form', false, 'empty', 'color='],
  ['queryForm', 'form', false, 'string', 'color=blue'],
  ['queryForm', 'form', false, 'array', 'color=blue,black,brown'],
  ['queryForm', 'form', false, 'object', 'color=R,100,G,200,B,150'],
  ['queryFormExplode', 'form', true, 'empty', 'color='],
  ['queryFormExplode', 'form', true, 'string', 'color=blue'],
  ['queryFormExplode', 'form', true, 'array', 'color=blue&color=black&color=brown'],
  ['queryFormExplode', 'form', true, 'object', 'R=100&G=200&B=150'],
  ['querySpaceDelimited', 'spaceDelimited', false, 'array', 'color=blue%20black%20brown'],
  ['querySpaceDelimited', 'spaceDelimited', false, 'object', 'color=R%20100%20G%20200%20B%20150'],
  ['queryPipeDelimited', 'pipeDelimited', false, 'array', 'color=blue%7Cblack%7Cbrown'],
  ['queryPipeDelimited', 'pipeDelimited', false, 'object', 'color=R%7C100%7CG%7C200%7CB%7C150'],
  ['querySpaceDelimitedExplode', 'spaceDelimited', true, 'array', 'color=blue&color=black&color=brown'],
  ['queryPipeDelimitedExplode', 'pipeDelimited', true, 'array', 'color=blue&color=black&color=brown'],
  [
    'queryDeepObjectExplode',
    'deepObject',
    true,
    'object',
    'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150',
  ],
  ['queryDefault', 'form (default)', true, 'array', 'color=blue&color=black&color=brown'],
  ['queryDefault', 'form (default)', true, 'object', 'R=100&G=200&B=150'],
];

const headerStyles: typeof pathStyles = [
  ['headerSimple', 'simple', false, 'empty', ''],
  ['headerSimple', 'simple', false, 'string', 'blue'],
  ['headerSimple', 'simple', false, 'array', 'blue,black,brown'],
  ['headerSimple', 'simple', false, 'object', 'R,100,G,200,B,150'],
  ['headerSimpleExplode', 'simple', true, 'string', 'blue'],
  ['headerSimpleExplode', 'simple', true, 'array', 'blue,black,brown'],
  ['headerSimpleExplode', 'simple', true, 'object', 'R=100,G=200,B=150'],
  ['headerDefault', 'simple (default)', false, 'object', 'R,100,G,200,B,150'],
];

/** Exploded, the standard's `&` separates no cookies (3.1.1 Appendix D): they become cookies of their own. */
const cookieStyles: typeof pathStyles = [
  ['cookieForm', 'form', false, 'empty', 'color='],
  ['cookieForm', 'form', false, 'string', 'color=blue'],
  ['cookieForm', 'form', false, 'array', 'color=blue,black,brown'],
  ['cookieForm', 'form', false, 'object', 'color=R,100,G,200,B,150'],
  ['cookieFormExplode', 'form', true, 'string', 'color=blue'],
  ['cookieFormExplode', 'form', true, 'array', 'color=blue; color=black; color=brown'],
  ['cookieFormExplode', 'form', true, 'object', 'R=100; G=200; B=150'],
  ['cookieDefault', 'form (default)', true, 'array', 'color=blue; color=black; color=brown'],
];

describe('path', () => {
  test.each(pathStyles)(
    '%s: %s, explode=%s, of %s is %s',
    async (operation, _style, _explode, kind, expected) => {
      expect((await sent(client, operation, { color: color[kind] })).path).toBe(
        `/v1/${operation}/${expected}`,
      );
    },
  );

  test.each(['pathSimple', 'pathSimpleExplode', 'pathLabel', 'pathLabelExplode', 'pathDefault'])(
    '%s: an empty value, which would change the route, is refused',
    async (operation) => {
      expect(await refused(client, operation, { color: '' })).toMatchObject({
        code: 'invalid_request',
        field: 'color',
      });
    },
  );

  test.each(['pathSimple', 'pathLabel', 'pathLabelExplode', 'pathMatrix', 'pathMatrixExplode'])(
    '%s: an empty array or object, which would leave the segment empty, is refused',
    async (operation) => {
      expect(await refused(client, operation, { color: [] })).toMatchObject({ code: 'invalid_request' });
      expect(await refused(client, operation, { color: {} })).toMatchObject({ code: 'invalid_request' });
    },
  );

  test('content application/json: the value is percent-encoded JSON', async () => {
    expect((await sent(client, 'pathJson', { color: { a: ['b/c'] } })).path).toBe(
      '/v1/pathJson/%7B%22a%22%3A%5B%22b%2Fc%22%5D%7D',
    );
  });

  test.each([
    ['a/b', 'a%2Fb'],
    ['a?b#c', 'a%3Fb%23c'],
    ['a b', 'a%20b'],
    ['%2e%2e', '%252e%252e'],
    ['%2F', '%252F'],
    ['..;x', '..%3Bx'],
    ['...', '...'],
    ['$&', '%24%26'],
    ["$'", '%24%27'],
    ['größe', 'gr%C3%B6%C3%9Fe'],
    ['😀', '%F0%9F%98%80'],
    ['a\\b', 'a%5Cb'],
    ['\r\nHost: evil', '%0D%0AHost%3A%20evil'],
  ])('the value %j stays one segment: %s', async (value, expected) => {
    const { path, request } = await sent(client, 'segments', { first: value, second: 'z' });
    expect(path).toBe(`/v1/segments/${expected}/z`);
    // What fetch itself makes of it: nothing is resolved away.
    expect(new URL(request.url).pathname.split('/')).toHaveLength(5);
  });

  test.each(['..', '.', ''])('the value %j, which fetch would resolve, is refused', async (value) => {
    expect(await refused(client, 'segments', { first: value, second: 'z' })).toMatchObject({
      code: 'invalid_request',
      field: 'first',
    });
    expect(await refused(client, 'segments', { first: 'a', second: value })).toMatchObject({
      code: 'invalid_request',
      field: 'second',
    });
  });

  test('a value may look like another placeholder', async () => {
    expect((await sent(client, 'segments', { first: '{second}', second: 'z' })).path).toBe(
      '/v1/segments/%7Bsecond%7D/z',
    );
  });

  test('a placeholder may share its segment with text and with another', async () => {
    expect((await sent(client, 'cancelJob', { jobId: '7' })).path).toBe('/v1/jobs/7:cancel');
    expect((await sent(client, 'getFile', { name: 'a.b', ext: 'pdf' })).path).toBe('/v1/files/a.b.pdf');
  });

  test('a missing value is refused', async () => {
    expect(await refused(client, 'segments', { first: 'a' })).toMatchObject({
      code: 'required',
      field: 'second',
    });
    expect(await refused(client, 'segments', { first: null, second: 'b' })).toMatchObject({
      code: 'required',
      field: 'first',
    });
  });
});

describe('query', () => {
  test.each(queryStyles)(
    '%s: %s, explode=%s, of %s is %s',
    async (operation, _style, _explode, kind, expected) => {
      expect((await sent(client, operation, { color: color[kind] })).query).toBe(expected);
    },
  );

  test.each([
    'queryForm',
    'queryFormExplode',
    'querySpaceDelimited',
    'queryPipeDelimited',
    'queryReserved',
    'queryReservedJoined',
  ])('%s: an empty array or object, undefined and null send nothing', async (operation) => {
    for (const value of [[], {}, undefined, null, [undefined, null], { R: undefined, G: null }]) {
      expect((await sent(client, operation, { color: value })).url).toBe(`https://api.test/v1/${operation}`);
    }
  });

  test('members that are undefined or null are left out', async () => {
    expect((await sent(client, 'queryForm', { color: ['a', null, undefined, 'b'] })).query).toBe('color=a,b');
    expect((await sent(client, 'queryFormExplode', { color: { R: 'a', G: null, B: undefined } })).query).toBe(
      'R=a',
    );
  });

  test('a delimiter within a value is percent-encoded, so that it separates nothing', async () => {
    expect((await sent(client, 'queryForm', { color: ['a,b', 'c'] })).query).toBe('color=a%2Cb,c');
    expect((await sent(client, 'queryFormExplode', { color: ['&x=1', 'a#b', 'c+d'] })).query).toBe(
      'color=%26x%3D1&color=a%23b&color=c%2Bd',
    );
    expect((await sent(client, 'queryFormExplode', { color: { 'a&b=c': '1' } })).query).toBe('a%26b%3Dc=1');
  });

  test('deepObject: brackets are percent-encoded, names are the wire names, lists have indices, null is left out', async () => {
    const filter = {
      created_after: '2024',
      class: 'x',
      'a b': 'c&d',
      tags: ['p', 'q'],
      range: { from: 1, to: null },
    };
    expect((await sent(client, 'values', { id: 1, filter })).query).toBe(
      'filter%5Bcreated_after%5D=2024&filter%5Bclass%5D=x&filter%5Ba%20b%5D=c%26d' +
        '&filter%5Btags%5D%5B0%5D=p&filter%5Btags%5D%5B1%5D=q&filter%5Brange%5D%5Bfrom%5D=1',
    );
  });

  test('deepObject: a union and a list are written as well, lists as the description asks', async () => {
    const query = async (operation: string, color: unknown) =>
      decodeURIComponent((await sent(client, operation, { color })).query);
    expect(await query('queryDeepObjectExplode', 'blue')).toBe('color=blue');
    expect(await query('queryDeepObjectExplode', ['blue', 'red'])).toBe('color[0]=blue&color[1]=red');
    expect(await query('queryDeepLines', [{ price: 'p', quantity: 2 }, { price: 'q' }])).toBe(
      'color[0][price]=p&color[0][quantity]=2&color[1][price]=q',
    );
    expect(await query('queryDeepBrackets', ['blue', 'red'])).toBe('color[]=blue&color[]=red');
    expect(await query('queryDeepRepeat', { names: ['blue', 'red'] })).toBe(
      'color[names]=blue&color[names]=red',
    );
  });

  test('an object within an array is JSON where the description allows it', async () => {
    const { query } = await sent(client, 'queryLines', { color: [{ a: [1] }, { a: [] }] });
    expect(decodeURIComponent(query)).toBe('color={"a":[1]}&color={"a":[]}');
  });

  test('elsewhere an object within an array is refused, never sent as [object Object]', async () => {
    for (const operation of ['queryForm', 'queryFormExplode', 'querySpaceDelimited', 'queryPipeDelimited']) {
      expect(await refused(client, operation, { color: [{ a: 1 }] })).toMatchObject({
        code: 'invalid_request',
        field: 'color',
      });
    }
  });

  test('allowReserved: reserved characters pass, but not those that would end the value', async () => {
    expect((await sent(client, 'queryReserved', { color: "a/b:c?d@e!$'()*,;=" })).query).toBe(
      "color=a/b:c?d@e!$'()*,;=",
    );
    expect((await sent(client, 'queryReserved', { color: 'a&b+c#d[e]' })).query).toBe(
      'color=a%26b%2Bc%23d%5Be%5D',
    );
    expect((await sent(client, 'queryReserved', { color: '%41 ö%' })).query).toBe('color=%41%20%C3%B6%25');
    expect((await sent(client, 'queryReservedJoined', { color: ['a/b', 'c:d'] })).query).toBe(
      'color=a/b,c:d',
    );
  });

  test('without allowReserved every reserved character is percent-encoded', async () => {
    expect((await sent(client, 'queryFormExplode', { color: ":/?#[]@!$&'()*+,;=-._~" })).query).toBe(
      'color=%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D-._~',
    );
  });

  test('content application/json: the value is percent-encoded JSON', async () => {
    expect((await sent(client, 'queryJson', { color: { a: [1, 'b&c'] } })).query).toBe(
      'color=%7B%22a%22%3A%5B1%2C%22b%26c%22%5D%7D',
    );
    expect((await sent(client, 'queryJson', { color: 'blue' })).query).toBe('color=%22blue%22');
  });

  test('0, false and the empty string are values', async () => {
    expect((await sent(client, 'values', { id: 0, flag: false, amount: 0, text: '' })).url).toBe(
      'https://api.test/v1/values/0?flag=false&amount=0&text=',
    );
  });

  test('an int64 beyond 2^53 goes out digit by digit, in path, query and lists', async () => {
    const { url } = await sent(client, 'values', {
      id: 9007199254740993n,
      since: -9223372036854775808n,
      ids: [9007199254740993n, 1],
    });
    expect(url).toBe(
      'https://api.test/v1/values/9007199254740993?since=-9223372036854775808&ids=9007199254740993,1',
    );
  });

  test('dates are sent as they are given, alone and in lists', async () => {
    expect(
      (await sent(client, 'values', { id: 1, day: '2024-03-10', moments: ['2024-03-10T00:00:00Z'] })).query,
    ).toBe('day=2024-03-10&moments=2024-03-10T00%3A00%3A00Z');
  });

  test('a list of unique items is sent as a list', async () => {
    expect((await sent(client, 'values', { id: 1, unique: ['a', 'b'] })).query).toBe('unique=a&unique=b');
  });

  test('NaN and infinities are refused', async () => {
    expect(await refused(client, 'values', { id: 1, amount: Number.NaN })).toMatchObject({
      code: 'invalid_request',
      field: 'amount',
    });
    expect(await refused(client, 'values', { id: 1, amount: Infinity })).toMatchObject({
      code: 'invalid_request',
    });
  });
});

describe('header', () => {
  test.each(headerStyles)(
    '%s: %s, explode=%s, of %s is %j',
    async (operation, _style, _explode, kind, expected) => {
      expect((await sent(client, operation, { color: color[kind] })).headers.get('color')).toBe(expected);
    },
  );

  test('an empty array, undefined and null send no header', async () => {
    for (const value of [[], {}, undefined, null]) {
      expect((await sent(client, 'headerSimple', { color: value })).headers.has('color')).toBe(false);
    }
  });

  test('content application/json: the value is JSON', async () => {
    expect((await sent(client, 'headerJson', { color: { a: ['b'] } })).headers.get('color')).toBe(
      '{"a":["b"]}',
    );
    expect((await sent(client, 'headerJson', { color: 'größe\r\n' })).headers.get('color')).toBe(
      '"gr\\u00f6\\u00dfe\\r\\n"',
    );
  });

  test.each(['a\r\nX-Evil: 1', 'a\nb', 'a\0b', '日本'])(
    'the value %j, which no header can hold, is refused without quoting it',
    async (value) => {
      const error = await refused(client, 'values', { id: 1, xTrace: value });
      expect(error).toMatchObject({ code: 'invalid_request', field: 'xTrace' });
      expect(error.message).not.toContain(value);
    },
  );

  test('parameters called Content-Type, Accept and Authorization are ignored, as OpenAPI asks', async () => {
    const { headers, body } = await sent(client, 'ignored', {
      body: { a: 1 },
      accept: 'x/y',
      authorization: 'z',
    });
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('authorization')).toBeNull();
    expect(body).toBe('{"a":1}');
  });

  test('a parameter that a security scheme sends is sent once', async () => {
    const { headers, query } = await sent(
      client,
      'keyTwice',
      { xAppKey: 'wrong', apiKey: 'other' },
      { apiKey: { key: 'k', queryKey: 'q' } },
    );
    expect(headers.get('x-app-key')).toBe('k');
    expect(query).toContain('api_key=q');
    expect(query).not.toContain('api_key=other');
  });
});

describe('cookie', () => {
  test.each(cookieStyles)(
    '%s: %s, explode=%s, of %s is %s',
    async (operation, _style, _explode, kind, expected) => {
      expect((await sent(client, operation, { color: color[kind] })).headers.get('cookie')).toBe(expected);
    },
  );

  test('content application/json: the value is percent-encoded JSON', async () => {
    expect((await sent(client, 'cookieJson', { color: ['a;b'] })).headers.get('cookie')).toBe(
      'color=%5B%22a%3Bb%22%5D',
    );
  });

  test('several cookies share one header; what would end a cookie is percent-encoded', async () => {
    expect(
      (await sent(client, 'cookies', { class: 'a;b=c', sessionId: '\r\n', theme: 'dark' })).headers.get(
        'cookie',
      ),
    ).toBe('class=a%3Bb%3Dc; session.id=%0D%0A; theme=dark');
  });

  test('an empty array sends no cookie', async () => {
    expect((await sent(client, 'cookieForm', { color: [] })).headers.has('cookie')).toBe(false);
  });

  test('a required cookie that is missing is refused', async () => {
    expect(await refused(client, 'cookies', {})).toMatchObject({ code: 'required', field: 'theme' });
  });
});

describe('names', () => {
  test.each([
    ["it's", 'itS', 'it%27s'],
    ['say "hi"', 'sayHi', 'say%20%22hi%22'],
    ['salt&pepper', 'saltPepper', 'salt%26pepper'],
    ['<tag>', 'tag', '%3Ctag%3E'],
    ['one=two', 'oneTwo', 'one%3Dtwo'],
    ['a b', 'aB', 'a%20b'],
    ['x[y]', 'xY', 'x%5By%5D'],
    ['u-v', 'uV', 'u-v'],
    ['u_v', 'uVQuery', 'u_v'],
    ['class', 'class', 'class'],
    ['constructor', 'constructorQuery', 'constructor'],
    ['toString', 'toStringQuery', 'toString'],
    ['__proto__', 'proto', '__proto__'],
    ['configuration', 'configuration', 'configuration'],
    ['initOverrides', 'initOverrides', 'initOverrides'],
    ['options', 'options', 'options'],
    ['request', 'request', 'request'],
    ['body', 'body', 'body'],
    ['contentType', 'contentType', 'contentType'],
    ['@type', 'type', '%40type'],
    ['größe', 'größe', 'gr%C3%B6%C3%9Fe'],
    ['日本', '日本', '%E6%97%A5%E6%9C%AC'],
    ['1st', '1st', '1st'],
    ['-', 'parameter', '-'],
    ['tick`${1+1}\\', 'tick11', 'tick%60%24%7B1%2B1%7D%5C'],
  ])('the parameter %s is the member %s, and goes out under its own name', async (_name, key, wire) => {
    expect((await sent(client, 'names', { [key]: 'v' })).query).toBe(`${wire}=v`);
  });

  test('what every object inherits is not a value the caller gave', async () => {
    expect((await sent(client, 'names', {})).query).toBe('');
    expect((await sent(client, 'names', undefined)).query).toBe('');
  });

  test('path, query, header and cookie may use one name', async () => {
    const { url, headers } = await sent(client, 'sameName', {
      id: 'p',
      idQuery: 'q',
      idHeader: 'h',
      idCookie: 'c',
    });
    expect(url).toBe('https://api.test/v1/same/p?id=q');
    expect(headers.get('id')).toBe('h');
    expect(headers.get('cookie')).toBe('id=c');
  });

  test('a parameter called body keeps apart from the body', async () => {
    const { query, body } = await sent(client, 'besideBody', { bodyQuery: 'b', body: { a: 1 } });
    expect(query).toBe('body=b');
    expect(body).toBe('{"a":1}');
  });

  test('parameters of the path item are those of its operations, unless they have one of that name and place', async () => {
    const { url, headers } = await sent(client, 'shared', { id: '7', limit: [1, 2], acceptLanguage: 'de' });
    expect(url).toBe('https://api.test/v1/shared/7?limit=1,2');
    expect(headers.get('accept-language')).toBe('de');
    expect(client.sharedOperation.params.map((param: { name: string }) => param.name)).toEqual([
      'id',
      'Accept-Language',
      'limit',
      'x-tenant',
    ]);
  });
});
