import { none } from '../../src/read/none.js';

test('a body that nobody asked for is let go of, even when a middleware holds a clone of it', async () => {
  const response = new Response('unasked');
  const clone = response.clone();
  await expect(none(response)).resolves.toBeUndefined();
  expect(await clone.text()).toBe('unasked');
});

test('a body that is being read by somebody else, or is not there, does not matter', async () => {
  const locked = new Response('read elsewhere');
  locked.body?.getReader();
  await expect(none(locked)).resolves.toBeUndefined();
  await expect(none(new Response(null, { status: 204 }))).resolves.toBeUndefined();
});
