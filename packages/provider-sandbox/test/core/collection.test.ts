import { createCollection } from '../../src/core/collection.js';

interface Thing {
  readonly id: string;
  readonly colour: string;
}

function things(seed = 1, name = 'things') {
  return createCollection<Thing>({ idOf: ({ id }) => id, seed, name });
}

describe('a collection', () => {
  test('gives back what was put in, in that order', () => {
    const collection = things();
    const [red, blue] = [
      collection.insert({ id: 'b', colour: 'red' }),
      collection.insert({ id: 'a', colour: 'blue' }),
    ];
    expect(collection.get('a')).toBe(blue);
    expect(collection.list()).toEqual([red, blue]);
    expect(collection.size).toBe(2);
  });

  test('forgets what is removed, and says whether it was there', () => {
    const collection = things();
    collection.insert({ id: 'a', colour: 'red' });
    expect([collection.remove('a'), collection.remove('a')]).toEqual([true, false]);
    expect(collection.get('a')).toBeUndefined();
    expect(collection.list()).toEqual([]);
  });

  test('keeps the place of what is replaced', () => {
    const collection = things();
    for (const id of ['a', 'b']) collection.insert({ id, colour: 'red' });
    collection.replace({ id: 'a', colour: 'blue' });
    expect(collection.list().map(({ colour }) => colour)).toEqual(['blue', 'red']);
  });

  test('takes an id once, and replaces only what is there', () => {
    const collection = things();
    collection.insert({ id: 'a', colour: 'red' });
    expect(() => collection.insert({ id: 'a', colour: 'blue' })).toThrow(
      'one of that id among the things already',
    );
    expect(() => collection.replace({ id: 'b', colour: 'blue' })).toThrow('none of that id among the things');
  });

  test('is not changed through its list', () => {
    const collection = things();
    const before = collection.list();
    collection.insert({ id: 'a', colour: 'red' });
    expect(before).toEqual([]);
  });

  test('may hold something from the start', () => {
    const items = [{ id: 'a', colour: 'red' }];
    expect(createCollection<Thing>({ idOf: ({ id }) => id, seed: 1, name: 'things', items }).list()).toEqual(
      items,
    );
  });
});

describe('the ids of a collection', () => {
  const some = (seed: number, name: string) => {
    const collection = things(seed, name);
    return Array.from({ length: 20 }, () => collection.newId());
  };

  test('are the same for the same seed and name only', () => {
    expect(some(1, 'things')).toEqual(some(1, 'things'));
    expect(some(2, 'things')).not.toEqual(some(1, 'things'));
    expect(some(1, 'others')).not.toEqual(some(1, 'things'));
  });

  test('are ten digits', () => {
    for (const id of some(1, 'things')) expect(id).toMatch(/^[1-9]\d{9}$/);
  });

  test('do not come twice, not even after a removal', () => {
    const collection = createCollection<Thing>({
      idOf: ({ id }) => id,
      seed: 1,
      name: 'things',
      makeId: (random) => String(random.integer(1, 4)),
    });
    collection.insert({ id: '1', colour: 'red' });
    collection.remove('1');
    expect([collection.newId(), collection.newId(), collection.newId()].sort()).toEqual(['2', '3', '4']);
  });
});
