import { waitUntil } from 'cloudflare:workers';
import { type FinicityAuth, finicityAuth } from '../../../packages/auth-helpers/src/finicity/index.js';
import { AuthError } from '../../../packages/auth-helpers/src/index.js';
import { type PloAuth, ploAuth } from '../../../packages/auth-helpers/src/plo/index.js';

/** What a request of the test asks for, as JSON in its query. */
export interface Order {
  /** Whose vendor and helper: each test has its own. */
  readonly name: string;
  readonly vendor: string;
  readonly lifeMs?: number;
  readonly hasWaitUntil?: boolean;
  readonly forceRefresh?: boolean;
  /** Begins a login and ends the request as soon as so many logins have reached the vendor. */
  readonly leaveAt?: number;
  /** Of PLO; without it, the token of Finicity is asked for. */
  readonly cardholder?: string;
}

// As in a real worker they outlive the request that was the first to need them.
const finicity = new Map<string, FinicityAuth>();
const plo = new Map<string, PloAuth>();

function finicityOf({ name, vendor, lifeMs = 7_200_000, hasWaitUntil }: Order): FinicityAuth {
  const known = finicity.get(name);
  if (known !== undefined) return known;
  const made = finicityAuth({
    partnerId: 'p',
    credentials: { partnerSecret: 's', appKey: 'k' },
    basePath: `${vendor}/${name}`,
    allowInsecureLoopback: true,
    ...{ lifeMs, refreshAfterMs: lifeMs / 2, clockSkewMs: 0, minLoginIntervalMs: 0, jitter: 0 },
    waitUntil: hasWaitUntil === true ? waitUntil : undefined,
  });
  finicity.set(name, made);
  return made;
}

function ploOf({ name, vendor }: Order): PloAuth {
  const known = plo.get(name);
  if (known !== undefined) return known;
  const key = btoa('0123456789abcdef');
  const basePath = `${vendor}/${name}`;
  const made = ploAuth({ fiId: '1', key, iv: key, basePath, allowInsecureLoopback: true });
  plo.set(name, made);
  return made;
}

async function tokenFor(order: Order): Promise<string> {
  const { cardholder, forceRefresh } = order;
  if (cardholder !== undefined) return (await ploOf(order).getToken(cardholder)).token;
  return (await finicityOf(order).getToken({ forceRefresh })).token;
}

async function loginsAt({ vendor, name }: Order): Promise<number> {
  return Number(await (await fetch(`${vendor}/${name}/count`)).text());
}

export default {
  async fetch(request: Request): Promise<Response> {
    const order: Order = JSON.parse(new URL(request.url).searchParams.get('order') ?? '{}');
    const { leaveAt } = order;
    try {
      const login = tokenFor(order);
      if (leaveAt === undefined) return new Response(await login);
      login.catch(() => undefined);
      while ((await loginsAt(order)) < leaveAt) await new Promise((resolve) => setTimeout(resolve, 5));
      return new Response('left');
    } catch (error) {
      return new Response(error instanceof AuthError ? error.code : String(error), { status: 500 });
    }
  },
};
