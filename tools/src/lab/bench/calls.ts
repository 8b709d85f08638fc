import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleOf } from './bytes.js';
import { type Bench, type Figure, median, pairedRatios, ratio } from './figures.js';
import { inTurns } from './in-turns.js';

const functions = `
export { usertokenGet } from '@acme/plo-client/apis/UserTokenApi';
export { createToken } from '@acme/finicity-client/apis/AuthenticationApi';
export { getCustomers } from '@acme/finicity-client/apis/CustomersApi';
`;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type Generated = (configuration: object, request: object) => Promise<unknown>;

interface Case {
  readonly generated: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly callsPerRound: number;
  /** The ratio wanted at most without a time limit. */
  readonly aim: number;
  /** The response of the stubbed server. */
  readonly response: unknown;
  /** What you would write by hand without a client: the URL, and what `fetch` is given. */
  readonly bare: () => readonly [url: string, init: RequestInit];
}

const apiKey = { 'Finicity-App-Key': 'key', 'Finicity-App-Token': 'token' };
const json = 'application/json';
const finicity = 'https://api.finicity.com/aggregation';
const user = { fId: '999999', authInfo: '0f1e2d3c4b5a69788796a5b4c3d2e1f0' };
const login = { partnerId: '2445582695152', partnerSecret: 'a-secret' };
const customers = Array.from({ length: 200 }, (_, index) => ({
  ...{ id: String(1005061234 + index), username: `customer_${index}`, firstName: 'Rosa', lastName: 'Marín' },
  ...{ phone: '1-801-984-4200', email: `customer-${index}@example.com`, type: 'testing' },
  ...{ createdDate: '1607450357', lastModifiedDate: '1607450357' },
}));

const cases: Readonly<Record<string, Case>> = {
  get: {
    ...{ generated: 'usertokenGet', request: user, callsPerRound: 75, aim: 1.08 },
    response: { Response: { Token: '6f1d2a9c', TokenType: 'user', Status: { Code: 0 } } },
    bare: () => [
      `https://sandbox.api.mastercard.com/plo/usertoken?FId=${encodeURIComponent(user.fId)}&AuthInfo=${encodeURIComponent(user.authInfo)}`,
      { method: 'GET', headers: { accept: json } },
    ],
  },
  post: {
    ...{ generated: 'createToken', request: { body: login }, callsPerRound: 75, aim: 1.08 },
    response: { token: '6f1d2a9c6f1d2a9c' },
    bare: () => [
      `${finicity}/v2/partners/authentication`,
      {
        method: 'POST',
        headers: { accept: json, 'content-type': json, 'finicity-app-key': 'key' },
        body: JSON.stringify(login),
      },
    ],
  },
  list: {
    ...{ generated: 'getCustomers', request: { limit: 200 }, callsPerRound: 8, aim: 1.03 },
    response: { found: 200, displaying: 200, moreAvailable: false, customers },
    bare: () => [
      `${finicity}/v1/customers?limit=${200}`,
      {
        method: 'GET',
        headers: { accept: json, 'finicity-app-key': 'key', 'finicity-app-token': 'token' },
      },
    ],
  },
};

const timeoutAim = 1.3;
const turns = { rounds: 900, warmUpRounds: 60 };

/**
 * Measures generated functions, with plain objects as configuration, over a stubbed fetch, beside what you would write
 * by hand without a client: `fetch`, `text()`, `JSON.parse`. Both sides build the URL and the body at every call.
 *
 * @throws Error when a generated function does not send and return what the bare call does. (The headers differ: an
 *   operation accepts what its description says.)
 */
export async function measureCalls({ root, work }: Bench): Promise<Figure[]> {
  const module = join(work, 'clients.mjs');
  await writeFile(module, await bundleOf(root, functions, false));
  const generated = (await import(pathToFileURL(module).href)) as Record<string, Generated>;
  const figures: Figure[] = [];
  for (const [name, each] of Object.entries(cases)) {
    const variants = variantsOf(each, generated[each.generated]!);
    await requireSame(variants);
    const samples = await inTurns(variants.calls, { ...turns, callsPerRound: each.callsPerRound });
    const { bare, bareAgain, noTimeout, timeout } = samples;
    const noise = `bare by bare in this run: ${median(pairedRatios(bareAgain, bare)).toFixed(3)}`;
    figures.push(
      ratio(`calls/${name}/no-timeout`, [noTimeout, bare], { aim: each.aim }),
      ratio(`calls/${name}/timeout`, [timeout, bare], { aim: timeoutAim }),
      { name: `calls/${name}/bare`, value: median(bare), unit: 'µs', note: noise },
    );
  }
  return figures;
}

interface Variants {
  /** `bareAgain`: what differs from the bare calls is noise. `timeout`: with the default time limit. */
  readonly calls: Record<'bare' | 'bareAgain' | 'noTimeout' | 'timeout', () => Promise<unknown>>;
  /** The last request. */
  readonly sent: { url: string; init: RequestInit };
}

function variantsOf({ response, bare, request }: Case, generated: Generated): Variants {
  const sent = { url: '', init: {} as RequestInit };
  const body = JSON.stringify(response);
  const fetchApi: Fetch = async (url, init) => {
    Object.assign(sent, { url, init });
    return new Response(body, { headers: { 'content-type': json } });
  };
  const byHand = async (): Promise<unknown> => JSON.parse(await (await fetchApi(...bare())).text());
  return {
    sent,
    calls: {
      bare: byHand,
      bareAgain: byHand,
      noTimeout: () => generated({ fetchApi, apiKey, timeoutMs: Number.POSITIVE_INFINITY }, request),
      timeout: () => generated({ fetchApi, apiKey }, request),
    },
  };
}

async function requireSame({ calls, sent }: Variants): Promise<void> {
  const seen = async (call: () => Promise<unknown>): Promise<Record<string, string | undefined>> => {
    const result = JSON.stringify(await call());
    const { method, body } = sent.init;
    return { result, query: sent.url.split('?')[1], method, body: body?.toString() };
  };
  const expected = await seen(calls.bare);
  for (const call of [calls.noTimeout, calls.timeout]) {
    const actual = await seen(call);
    const part = Object.keys(expected).find((name) => actual[name] !== expected[name]);
    if (part !== undefined) throw new Error(`A generated call has another ${part} than the bare one.`);
  }
}
