import { inTurns } from './turns.js';

/** Microseconds of processor time per call, round by round. */
export interface Samples {
  readonly bare: readonly number[];
  /** The bare calls once more: what differs from them is noise. */
  readonly bareAgain: readonly number[];
  /** `timeoutMs: Infinity`. */
  readonly noTimeout: readonly number[];
  /** The default timeout. */
  readonly timeout: readonly number[];
}

type Variant = keyof Samples;
type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type GeneratedFunction = (configuration: object, request: object) => Promise<unknown>;

interface Case {
  readonly callsPerRound: number;
  /** The answer of the stubbed server. */
  readonly answer: string;
  readonly bare: (fetch: Fetch) => Promise<unknown>;
  readonly generated: GeneratedFunction;
  readonly request: object;
}

const rounds = 900;
const warmUpRounds = 60;

const functions = (await import(process.argv[2]!)) as {
  readonly usertokenGet: GeneratedFunction;
  readonly createToken: GeneratedFunction;
  readonly getCustomers: GeneratedFunction;
};

const credentials = { apiKey: { 'Finicity-App-Key': 'key', 'Finicity-App-Token': 'token' } };
const json = 'application/json';
const finicity = 'https://api.finicity.com';

const customer = (index: number): object => ({
  id: String(1005061234 + index),
  username: `customer_${index}`,
  firstName: 'Rosa',
  lastName: 'Marín',
  phone: '1-801-984-4200',
  email: `customer-${index}@example.com`,
  type: 'testing',
  createdDate: '1607450357',
  lastModifiedDate: '1607450357',
});

const cases: Readonly<Record<string, Case>> = {
  get: {
    callsPerRound: 75,
    answer: JSON.stringify({ Response: { Token: '6f1d2a9c', TokenType: 'user', Status: { Code: 0 } } }),
    async bare(fetch) {
      const [fId, authInfo] = ['999999', '0f1e2d3c4b5a69788796a5b4c3d2e1f0'];
      const query = `FId=${encodeURIComponent(fId)}&AuthInfo=${encodeURIComponent(authInfo)}`;
      const response = await fetch(`https://sandbox.api.mastercard.com/plo/usertoken?${query}`, {
        method: 'GET',
        headers: { accept: json },
      });
      return JSON.parse(await response.text());
    },
    generated: functions.usertokenGet,
    request: { fId: '999999', authInfo: '0f1e2d3c4b5a69788796a5b4c3d2e1f0' },
  },
  post: {
    callsPerRound: 75,
    answer: JSON.stringify({ token: '6f1d2a9c6f1d2a9c' }),
    async bare(fetch) {
      const response = await fetch(`${finicity}/aggregation/v2/partners/authentication`, {
        method: 'POST',
        headers: { accept: json, 'content-type': json, 'finicity-app-key': 'key' },
        body: JSON.stringify({ partnerId: '2445582695152', partnerSecret: 'a-secret' }),
      });
      return JSON.parse(await response.text());
    },
    generated: functions.createToken,
    request: { body: { partnerId: '2445582695152', partnerSecret: 'a-secret' } },
  },
  list: {
    callsPerRound: 8,
    answer: JSON.stringify({
      found: 200,
      displaying: 200,
      moreAvailable: false,
      customers: Array.from({ length: 200 }, (_, index) => customer(index)),
    }),
    async bare(fetch) {
      const response = await fetch(`${finicity}/aggregation/v1/customers?limit=${200}`, {
        method: 'GET',
        headers: { accept: json, 'finicity-app-key': 'key', 'finicity-app-token': 'token' },
      });
      return JSON.parse(await response.text());
    },
    generated: functions.getCustomers,
    request: { limit: 200 },
  },
};

/** Keeps the last request, so that both sides can be held to send the same. */
const sent: { url?: string; init?: RequestInit } = {};

function stub(answer: string): Fetch {
  const init = { headers: { 'content-type': json } };
  return async (url, given) => {
    sent.url = url;
    sent.init = given;
    return new Response(answer, init);
  };
}

async function measure({ answer, bare, generated, request, callsPerRound }: Case): Promise<Samples> {
  const fetchApi = stub(answer);
  const endless = { fetchApi, ...credentials, timeoutMs: Number.POSITIVE_INFINITY };
  const timed = { fetchApi, ...credentials };
  const variants: Record<Variant, () => Promise<unknown>> = {
    bare: () => bare(fetchApi),
    bareAgain: () => bare(fetchApi),
    noTimeout: () => generated(endless, request),
    timeout: () => generated(timed, request),
  };
  await requireSame(variants);
  return inTurns(variants, { rounds, warmUpRounds, callsPerRound });
}

/** @throws Error when a variant sends or answers something else than the bare one. */
async function requireSame(variants: Record<Variant, () => Promise<unknown>>): Promise<void> {
  const seen = async (call: () => Promise<unknown>): Promise<Record<string, string | undefined>> => {
    const answer = JSON.stringify(await call());
    const { method, body } = sent.init!;
    return { answer, query: sent.url!.split('?')[1], method, body: body?.toString() };
  };
  const expected = await seen(variants.bare);
  for (const name of ['noTimeout', 'timeout'] as const) {
    const actual = await seen(variants[name]);
    for (const [part, value] of Object.entries(expected)) {
      if (actual[part] !== value) throw new Error(`A generated call has another ${part} than the bare one.`);
    }
  }
}

const results: Record<string, Samples> = {};
for (const [name, each] of Object.entries(cases)) results[name] = await measure(each);
process.stdout.write(JSON.stringify(results));
