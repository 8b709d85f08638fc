import { createRandom } from '../../src/core/random.js';

test('the same seed and names make the same values', () => {
  const make = (seed: number, ...names: string[]) => {
    const random = createRandom(seed, ...names);
    return [random.next(), random.integer(1, 1e9), random.uuid(), random.text(8, 'abc')];
  };
  expect(make(1, 'a')).toEqual(make(1, 'a'));
  expect(make(2, 'a')).not.toEqual(make(1, 'a'));
  expect(make(1, 'b')).not.toEqual(make(1, 'a'));
  expect(make(1, 'a', 'b')).not.toEqual(make(1, 'ab'));
});

test('a whole number is within its bounds and reaches both', () => {
  const random = createRandom(1);
  const drawn = new Set(Array.from({ length: 200 }, () => random.integer(-1, 2)));
  expect([...drawn].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
});

test('values are spread evenly', () => {
  const random = createRandom(1);
  const mean = Array.from({ length: 10_000 }, random.next).reduce((sum, value) => sum + value, 0) / 10_000;
  expect(mean).toBeGreaterThan(0.48);
  expect(mean).toBeLessThan(0.52);
});

test('a UUID is one of version 4', () => {
  expect(createRandom(1).uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

test('there is nothing to pick from nothing', () => {
  expect(() => createRandom(1).pick([])).toThrow('nothing to pick from');
});
