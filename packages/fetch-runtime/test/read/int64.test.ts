import * as fc from 'fast-check';
import { parseInt64 } from '../../src/read/int64.js';

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

test('megabytes of text in one string are no problem', () => {
  const long = 'x'.repeat(8_000_000);
  expect(parseInt64(`["${long}",9007199254740993]`)).toEqual([long, 9007199254740993n]);
  const escapes = '\\n'.repeat(1_000_000);
  expect(parseInt64(`["${escapes}",9007199254740993]`)).toEqual(['\n'.repeat(1_000_000), 9007199254740993n]);
});
