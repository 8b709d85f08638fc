import { FetchError, type PaginationRule, paginate, ResponseError } from '../../src/index.js';
import { jumping } from '../clock.js';
import { type Item, list, outcomeOf, scripted, searchThings, serving, things } from './support.js';

type Rule = PaginationRule<Item>;
const byRecord: Rule = { by: 'record', at: ['start'], items: ['items'] };
const byCursor: Rule = { by: 'cursor', at: ['after'], next: ['next'], items: ['items'] };
const endless = () => serving((_asked, number) => ({ items: things(number * 2 - 1, number * 2) }));

describe('laziness', () => {
  test('nothing is sent before the first item is asked for', async () => {
    const server = endless();
    const items = list(server, byRecord);
    const iterator = items[Symbol.asyncIterator]();
    const pages = items.pages();
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.asked).toHaveLength(0);
    expect(await iterator.next()).toEqual({ done: false, value: { id: 1 } });
    expect(server.asked).toHaveLength(1);
    expect(await pages.next()).toMatchObject({ done: false });
    expect(server.asked).toHaveLength(2);
  });

  test('the next page is asked for when the items of the last are used up, and not before', async () => {
    const server = endless();
    const counts: number[] = [];
    for await (const { id } of list(server, byRecord)) {
      counts.push(server.asked.length);
      if (id === 5) break;
    }
    expect(counts).toEqual([1, 1, 2, 2, 3]);
  });

  test.each(['break', 'return', 'throw'])('%s sends no more', async (how) => {
    const server = endless();
    const leave = async (): Promise<void> => {
      for await (const _item of list(server, byRecord)) {
        if (how === 'break') break;
        if (how === 'return') return;
        throw new Error('enough');
      }
    };
    await leave().catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.asked).toHaveLength(1);
  });

  test('each loop begins anew', async () => {
    const server = serving((asked) => ({ items: asked.has('start') ? [] : things(1) }));
    const items = list(server, byRecord);
    expect(await outcomeOf(items)).toEqual({ ids: [1] });
    expect(await outcomeOf(items)).toEqual({ ids: [1] });
    expect(server.asked).toEqual(['', 'start=2', '', 'start=2']);
  });
});

describe('pages', () => {
  test('each is the whole answer of one call', async () => {
    const answers = [
      { items: things(1), fee: 1 },
      { items: [], fee: 2 },
    ];
    const pages: unknown[] = [];
    for await (const page of list(scripted(...answers), byRecord).pages()) pages.push(page);
    expect(pages).toEqual(answers);
  });

  test('a caller who empties a page does not change where the next begins', async () => {
    const server = scripted({ items: things(1, 2) }, { items: [] });
    for await (const page of list(server, byRecord).pages()) (page as { items: Item[] }).items.length = 0;
    expect(server.asked).toEqual(['', 'start=3']);
  });
});

describe('the request', () => {
  test('all else of it stays as it is, and the object of the caller is not changed', async () => {
    const server = scripted({ items: things(1) }, { items: [] });
    const request = Object.freeze({ start: 3, limit: 1 });
    await outcomeOf(list(server, byRecord, request));
    expect(server.asked).toEqual(['start=3&limit=1', 'start=4&limit=1']);
    expect(request).toEqual({ start: 3, limit: 1 });
  });

  test('the place to begin can be within a body, which keeps its other members', async () => {
    const server = scripted({ items: things(1), next: 'b' }, { items: things(2) });
    const rule: Rule = { ...byCursor, at: ['body', 'options', 'cursor'] };
    const body = Object.freeze({ text: 'x', options: Object.freeze({ count: 1 }) });
    const items = paginate(server.configuration, searchThings, rule, { body });
    expect(await outcomeOf(items)).toEqual({ ids: [1, 2] });
    expect(server.asked.map((text) => JSON.parse(text))).toEqual([
      { text: 'x', options: { count: 1 } },
      { text: 'x', options: { count: 1, cursor: 'b' } },
    ]);
  });

  test('a body is made where there was none', async () => {
    const server = scripted({ items: things(1), next: 'b' }, { items: things(2) });
    const rule: Rule = { ...byCursor, at: ['body', 'cursor'] };
    await outcomeOf(paginate(server.configuration, searchThings, rule, {}));
    expect(server.asked[1]).toBe('{"cursor":"b"}');
  });
});

describe('errors and limits', () => {
  test('an error in mid-way comes out of the loop, after the items before it', async () => {
    const server = scripted({ items: things(1, 2) }, Response.json({ code: 1 }, { status: 500 }));
    const { ids, error } = await outcomeOf(list(server, byRecord));
    expect(ids).toEqual([1, 2]);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ status: 500, operationId: 'listThings' });
    expect(server.asked).toHaveLength(2);
  });

  test('from where it broke, the caller can go on', async () => {
    const broken = scripted({ items: things(1, 2) }, new TypeError('fetch failed'));
    const { ids } = await outcomeOf(list(broken, byRecord));
    const server = scripted({ items: things(3) }, { items: [] });
    expect(await outcomeOf(list(server, byRecord, { start: ids.length + 1 }))).toEqual({ ids: [3] });
    expect(server.asked[0]).toBe('start=3');
  });

  test('a signal aborted between two pages ends the loop', async () => {
    const controller = new AbortController();
    const server = endless();
    const items = list(server, byRecord, {}, { signal: controller.signal });
    const ids: number[] = [];
    const loop = async (): Promise<void> => {
      for await (const { id } of items) {
        ids.push(id);
        if (id === 2) controller.abort();
      }
    };
    const error = await loop().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FetchError);
    expect(error).toMatchObject({ code: 'aborted' });
    expect(ids).toEqual([1, 2]);
    expect(server.asked).toHaveLength(1);
  });

  test('a signal aborted during a call ends it', async () => {
    const controller = new AbortController();
    const fetchApi = (_url: string, { signal }: RequestInit): Promise<Response> =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        setImmediate(() => controller.abort());
      });
    const server = { asked: [], configuration: { fetchApi } };
    const { error } = await outcomeOf(list(server, byRecord, {}, { signal: controller.signal }));
    expect(error).toMatchObject({ code: 'aborted', operationId: 'listThings' });
  });

  test('headers and limits of the options hold for each call', async () => {
    const seen: unknown[] = [];
    const server = serving((_asked, number, init) => {
      seen.push(new Headers(init.headers).get('x-trace'), init.signal !== undefined);
      return { items: number === 1 ? things(1) : [] };
    });
    await outcomeOf(list(server, byRecord, {}, { headers: { 'x-trace': 'a' }, timeoutMs: 1000 }));
    expect(seen).toEqual(['a', true, 'a', true]);
  });

  test('deadlineMs is for each page: time that the caller takes between two does not count', async () => {
    const server = scripted({ items: things(1) }, { items: things(2) }, { items: [] });
    const ids: number[] = [];
    await jumping(async () => {
      for await (const { id } of list(server, byRecord, {}, { deadlineMs: 60 })) {
        ids.push(id);
        await new Promise((resolve) => setTimeout(resolve, 70));
      }
    });
    expect(ids).toEqual([1, 2]);
  });
});
