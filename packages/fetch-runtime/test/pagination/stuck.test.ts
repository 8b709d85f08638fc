import { inspect } from 'node:util';
import { PaginationError, type PaginationRule, RuntimeError } from '../../src/index.js';
import { type Item, list, outcomeOf, scripted, serving, things } from './support.js';

type Rule = PaginationRule<Item>;
const byRecord: Rule = { by: 'record', at: ['start'], items: ['items'], more: ['more'], total: ['total'] };
const byPage: Rule = { ...byRecord, by: 'page' };
const byCursor: Rule = { by: 'cursor', at: ['after'], next: ['next'], items: ['items'], more: ['more'] };

const stuck = (reason: string, page: number) => ({ code: 'pagination_stuck', reason, page });

test('a cursor that does not change ends the loop with an error, after the items of its page', async () => {
  const server = serving((_asked, number) => ({ items: things(number), next: 'same' }));
  const { ids, error } = await outcomeOf(list(server, byCursor));
  expect(ids).toEqual([1, 2]);
  expect(error).toMatchObject(stuck('next_repeated', 2));
  expect(server.asked).toEqual(['', 'after=same']);
});

test('cursors that go round in a circle end likewise', async () => {
  const next = ['b', 'c', 'b'];
  const server = serving((_asked, number) => ({ items: things(number), next: next[number - 1] }));
  const { ids, error } = await outcomeOf(list(server, byCursor));
  expect(ids).toEqual([1, 2, 3]);
  expect(error).toMatchObject(stuck('next_repeated', 3));
});

test('so does one that leads back to where the caller began', async () => {
  const server = scripted({ items: things(1), next: 'a' });
  const { error } = await outcomeOf(list(server, byCursor, { after: 'a' }));
  expect(error).toMatchObject(stuck('next_repeated', 1));
});

test.each([['record', byRecord] as const, ['page', byPage] as const])(
  'by %s: a page without items that says that more follow leads nowhere',
  async (_way, rule) => {
    const server = scripted({ items: things(1), more: true }, { items: [], more: true });
    const { ids, error } = await outcomeOf(list(server, rule));
    expect(ids).toEqual([1]);
    expect(error).toMatchObject(stuck('next_missing', 2));
  },
);

test('by cursor: the word that more follow, without a cursor, leads nowhere', async () => {
  const { error } = await outcomeOf(list(scripted({ items: things(1), more: 'true' }), byCursor));
  expect(error).toMatchObject(stuck('next_missing', 1));
});

test('a page without items before the total is reached is not taken for the end', async () => {
  const server = scripted({ items: things(1), total: 3 }, { items: [], total: 3 });
  const { ids, error } = await outcomeOf(list(server, byRecord));
  expect(ids).toEqual([1]);
  expect(error).toMatchObject(stuck('next_missing', 2));
});

test('nor is a page that has lost its list', async () => {
  const { error } = await outcomeOf(list(scripted({ total: 3 }), byRecord));
  expect(error).toMatchObject(stuck('next_missing', 1));
});

test('the first record beyond the total is one too many', async () => {
  const server = serving(() => ({ items: things(1, 2), more: true, total: 2 }));
  const { ids, error } = await outcomeOf(list(server, byRecord));
  expect(ids).toEqual([1, 2, 1, 2]);
  expect(error).toMatchObject(stuck('total_exceeded', 2));
});

test('whoever begins beyond the end, and is told that more follow, is led nowhere', async () => {
  const { error } = await outcomeOf(
    list(scripted({ items: [], more: true, total: 3 }), byRecord, { start: 9 }),
  );
  expect(error).toMatchObject(stuck('next_missing', 1));
});

test('a link to the next page that lacks the parameter leads nowhere', async () => {
  const rule: Rule = { ...byCursor, inUrl: 'after' };
  const server = scripted({ items: things(1), next: 'https://api.example.test/things?page=2' });
  const { error } = await outcomeOf(list(server, rule));
  expect(error).toMatchObject(stuck('next_missing', 1));
});

test.each([['record', byRecord] as const, ['page', byPage] as const])(
  'by %s: a server that gives the same page whatever it is asked for is found out by its own total',
  async (_way, rule) => {
    const server = serving(() => ({ items: things(1, 2), more: true, total: 3 }));
    const { ids, error } = await outcomeOf(list(server, rule));
    expect(error).toMatchObject(stuck('total_exceeded', 3));
    expect(ids).toHaveLength(6);
    expect(server.asked).toHaveLength(3);
  },
);

test('the error is a RuntimeError that says what happened, and holds no value', async () => {
  const server = scripted({ items: things(1), next: 'planted-cursor' });
  const { error } = await outcomeOf(list(server, byCursor, { after: 'planted-cursor' }));
  expect(error).toBeInstanceOf(PaginationError);
  expect(error).toBeInstanceOf(RuntimeError);
  expect(error).toMatchObject({
    name: 'PaginationError',
    operationId: 'listThings',
    method: 'GET',
    path: '/things',
  });
  expect(error.message).toBe(
    'listThings: page 1 of GET /things leads back to a page already read: the list is not known to be complete',
  );
  expect([inspect(error), JSON.stringify(error)].join()).not.toContain('planted');
});
