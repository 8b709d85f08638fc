import * as fc from 'fast-check';
import {
  type Body,
  Configuration,
  cookie,
  type Encode,
  header,
  none,
  type Operation,
  type Param,
  query,
  send,
} from '../../src/index.js';
import { cookiePairs, type Pair, queryPairs } from './style-decoder.js';

export interface Exchange {
  readonly params: readonly Param[];
  readonly body?: Body;
  /** Path template; without one the path has no placeholder. */
  readonly path?: string;
}

/** The only place that knows what a descriptor looks like. */
function descriptor({ params, body, path = '/before/middle/after' }: Exchange): Operation {
  return {
    id: 'sendThing',
    method: 'POST',
    path,
    servers: [{ url: origin }],
    params,
    ...(body === undefined ? {} : { body: { ...body, required: true } }),
    responses: { 204: none },
  };
}

const origin = 'https://api.example.test';
const before = { query: 'before', header: 'x-before', cookie: 'before' };
const after = { query: 'after', header: 'x-after', cookie: 'after' };

/** What one value became: its place alone, still escaped. Everything around it has been checked. */
export interface Wire {
  /** The segments of the path between `/before/` and `/after`. */
  readonly segment: string;
  readonly pairs: readonly Pair[];
  readonly cookies: readonly Pair[];
  /** Headers but for `cookie` and those around. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * Sends a request whose every place holds a marker before and after the value, and checks that the markers are where
 * they were put: whatever the value is, it adds no segment, pair, cookie or header, and leads to no other server.
 */
export async function wire(exchange: Exchange, request: Record<string, unknown>): Promise<Wire> {
  let seen: { url: string; headers: Record<string, string>; body: unknown } | undefined;
  const configuration = new Configuration({
    fetchApi: async (url, { headers, body }) => {
      // As `fetch` takes them: white space at the ends of a value goes, and a name counts in any letter case.
      seen = { url, headers: Object.fromEntries(new Headers(headers)), body };
      return new Response(null, { status: 204 });
    },
  });
  const params = [...markers(before, 'markBefore'), ...exchange.params, ...markers(after, 'markAfter')];
  const operation = descriptor({ ...exchange, params });
  await send(configuration, operation, { markBefore: 1, markAfter: 2, ...request } as never);
  if (seen === undefined) throw new Error('nothing was sent');
  const { around: aroundUrl, ...url } = urlPlaces(seen.url);
  const { around: aroundHeaders, ...head } = headerPlaces(seen.headers);
  const found: Wire = { ...url, ...head, body: seen.body };
  expect([...aroundUrl, ...aroundHeaders, placesOf(found).length <= 1]).toEqual(surroundings);
  return found;
}

/** The places that hold something of the value: it has one. */
function placesOf({ segment, pairs, cookies, headers, body }: Wire): string[] {
  const { 'content-type': type, ...others } = headers;
  const filled = { path: segment !== 'middle', pairs: pairs.length > 0, cookies: cookies.length > 0 };
  const more = { headers: Object.keys(others).length > 0, body: body !== undefined || type !== undefined };
  return Object.entries({ ...filled, ...more }).flatMap(([place, isFilled]) => (isFilled ? [place] : []));
}

function markers(names: typeof before, key: string): Param[] {
  return [
    { encode: query, key, name: names.query },
    { encode: header, key, name: names.header },
    { encode: cookie, key, name: names.cookie },
  ];
}

/** What `urlPlaces` and `headerPlaces` find around the value, and that there is one place. One `expect` for speed. */
const surroundings: readonly unknown[] = [
  ...[origin, '', '', '', true, 4, '', 'before', 'after', 'before', '1', 'after', '2'],
  ...['1', '2', 'before', '1', 'after', '2'],
  true,
];

type Around = { readonly around: readonly unknown[] };

function urlPlaces(text: string): Pick<Wire, 'pairs' | 'segment'> & Around {
  const { origin: server, username, password, hash, pathname, search } = new URL(text);
  // Nothing that `fetch` would resolve or rewrite: what the encoders write is what the server gets.
  const isAsWritten = pathname === text.slice(origin.length).split('?', 1)[0];
  const segments = pathname.split('/');
  const pairs = queryPairs(search);
  const around = [server, username, password, hash, isAsWritten, segments.length, segments[0], segments[1]];
  return {
    segment: segments[2]!,
    pairs: pairs.slice(1, -1),
    around: [...around, segments[3], ...ends(pairs)],
  };
}

function headerPlaces(all: Record<string, string>): Pick<Wire, 'cookies' | 'headers'> & Around {
  const { cookie, 'x-before': first, 'x-after': last, ...headers } = all;
  const cookies = cookiePairs(cookie!);
  return { cookies: cookies.slice(1, -1), headers, around: [first, last, ...ends(cookies)] };
}

function ends(pairs: readonly Pair[]): readonly unknown[] {
  return [...(pairs[0] ?? []), ...(pairs.at(-1) ?? [])];
}

/** A parameter of that name, its value under the key `value`. */
export function param(encode: Encode, name = 'color', more: Partial<Param> = {}): Param {
  return { encode, key: 'value', name, ...more };
}

/**
 * Runs a property. A failure prints seed and path; to see it again:
 * `FC_SEED=… FC_PATH=… npx jest test/property -t '<title>'`. FC_RUNS sets another number of runs.
 */
export async function holds<T>(
  values: fc.Arbitrary<T>,
  property: (value: T) => Promise<void>,
  numRuns = 100,
): Promise<void> {
  const { FC_SEED, FC_PATH, FC_RUNS } = process.env;
  await fc.assert(fc.asyncProperty(values, property), {
    numRuns: FC_RUNS === undefined ? numRuns : Number(FC_RUNS),
    ...(FC_SEED === undefined ? {} : { seed: Number(FC_SEED) }),
    ...(FC_PATH === undefined ? {} : { path: FC_PATH }),
  });
}
