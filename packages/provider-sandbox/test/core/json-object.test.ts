import { jsonObject } from '../../src/core/body.js';

test('the JSON of an object is read', () => {
  expect(jsonObject(' {"a":[1]} ')).toEqual({ a: [1] });
});

test.each(['', '[]', 'null', '1', '"a"', '{', 'a=1'])('there is no object in %j', (text) => {
  expect(jsonObject(text)).toBeUndefined();
});
