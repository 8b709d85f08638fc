import { hasNullBody } from '../../src/core/body.js';

test('the statuses without a body are those that the platform takes none for', () => {
  const refused = Array.from({ length: 400 }, (_, index) => 200 + index).filter((status) => {
    try {
      return new Response('', { status }) === undefined;
    } catch {
      return true;
    }
  });
  expect(refused.filter(hasNullBody)).toEqual(refused);
  expect([200, 201, 302, 404, 500].some(hasNullBody)).toBe(false);
});
