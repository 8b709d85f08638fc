import * as fc from 'fast-check';
import {
  type BodyContent,
  jsonBody,
  jsonInt64Body,
  multipartBody,
  query,
  queryJson,
  urlencodedBody,
} from '../../src/index.js';
import { codePoint } from '../property/arbitraries.js';
import { parameter, rejection, sent } from '../support.js';

type Encode = BodyContent['encode'];
const withBody = (encode: Encode, type = 'application/json') => ({ method: 'POST', body: { encode, type } });
const encoders: readonly [string, Encode][] = [
  ['jsonBody', jsonBody],
  ['jsonInt64Body', jsonInt64Body],
];
const written = async (encode: Encode, body: unknown): Promise<unknown> =>
  (await sent(withBody(encode), { body })).init.body;
const refused = (encode: Encode, body: unknown) => rejection(sent(withBody(encode), { body }));

class Hidden {
  readonly #amount = 1;
  amount(): number {
    return this.#amount;
  }
}
const cycle: { self?: unknown } = {};
cycle.self = { list: [cycle] };
/** Twenty ways lead round at each step: whoever follows them all never ends. */
const manyCycles: unknown[] = [];
manyCycles.push(...Array.from({ length: 20 }, () => manyCycles));
const throwing = {
  get secret(): string {
    throw new Error('s3cr3t');
  },
};

/** What JSON.stringify leaves out, or turns into `null`, `{}` or something else than the caller has. */
const wrong: readonly [string, unknown][] = [
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['a Map', new Map([['a', 1]])],
  ['a Set', new Set([1])],
  ['a WeakMap', new WeakMap()],
  ['a Blob', new Blob(['a'])],
  ['a File', new File(['a'], 'a.txt')],
  ['bytes', new Uint8Array(2)],
  ['a Buffer, which has a toJSON', Buffer.from('a')],
  ['an ArrayBuffer', new ArrayBuffer(2)],
  ['a DataView', new DataView(new ArrayBuffer(2))],
  ['a Promise', Promise.resolve(1)],
  ['a stream', new ReadableStream()],
  ['a FormData', new FormData()],
  ['a URLSearchParams', new URLSearchParams('a=1')],
  ['Headers', new Headers({ a: '1' })],
  ['a Response', new Response()],
  ['an Error', new Error('s3cr3t')],
  ['a RegExp', /s3cr3t/],
  ['a function', () => 's3cr3t'],
  ['a symbol', Symbol('s3cr3t')],
  ['a boxed text', new String('s3cr3t')],
  ['an invalid Date', new Date(Number.NaN)],
  ['an invalid date of a library', { isValid: () => false, toJSON: () => null }],
  ['an object of a class that shows nothing of itself', new Hidden()],
  ['an iterator', [1][Symbol.iterator]()],
  ['a toJSON that throws', { toJSON: () => throwing.secret }],
  ['a toJSON that gives NaN', { toJSON: () => Number.NaN }],
  ['a toJSON that gives a Map', { toJSON: () => new Map() }],
];

describe.each(encoders)('%s refuses what JSON cannot write, and names the place', (_title, encode) => {
  test.each(wrong)('%s', async (_name, value) => {
    const places: readonly [unknown, string][] = [
      [value, 'body'],
      [{ amount: value }, 'body.amount'],
      [[1, value], 'body[1]'],
      [{ items: [{ ok: true }, { deep: { line2: value } }] }, 'body.items[1].deep.line2'],
      [{ first: { a: { b: [1] } }, items: [value] }, 'body.items[0]'],
      [{ 'jane.doe@example.com': { value } }, 'body.*.value'],
      [{ DE44500105175407324931: value }, 'body.*'],
      [{ toJSON: () => ({ amount: value }) }, 'body.amount'],
    ];
    for (const [body, field] of places) {
      const error = await refused(encode, body);
      expect(error).toMatchObject({ name: 'RequestError', code: 'invalid_request', field });
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toMatch(/s3cr3t|jane|DE445/);
    }
  });

  test.each<[string, unknown, string]>([
    ['undefined in a list, which would become null', { list: [1, undefined] }, 'body.list[1]'],
    // biome-ignore lint/suspicious/noSparseArray: that is what is tested
    ['a hole in a list', [1, , 3], 'body[1]'],
    ['a toJSON that gives undefined in a list', [{ toJSON: () => undefined }], 'body[0]'],
    ['a cycle', cycle, 'body.self.list[0]'],
    ['many cycles', manyCycles, 'body[0]'],
    ['a getter that throws', { a: throwing }, 'body.a.secret'],
  ])('%s', async (_name, body, field) => {
    expect(await refused(encode, body)).toMatchObject({ name: 'RequestError', field });
  });

  test('an object nested too deeply to be walked is refused, not a crash', async () => {
    let deep: unknown = {};
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    const error = await refused(encode, deep);
    expect(error).toMatchObject({ name: 'RequestError', code: 'invalid_request' });
    expect(error.message.length).toBeLessThan(300);
  });
});

test('a bigint is refused by jsonBody, at its place, and written by jsonInt64Body', async () => {
  expect(await refused(jsonBody, { a: [{ id: 1n }] })).toMatchObject({ field: 'body.a[0].id' });
  expect(await written(jsonInt64Body, { a: [{ id: 1n }] })).toBe('{"a":[{"id":1}]}');
});

