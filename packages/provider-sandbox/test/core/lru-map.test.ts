import { LruMap } from '../../src/core/lru-map.js';

const three = () => {
  const recent = new LruMap<string, number>(3);
  for (const [at, key] of ['a', 'b', 'c'].entries()) recent.set(key, at);
  return recent;
};

test('for a new entry the one that was used longest ago goes, and is named', () => {
  const recent = three();
  expect(recent.set('d', 3)).toBe('a');
  expect([...recent.keys()]).toEqual(['b', 'c', 'd']);
  expect(recent.size).toBe(3);
});

test('to read or to set an entry is a use, to ask whether it is there is none', () => {
  const recent = three();
  expect(recent.get('a')).toBe(0);
  expect(recent.set('b', 7)).toBeUndefined();
  expect(recent.has('c')).toBe(true);
  expect(recent.set('d', 3)).toBe('c');
  expect([...recent.keys()]).toEqual(['a', 'b', 'd']);
});

test('what is removed makes room', () => {
  const recent = three();
  expect([recent.delete('a'), recent.delete('a')]).toEqual([true, false]);
  expect(recent.set('d', 3)).toBeUndefined();
  recent.clear();
  expect([...recent.keys()]).toEqual([]);
});
