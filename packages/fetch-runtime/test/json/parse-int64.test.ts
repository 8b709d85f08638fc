import * as fc from 'fast-check';
import { parseInt64 } from '../../src/json/parse-int64.js';

test.each<[string, unknown]>([
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', 9007199254740992n],
  ['9007199254740993', 9007199254740993n],
  ['-9007199254740991', -9007199254740991],
  ['-9007199254740992', -9007199254740992n],
  ['18446744073709551615', 18446744073709551615n],
  ['1234567890123456', 1234567890123456],
  ['12345678901234567890.5', 12345678901234567000],
  ['12345678901234567890e1', 123456789012345680000],
  ['0.12345678901234567890', 0.12345678901234568],
  ['-0', -0],
  ['[9007199254740993,1]', [9007199254740993n, 1]],
  [' { "a" : 9007199254740993 } ', { a: 9007199254740993n }],
])('%s', (text, value) => {
  expect(parseInt64(text)).toEqual(value);
});

test.each([
  '"9007199254740993"',
  '"#9007199254740993"',
  '"##9007199254740993"',
  '"\\u00239007199254740993"',
  '"\\"9007199254740993"',
  '"\\\\"',
  '"\\\\\\"9007199254740993"',
  '"a \\" 9007199254740993 \\\\"',
  '""',
  '"#"',
])('the string %s stays as it is beside a large integer', (string) => {
  const value = JSON.parse(string) as string;
  expect(parseInt64(`[${string},9007199254740993]`)).toEqual([value, 9007199254740993n]);
  expect(parseInt64(`{${string} :9007199254740993,"v":${string}}`)).toEqual(
    Object.fromEntries([
      [value, 9007199254740993n],
      ['v', value],
    ]),
  );
});

test.each([
  '{9007199254740993:1}',
  '09007199254740993',
  '["x 9007199254740993',
  '["x \\9007199254740993]',
  '[x9007199254740993]',
  '9007199254740993"a"',
  '-',
  '',
])('%s is invalid and stays so', (text) => {
  expect(() => parseInt64(text)).toThrow();
});

test('__proto__ stays a member of its own', () => {
  const value = parseInt64('{"__proto__":{"id":9007199254740993}}') as object;
  expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual({ id: 9007199254740993n });
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test('it reads every JSON text as JSON.parse does, but for large integers', () => {
  const rounded = (value: unknown): unknown => {
    if (typeof value === 'bigint') return Number(value);
    if (Array.isArray(value)) return value.map(rounded);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rounded(member)]));
  };
  fc.assert(
    fc.property(fc.json(), (text) => {
      const [value, integer] = parseInt64(`[${text},12345678901234567890]`) as unknown[];
      expect(rounded(value)).toEqual(JSON.parse(text));
      expect(integer).toBe(12345678901234567890n);
    }),
  );
});

test('every integer is exact', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (integer) => {
      const read = parseInt64(`{"id":${integer}}`) as { id: number | bigint };
      expect(BigInt(read.id)).toBe(integer);
      expect(typeof read.id).toBe(Number.isSafeInteger(Number(integer)) ? 'number' : 'bigint');
    }),
  );
});

test('wherever an integer stands, beside fractions, exponents and texts of 16 digits, it is exact', () => {
  interface Written {
    readonly text: string;
    readonly value: unknown;
  }
  const integer = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map((value): Written => {
    const isSafe = Number.isSafeInteger(Number(value));
    return { text: `${value}`, value: isSafe ? Number(value) : value };
  });
  const plain = fc
    .oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
      fc.constantFrom(0.7 + 0.1, 1.5e300, '9007199254740993', '#9007199254740993', true, null),
      fc.string(),
    )
    .map((value): Written => ({ text: JSON.stringify(value), value }));
  const { tree } = fc.letrec<{ tree: Written }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      integer,
      plain,
      fc.array(tie('tree')).map((items) => ({
        text: `[${items.map(({ text }) => text).join(' , ')}]`,
        value: items.map(({ value }) => value),
      })),
      fc.dictionary(fc.string(), tie('tree')).map((members) => {
        const entries = Object.entries(members);
        return {
          text: `{${entries.map(([key, { text }]) => `${JSON.stringify(key)}: ${text}`).join()}}`,
          value: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
        };
      }),
    ),
  }));
  fc.assert(
    fc.property(tree, ({ text, value }) => {
      expect(parseInt64(text)).toEqual(value);
    }),
    { numRuns: 1_000 },
  );
});

test('megabytes of text in one string are no problem', () => {
  const long = 'x'.repeat(8_000_000);
  expect(parseInt64(`["${long}",9007199254740993]`)).toEqual([long, 9007199254740993n]);
  const escapes = '\\n'.repeat(1_000_000);
  expect(parseInt64(`["${escapes}",9007199254740993]`)).toEqual(['\n'.repeat(1_000_000), 9007199254740993n]);
});

describe('the work is bounded by the length of the text', () => {
  test.each([1_001, 1_000_000])(
    'an integer of %d digits is refused before a bigint is made of it',
    (digits) => {
      const make = jest.spyOn(globalThis, 'BigInt');
      expect(() => parseInt64(`{"id":${'9'.repeat(digits)}}`)).toThrow(RangeError);
      expect(() => parseInt64(`[-${'9'.repeat(digits)}]`)).toThrow(RangeError);
      expect(make).not.toHaveBeenCalled();
      make.mockRestore();
    },
  );

  test('one of 1 000 digits is exact, and as many digits in a string or behind a point are none', () => {
    const digits = '9'.repeat(1_000);
    expect(parseInt64(digits)).toBe(BigInt(digits));
    const long = '1'.repeat(100_000);
    expect(parseInt64(`["${long}",0.${long},9007199254740993]`)).toEqual([
      long,
      Number(`0.${long}`),
      9007199254740993n,
    ]);
  });

  test.each([
    ['a fraction', '0.7000000000000001'],
    ['digits in a string', '"12345678901234567890"'],
    ['an integer that is exact', '9007199254740991'],
    ['digits as a name', '{"12345678901234567890":1}'],
  ])('%s does not have the text looked at twice', (_what, text) => {
    const parse = jest.spyOn(JSON, 'parse');
    parseInt64(text);
    expect(parse).toHaveBeenCalledTimes(1);
    parse.mockRestore();
  });

  test('nesting has no limit of its own', () => {
    const depth = 200_000;
    const nested = `${'['.repeat(depth)}9007199254740993${']'.repeat(depth)}`;
    let value: unknown = parseInt64(nested);
    for (let level = 0; level < depth; level += 1) value = (value as unknown[])[0];
    expect(value).toBe(9007199254740993n);
  });
});
