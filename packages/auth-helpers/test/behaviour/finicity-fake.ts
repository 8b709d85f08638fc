import type { Clock } from '../../src/index.js';
import type { Fetch } from './client.js';

export const finicityUrl = 'https://api.finicity.com';
export const partnerId = '2445500917733';
export const appKey = 'app-key-9b1c';

const AUTHENTICATION = '/aggregation/v2/partners/authentication';

export interface SeenByFinicity {
  readonly method: string;
  readonly path: string;
  readonly appKey: string | null;
  readonly token: string | null;
  readonly partnerSecret: string | undefined;
}

export interface FakeFinicity {
  readonly fetch: Fetch;
  readonly seen: SeenByFinicity[];
  readonly logins: SeenByFinicity[];
  partnerSecret: string;
  /** The answer to everything, in place of the vendor's. */
  instead: (() => Promise<Response>) | undefined;
}

/** As much of Finicity as the cases need; a fake that does all of it is in test/finicity/server.ts. */
export function fakeFinicity(clock: Clock, partnerSecret: string): FakeFinicity {
  const issuedAtMs = new Map<string, number>();
  const seen: SeenByFinicity[] = [];

  function answer(request: SeenByFinicity, body: Record<string, unknown>): Response {
    if (request.path !== AUTHENTICATION) {
      const sinceMs = issuedAtMs.get(request.token ?? '') ?? -Infinity;
      const isAlive = clock.nowMs() - sinceMs < 120 * 60_000;
      return isAlive ? Response.json({ id: '7' }) : Response.json({ code: 10023 }, { status: 401 });
    }
    if (body.partnerSecret !== fake.partnerSecret) return Response.json({ code: '10001' }, { status: 401 });
    if (request.method === 'PUT') {
      fake.partnerSecret = `${body.newPartnerSecret}`;
      return new Response(null, { status: 204 });
    }
    const token = `T${issuedAtMs.size + 1}`;
    issuedAtMs.set(token, clock.nowMs());
    return Response.json({ token });
  }

  const fake: FakeFinicity = {
    async fetch(url, { method = 'GET', headers: given, body: text }) {
      const headers = new Headers(given);
      const body = JSON.parse(typeof text === 'string' ? text : '{}');
      const request = {
        method,
        path: new URL(url).pathname,
        appKey: headers.get('finicity-app-key'),
        token: headers.get('finicity-app-token'),
        partnerSecret: body.partnerSecret,
      };
      seen.push(request);
      return fake.instead?.() ?? answer(request, body);
    },
    seen,
    get logins() {
      return seen.filter(({ method, path }) => method === 'POST' && path === AUTHENTICATION);
    },
    partnerSecret,
    instead: undefined,
  };
  return fake;
}
