import type { PaginationRule } from '../../src/index.js';
import { type Item, idsOf, list, outcomeOf, range, scripted, serving, things } from './support.js';

type Rule = PaginationRule<Item>;
const byRecord: Rule = { by: 'record', at: ['start'], items: ['items'] };
const byPage: Rule = { by: 'page', at: ['start'], items: ['items'] };
const byCursor: Rule = { by: 'cursor', at: ['after'], next: ['next'], items: ['items'] };

describe('by the number of the first record', () => {
  const all = range(1, 7);

  test('each page begins after the records received, where the list was begun with 1', async () => {
    const server = serving((asked) => {
      const start = Number(asked.get('start') ?? 1);
      return { items: all.slice(start - 1, start + 2) };
    });
    expect(await outcomeOf(list(server, byRecord, { limit: 3 }))).toEqual({ ids: idsOf(all) });
    expect(server.asked).toEqual(['limit=3', 'start=4&limit=3', 'start=7&limit=3', 'start=8&limit=3']);
  });

  test('a server that gives fewer than asked for skips none', async () => {
    const server = serving((asked) => {
      const start = Number(asked.get('start') ?? 1);
      return { items: all.slice(start - 1, start + 1), more: start + 1 < 7 };
    });
    const rule: Rule = { ...byRecord, more: ['more'] };
    expect(await outcomeOf(list(server, rule, { limit: 5 }))).toEqual({ ids: idsOf(all) });
    expect(server.asked.map((query) => new URLSearchParams(query).get('start'))).toEqual([
      null,
      '3',
      '5',
      '7',
    ]);
  });

  test('an offset counts from 0', async () => {
    const server = scripted({ items: things(1, 2) }, { items: things(3) }, { items: [] });
    expect(await outcomeOf(list(server, { ...byRecord, first: 0 }))).toEqual({ ids: [1, 2, 3] });
    expect(server.asked).toEqual(['', 'start=2', 'start=3']);
  });

  test('an offset, too, is compared with the total', async () => {
    const rule: Rule = { ...byRecord, first: 0, total: ['total'] };
    const server = scripted({ items: things(1, 2), total: 3 }, { items: things(3), total: 3 });
    expect(await outcomeOf(list(server, rule))).toEqual({ ids: [1, 2, 3] });
  });

  test.each([-1, '-1', 0.5, '2.', '1e0', 'many', null])(
    'a total of %p says nothing: only the empty page ends the list',
    async (total) => {
      const rule: Rule = { ...byRecord, total: ['total'] };
      const server = scripted({ items: things(1, 2), total }, { items: [], total });
      expect(await outcomeOf(list(server, rule))).toEqual({ ids: [1, 2] });
      expect(server.asked).toEqual(['', 'start=3']);
    },
  );

  test.each([[5], [5n]])('it goes on from where the caller begins: %p', async (start) => {
    const server = scripted({ items: things(5, 6), total: 7 }, { items: things(7), total: 7 });
    const rule: Rule = { ...byRecord, total: ['total'] };
    expect(await outcomeOf(list(server, rule, { start }))).toEqual({ ids: [5, 6, 7] });
    expect(server.asked).toEqual(['start=5', 'start=7']);
  });

  test('null is no beginning', async () => {
    const server = scripted({ items: things(1) }, { items: [] });
    expect(await outcomeOf(list(server, byRecord, { start: null }))).toEqual({ ids: [1] });
    expect(server.asked).toEqual(['', 'start=2']);
  });
});

describe('by the number of the page', () => {
  test('pages are counted, whatever they hold', async () => {
    const server = scripted(
      { items: things(1, 2) },
      { items: things(3) },
      { items: things(4) },
      { items: [] },
    );
    expect(await outcomeOf(list(server, byPage))).toEqual({ ids: [1, 2, 3, 4] });
    expect(server.asked).toEqual(['', 'start=2', 'start=3', 'start=4']);
  });

  test('pages can be counted from 0', async () => {
    const server = scripted({ items: things(1) }, { items: [] });
    await outcomeOf(list(server, { ...byPage, first: 0 }));
    expect(server.asked).toEqual(['', 'start=1']);
  });

  test.each([[2], ['2']])('the last of %p pages is the end, wherever the caller begins', async (pages) => {
    const rule: Rule = { ...byPage, pages: ['pages'] };
    const both = scripted({ items: things(1, 2), pages }, { items: things(3, 4), pages });
    expect(await outcomeOf(list(both, rule))).toEqual({ ids: [1, 2, 3, 4] });
    const last = scripted({ items: things(2), pages });
    expect(await outcomeOf(list(last, rule, { start: 2 }))).toEqual({ ids: [2] });
  });

  test.each([[{}], [{ start: 1 }], [{ start: null }]])(
    'the total ends a list that was begun at its first page: %j',
    async (request) => {
      const rule: Rule = { ...byPage, total: ['total'] };
      const server = scripted({ items: things(1, 2), total: 3 }, { items: things(3), total: 3 });
      expect(await outcomeOf(list(server, rule, request))).toEqual({ ids: [1, 2, 3] });
    },
  );

  test('begun at a later page, the total says nothing: how many came before is not known', async () => {
    const rule: Rule = { ...byPage, total: ['total'] };
    const server = scripted({ items: things(3), total: 3 }, { items: [], total: 3 });
    expect(await outcomeOf(list(server, rule, { start: 2 }))).toEqual({ ids: [3] });
    expect(server.asked).toEqual(['start=2', 'start=3']);
  });
});