describe.each(encoders)('%s writes what JSON.stringify writes', (_title, encode) => {
  class Money {
    readonly amount: number;
    readonly note: string | undefined;
    constructor(amount: number) {
      this.amount = amount;
    }
  }
  class Itself {
    a = 1;
    toJSON(): unknown {
      return this;
    }
  }
  const plain: readonly [string, unknown][] = [
    ['a class with members', new Money(1)],
    ['an object without prototype', Object.assign(Object.create(null), { a: 1 })],
    ['an empty object', {}],
    ['a Date', { at: new Date(0), list: [new Date(1)] }],
    ['a URL', { url: new URL('https://a.test/b') }],
    ['undefined members', { a: undefined, b: 1 }],
    ['a toJSON that gives undefined', { a: { toJSON: () => undefined }, b: 1 }],
    ['a toJSON that gives the object itself', { a: new Itself() }],
    [
      'a toJSON that asks for its key',
      [{ toJSON: (key: string) => key }, { a: { toJSON: (key: string) => key } }],
    ],
    ['a member named __proto__', { ...JSON.parse('{"__proto__":{"a":1}}'), at: new Date(0) }],
    ['the same object twice, which is no cycle', Array(2).fill({ a: [1] })],
    ['-0', -0],
    ['half of a surrogate pair', '\ud800'],
  ];
  test.each(plain)('%s', async (_name, body) => {
    expect(await written(encode, body)).toBe(JSON.stringify(body));
  });

  test('for all values that JSON can write, Dates and classes among them', async () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.string({ unit: codePoint }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.date({ noInvalidDate: true }),
        fc.array(tie('value')),
        fc.dictionary(fc.string({ unit: codePoint }), fc.option(tie('value'), { nil: undefined })),
        fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true })).map(([amount]) => new Money(amount)),
        tie('value').map((it) => ({ toJSON: () => it })),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, async (body) => {
        // A toJSON that gives another one: JSON.stringify asks only the first.
        fc.pre(JSON.stringify(body) !== undefined && !asksTwice(body));
        expect(await written(encode, body)).toBe(JSON.stringify(body));
      }),
      { numRuns: 300 },
    );
  });

  /** What is read back is what was given: nothing has become null or been left out. */
  test('for all values at all: it is refused, or read back it is the same', async () => {
    const anything = fc.anything({
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withBoxedValues: true,
      withNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        fc.pre(body !== undefined && body !== null);
        const text = await written(encode, body).catch((error: Error) => {
          expect(error.name).toBe('RequestError');
          return undefined;
        });
        if (text !== undefined) expect(JSON.parse(`${text}`)).toEqual(asRead(body));
      }),
      { numRuns: 500 },
    );
  });

  function asksTwice(value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false;
    const { toJSON } = value as { toJSON?: () => unknown };
    const inner = typeof toJSON === 'function' && !(value instanceof Date) ? toJSON() : undefined;
    if (typeof Object(inner).toJSON === 'function') return true;
    return [inner, ...Object.values(value)].some((it) => typeof it !== 'function' && asksTwice(it));
  }

  /** As `toEqual` compares: without undefined members, -0 as 0, and dates as text. */
  function asRead(value: unknown): unknown {
    if (value instanceof Date) return value.toISOString();
    if (Array.isArray(value)) return value.map(asRead);
    if (typeof value === 'number') return value === 0 ? 0 : value;
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([key, member]) => [key, asRead(member)]));
  }
});

test('JSON within a form, a part and a parameter is held to the same, and names the place', async () => {
  const bad = { list: [{ amount: Number.NaN }] };
  for (const [encode, type] of [
    [urlencodedBody, 'application/x-www-form-urlencoded'],
    [multipartBody, 'multipart/form-data'],
  ] as const) {
    const error = await rejection(sent(withBody(encode, type), { body: { meta: bad } }));
    expect(error).toMatchObject({ name: 'RequestError', field: 'body.meta.list[0].amount' });
  }
  const error = await rejection(sent({ params: [parameter(queryJson, 'filter')] }, { filter: bad }));
  expect(error).toMatchObject({ name: 'RequestError', field: 'filter.list[0].amount' });
});

test('a toJSON is called once, as JSON.stringify calls it', async () => {
  const toJSON = jest.fn(() => ({ a: 1 }));
  expect(await written(jsonBody, { deep: [{ toJSON }] })).toBe('{"deep":[{"a":1}]}');
  expect(toJSON.mock.calls).toEqual([['0']]);
});

test('a body refuses what a query refuses', async () => {
  for (const [, value] of wrong) {
    if (typeof Object(value).toJSON === 'function' && !(value instanceof Date)) continue;
    if (value instanceof Hidden) continue;
    const inQuery = rejection(sent({ params: [parameter(query, 'color')] }, { color: [value] }));
    expect(await inQuery).toMatchObject({ name: 'RequestError' });
    expect(await refused(jsonBody, [value])).toMatchObject({ name: 'RequestError' });
  }
});

test('bytes are refused without a look at each of them: 100 MB would stop the process for minutes', async () => {
  const keys = jest.spyOn(Object, 'keys');
  const large = [Buffer.alloc(9), new Uint8Array(9), new Float64Array(9), new String('123456789')];
  for (const value of large) {
    await refused(jsonBody, { file: value });
    await refused(jsonBody, value);
    expect(keys.mock.calls.filter(([asked]) => asked === value)).toEqual([]);
  }
  keys.mockRestore();
});
