import { pageFromRecord, pageOfNumber } from '../../src/core/pagination.js';

const letters = ['a', 'b', 'c', 'd', 'e'];

describe('pages by record', () => {
  test('begin with the record of that number', () => {
    expect(pageFromRecord(letters, { start: 2, limit: 2 })).toEqual({
      items: ['b', 'c'],
      total: 5,
      pages: 3,
      more: true,
    });
  });

  test('begin with the first for 0, which vendors allow', () => {
    expect(pageFromRecord(letters, { start: 0, limit: 2 }).items).toEqual(['a', 'b']);
  });

  test('end with the list', () => {
    expect(pageFromRecord(letters, { start: 4, limit: 2 })).toMatchObject({ items: ['d', 'e'], more: false });
    expect(pageFromRecord(letters, { start: 6, limit: 2 })).toMatchObject({ items: [], more: false });
  });
});

describe('pages by number', () => {
  test('follow each other', () => {
    const pages = [1, 2, 3, 4].map((page) => pageOfNumber(letters, { page, limit: 2 }));
    expect(pages.map(({ items }) => items.join(''))).toEqual(['ab', 'cd', 'e', '']);
    expect(pages.map(({ more }) => more)).toEqual([true, true, false, false]);
  });

  test('are one for an empty list', () => {
    expect(pageOfNumber([], { page: 1, limit: 2 })).toEqual({ items: [], total: 0, pages: 1, more: false });
  });

  test('begin with 1, also for 0 and less', () => {
    expect(pageOfNumber(letters, { page: -1, limit: 2 }).items).toEqual(['a', 'b']);
  });
});
