import fc from 'fast-check';
import { type PaginationRule, RequestError } from '../../src/index.js';
import { type Item, list, range, serving, things } from './support.js';

const byRecord: PaginationRule<Item> = { by: 'record', at: ['start'], items: ['items'] };
const pageOf = 2;

/** A list of so many items, two a page; a page without items ends it. */
const listOf = (count: number) =>
  serving((_asked, page) => ({ items: range(pageOf * (page - 1) + 1, Math.min(count, pageOf * page)) }));

test('toArray has the first items of the list, up to its limit, and asks for no page that it does not need', async () => {
  const sizes = fc.record({ count: fc.nat(12), limit: fc.nat(15) });
  await fc.assert(
    fc.asyncProperty(sizes, async ({ count, limit }) => {
      const server = listOf(count);
      const found = await list(server, byRecord).toArray({ limit });
      const expected = Math.min(count, limit);
      expect(found.map(({ id }) => id)).toEqual(Array.from({ length: expected }, (_, index) => index + 1));
      const isWhole = limit > count;
      const pages = Math.ceil(expected / pageOf) + (isWhole ? 1 : 0);
      expect(server.asked).toHaveLength(pages);
    }),
  );
});

test('toArray begins anew each time', async () => {
  const items = list(
    serving((asked) => ({ items: asked.has('start') ? [] : things(1, 2) })),
    byRecord,
  );
  expect(await items.toArray({ limit: 5 })).toHaveLength(2);
  expect(await items.toArray({ limit: 5 })).toHaveLength(2);
});

test.each([-1, 1.5, NaN, Infinity, undefined, '5'])(
  'a limit of %s is refused, and nothing is sent',
  async (limit) => {
    const server = listOf(1);
    await expect(list(server, byRecord).toArray({ limit: limit as number })).rejects.toThrow(RequestError);
    expect(server.asked).toHaveLength(0);
  },
);
