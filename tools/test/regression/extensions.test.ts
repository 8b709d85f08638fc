import { type Client, loadClient } from './clients.js';
import { answered, failed, jsonAnswer } from './wire.js';

let client: Client;
beforeAll(async () => {
  client = await loadClient('extensions');
});

interface Listed {
  /** The path, query and body of each request. */
  readonly asked: string[];
  readonly ids: number[];
  /** What the loop threw. */
  readonly error?: unknown;
}

/** Goes through all pages of a list, which are these answers. */
async function listed(name: string, answers: readonly object[], request: object = {}): Promise<Listed> {
  const asked: string[] = [];
  const fetchApi = async (url: string, { body }: RequestInit): Promise<Response> => {
    asked.push(url.replace('https://api.test', '') + (body ?? ''));
    return Response.json(answers[asked.length - 1]);
  };
  const ids: number[] = [];
  const configuration = new client.runtime.Configuration({ fetchApi });
  try {
    for await (const { thing_id } of client[`${name}All`](configuration, request)) ids.push(thing_id);
  } catch (error) {
    return { asked, ids, error };
  }
  return { asked, ids };
}

const things = (...ids: number[]): object[] => ids.map((thing_id) => ({ thing_id }));

describe('x-pagination', () => {
  test('an offset counts the records received, up to the total', async () => {
    const answers = [
      { things: things(1, 2), meta: { total: 3 } },
      { things: things(3), meta: { total: 3 } },
    ];
    expect(await listed('listByOffset', answers, { pageSize: 2 })).toEqual({
      asked: ['/offsets?page-size=2', '/offsets?offset=2&page-size=2'],
      ids: [1, 2, 3],
    });
  });

  test('pages are counted, up to one without items', async () => {
    expect(await listed('listByPage', [things(1), things(2), []])).toEqual({
      asked: ['/pages', '/pages?page=2', '/pages?page=3'],
      ids: [1, 2],
    });
  });

  test('a cursor is followed, beside what else is asked for', async () => {
    const answers = [
      { things: things(1), meta: { next: 'a&b', more: true } },
      { things: things(2), meta: { next: 'c', more: false } },
    ];
    expect(await listed('listByCursor', answers, { ownerId: 'o' })).toEqual({
      asked: ['/cursors/o', '/cursors/o?page_token=a%26b'],
      ids: [1, 2],
    });
  });

  test('a cursor that does not change ends the loop with an error', async () => {
    const answer = { things: things(1), meta: { next: 'a', more: true } };
    const { ids, error } = await listed('listByCursor', [answer, answer], { ownerId: 'o' });
    expect(ids).toEqual([1, 1]);
    expect(error).toMatchObject({
      code: 'pagination_stuck',
      reason: 'next_repeated',
      operationId: 'listByCursor',
    });
  });

  test('of a link to the next page, the parameter is taken', async () => {
    const answers = [
      { things: things(1), meta: { next: 'https://elsewhere.test/?page_token=b%3D' } },
      { things: things(2), meta: { next: null } },
    ];
    expect(await listed('listByLink', answers)).toEqual({
      asked: ['/links', '/links?page_token=b%3D'],
      ids: [1, 2],
    });
  });

  test('a cursor can go into the body', async () => {
    const answers = [{ things: things(1), meta: { next: 'b' } }, { things: things(2) }];
    expect(await listed('search', answers, { body: { text: 'x' } })).toEqual({
      asked: ['/searches{"text":"x"}', '/searches{"text":"x","paging":{"after":"b"}}'],
      ids: [1, 2],
    });
  });

  test('only operations that have it can be asked for all pages, as a function and as a method', () => {
    const all = ['listByCursorAll', 'listByLinkAll', 'listByOffsetAll', 'listByPageAll', 'searchAll'];
    const methods = Object.getOwnPropertyNames(client.DefaultApi.prototype);
    expect(methods.filter((name) => name.endsWith('All')).sort()).toEqual(all);
    expect(
      Object.keys(client)
        .filter((name) => name.endsWith('All') && !(name in client.runtime))
        .sort(),
    ).toEqual(all);
  });
});

describe('x-error-when', () => {
  test.each([
    ['getChecked', '{"error_code":5}'],
    ['getChecked', '{"thing_id":1,"error_code":0}'],
    ['getState', '{"state":"invalid"}'],
    ['getState', '{"state":7}'],
  ])('%s: %s is an error, with its body', async (operation, text) => {
    expect(await failed(client, operation, jsonAnswer(text))).toMatchObject({
      code: 'http_status',
      status: 200,
      operationId: operation,
      body: JSON.parse(text),
    });
  });

  test.each([
    ['getChecked', '{"thing_id":1}'],
    ['getChecked', '{"thing_id":1,"error_code":null}'],
    ['getChecked', '{"thing_id":1,"error_code":""}'],
    ['getState', '{"state":"valid"}'],
    ['getState', '{"state":"7"}'],
    ['getState', '{}'],
    ['getState', 'null'],
  ])('%s: %s is a success', async (operation, text) => {
    expect(await answered(client, operation, jsonAnswer(text))).toEqual(JSON.parse(text));
  });
});

describe('an answer that is lost', () => {
  const broken = async (operation: string): Promise<unknown> => {
    const fetchApi = async (): Promise<Response> => {
      throw new TypeError('fetch failed');
    };
    const configuration = new client.runtime.Configuration({ fetchApi });
    return client[operation](configuration, { body: { text: 'x' } }).catch((error: unknown) => error);
  };

  test('x-outcome-check: the error names the operation that tells', async () => {
    expect(await broken('pay')).toMatchObject({ code: 'outcome_unknown', outcomeCheck: 'listByPage' });
  });

  test('x-idempotent: a POST that can be sent again is in no doubt', async () => {
    expect(await broken('search')).toMatchObject({ code: 'network' });
  });
});
