import { once } from '../../src/core/once.js';

test('what is made for a key is made once, also where that is nothing, and for each key anew', () => {
  const made: object[] = [];
  const make = once((key: { readonly value?: number }) => {
    made.push(key);
    return key.value;
  });
  const [one, none] = [{ value: 1 }, {}];
  expect([make(one), make(none), make(one), make(none), make({ value: 1 })]).toEqual([
    1,
    undefined,
    1,
    undefined,
    1,
  ]);
  expect(made).toEqual([one, none, { value: 1 }]);
});