describe('by a cursor', () => {
  test.each([[undefined], [null], ['']])('%p for the next one is the end', async (next) => {
    const server = scripted({ items: things(1), next: 'b' }, { items: things(2), next });
    expect(await outcomeOf(list(server, byCursor))).toEqual({ ids: [1, 2] });
    expect(server.asked).toEqual(['', 'after=b']);
  });

  test('a page without items is passed by: a filter may have left none', async () => {
    const server = scripted({ items: [], next: 'b' }, { next: 'c' }, { items: things(3) });
    expect(await outcomeOf(list(server, byCursor))).toEqual({ ids: [3] });
  });

  test('0 is a cursor', async () => {
    const server = scripted({ items: things(1), next: 0 }, { items: things(2) });
    expect(await outcomeOf(list(server, byCursor))).toEqual({ ids: [1, 2] });
    expect(server.asked).toEqual(['', 'after=0']);
  });

  test('a cursor that comes with the word that no more follow is not followed', async () => {
    const rule: Rule = { ...byCursor, more: ['has_more'] };
    const server = scripted({ items: things(1), next: 'b', has_more: false });
    expect(await outcomeOf(list(server, rule))).toEqual({ ids: [1] });
  });

  test('of the URL of the next page only the parameter is taken, decoded; the host is never asked', async () => {
    const rule: Rule = { ...byCursor, inUrl: 'after' };
    const next = 'https://elsewhere.example/x?limit=9&after=b%2Bc#end';
    const server = scripted(
      { items: things(1), next },
      { items: things(2), next: '/things?after=d' },
      { items: [] },
    );
    expect(await outcomeOf(list(server, rule, { limit: 1 }))).toEqual({ ids: [1, 2] });
    expect(server.asked).toEqual(['limit=1', 'after=b%2Bc&limit=1', 'after=d&limit=1']);
  });
});

describe('whether more follow', () => {
  const rule: Rule = { ...byRecord, more: ['more'] };

  test.each([[false], ['false']])('%p is the end', async (more) => {
    const server = scripted({ items: things(1, 2), more });
    expect(await outcomeOf(list(server, rule))).toEqual({ ids: [1, 2] });
  });

  test.each([[true], ['true']])('%p goes on, even where the total is reached', async (more) => {
    const server = scripted(
      { items: things(1), more, total: 1 },
      { items: things(2), more: false, total: 2 },
    );
    expect(await outcomeOf(list(server, { ...rule, total: ['total'] }))).toEqual({ ids: [1, 2] });
  });

  test.each([[undefined], [null], ['perhaps'], [1]])(
    '%p says nothing: it ends with an empty page',
    async (more) => {
      const server = scripted({ items: things(1), more }, { items: [], more });
      expect(await outcomeOf(list(server, rule))).toEqual({ ids: [1] });
    },
  );
});

describe('the total', () => {
  const rule: Rule = { ...byRecord, total: ['meta', 'total'] };

  test.each([[2], ['2']])('%p reached is the end', async (total) => {
    const server = scripted({ items: things(1), meta: { total } }, { items: things(2), meta: { total } });
    expect(await outcomeOf(list(server, rule))).toEqual({ ids: [1, 2] });
  });

  test.each([[null], [''], ['many'], [-1], [undefined]])('%p is no total', async (total) => {
    const server = scripted({ items: things(1), meta: { total } }, { items: [], meta: { total } });
    expect(await outcomeOf(list(server, rule))).toEqual({ ids: [1] });
  });

  test('an empty list is done with one request', async () => {
    const server = scripted({ items: [], meta: { total: 0 } });
    expect(await outcomeOf(list(server, rule))).toEqual({ ids: [] });
  });

  test('whoever begins beyond the end gets nothing', async () => {
    const server = scripted({ items: [], meta: { total: 3 } });
    expect(await outcomeOf(list(server, rule, { start: 9 }))).toEqual({ ids: [] });
  });
});

describe('what a page holds', () => {
  test.each([[undefined], [null], [''], [[]]])('%p is a page without items', async (items) => {
    const server = scripted({ items });
    expect(await outcomeOf(list(server, byRecord))).toEqual({ ids: [] });
  });

  test('an item without a list around it is a list of one', async () => {
    const server = scripted({ items: { id: 1 } }, { items: '' });
    expect(await outcomeOf(list(server, byRecord))).toEqual({ ids: [1] });
    expect(server.asked).toEqual(['', 'start=2']);
  });

  test('the answer itself can be the list', async () => {
    const server = scripted(things(1, 2), []);
    expect(await outcomeOf(list(server, { ...byRecord, items: [] }))).toEqual({ ids: [1, 2] });
  });

  test('an answer without body is the end', async () => {
    const server = scripted(new Response(null, { status: 204 }));
    expect(await outcomeOf(list(server, byRecord))).toEqual({ ids: [] });
  });
});
