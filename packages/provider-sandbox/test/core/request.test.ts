import { headerList } from '../../src/core/request.js';

const pairs: [string, string][] = [
  ['X-Later', '1'],
  ['accept', 'text/html'],
  ['Finicity-App-Key', 'key'],
  ['Accept', 'application/json'],
  ['accept-language', ''],
];

test('headers are read as those of the platform are', () => {
  const [ours, theirs] = [headerList(pairs), new Headers(pairs)];
  expect([...ours]).toEqual([...theirs]);
  for (const name of ['accept', 'ACCEPT', 'finicity-app-key', 'accept-language', 'cookie']) {
    expect([ours.get(name), ours.has(name)]).toEqual([theirs.get(name), theirs.has(name)]);
  }
});

test('names that objects have by themselves are names like others', () => {
  expect([headerList([]).get('constructor'), headerList([]).has('__proto__')]).toEqual([null, false]);
  expect(headerList([['__proto__', '1']]).get('__proto__')).toBe('1');
});
