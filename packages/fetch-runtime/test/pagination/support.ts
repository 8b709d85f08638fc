import {
  type CallOptions,
  json,
  jsonBody,
  none,
  type Operation,
  orNone,
  type Paginated,
  type PaginationRule,
  type PlainConfiguration,
  paginate,
  queryPrimitive,
} from '../../src/index.js';

export interface Item {
  readonly id: number;
}

/** What a test may ask for; all of it goes into the query, but `body`. */
export interface ListRequest {
  readonly start?: number | bigint | null;
  readonly after?: string;
  readonly limit?: number;
  readonly body?: object;
}

const query = (name: string) => ({ encode: queryPrimitive, key: name, name });

export const listThings: Operation<ListRequest, unknown, unknown> = {
  id: 'listThings',
  method: 'GET',
  path: '/things',
  servers: [{ url: 'https://api.example.test' }],
  params: [query('start'), query('after'), query('limit')],
  responses: { 200: { read: orNone, as: json }, 204: none },
};

/** The same, asked for by a body. */
export const searchThings: Operation<ListRequest, unknown, unknown> = {
  ...listThings,
  id: 'searchThings',
  method: 'POST',
  params: [],
  body: { encode: jsonBody, type: 'application/json' },
};

export const things = (...ids: readonly number[]): Item[] => ids.map((id) => ({ id }));

/** The things with the numbers `from` to `to`. */
export const range = (from: number, to: number): Item[] =>
  things(...Array.from({ length: Math.max(to - from + 1, 0) }, (_, index) => from + index));

export interface Server {
  /** The query of each request, or its body where it has one. */
  readonly asked: string[];
  readonly configuration: PlainConfiguration;
}

/** Answers each request by what it asks for, as JSON; an Error is thrown, a Response given as it is. */
export function serving(
  answer: (asked: URLSearchParams, number: number, init: RequestInit) => unknown,
): Server {
  const asked: string[] = [];
  return {
    asked,
    configuration: {
      fetchApi: async (url, init) => {
        init.signal?.throwIfAborted();
        const { search, searchParams } = new URL(url);
        asked.push(init.body === undefined ? search.slice(1) : String(init.body));
        const value = answer(searchParams, asked.length, init);
        if (value instanceof Error) throw value;
        return value instanceof Response ? value : Response.json(value);
      },
    },
  };
}

/** Gives these answers, in this order; asked for more, it fails the test. */
export function scripted(...answers: readonly unknown[]): Server {
  return serving((_asked, number) => {
    if (number > answers.length) throw new Error('a request too many');
    return answers[number - 1];
  });
}

export function list(
  { configuration }: Server,
  rule: PaginationRule<Item>,
  request: ListRequest = {},
  options?: CallOptions,
): Paginated<Item, unknown> {
  return paginate(configuration, listThings, rule, request, options);
}

export interface Outcome {
  readonly ids: readonly number[];
  /** What ended the loop, where it was not the end of the list. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at the members of many error classes
  readonly error?: any;
}

/** Goes through a list as far as it leads. */
export async function outcomeOf(items: AsyncIterable<Item>): Promise<Outcome> {
  const ids: number[] = [];
  try {
    for await (const { id } of items) ids.push(id);
  } catch (error) {
    return { ids, error };
  }
  return { ids };
}

export const idsOf = (items: readonly Item[]): number[] => items.map(({ id }) => id);
