import { finicityAuth } from '../../src/finicity/index.js';
import { mailinaboxAuth } from '../../src/mailinabox/index.js';
import { ploAuth } from '../../src/plo/index.js';
import { type BehaviourCase, cases } from './case.js';
import { equal, rejection } from './check.js';
import type { Fetch } from './client.js';

interface Platform {
  readonly navigator?: { readonly userAgent?: string };
  readonly document?: unknown;
  Request?: { readonly prototype: object } | undefined;
}

const platform = globalThis as Platform;
const iv = btoa('sixteen bytes :)');

/** Not blocked, as the ports of well-known services are, and served by nobody. */
const closedPort = 2;

/** Browsers and Workers say the same of a connection that is refused and of one that breaks. */
const tellsWhatFailed =
  platform.document === undefined && platform.navigator?.userAgent !== 'Cloudflare-Workers';

/** What each request that the helpers make says of caches. */
async function cachesAskedFor(): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  const answered = (body: object, status = 200): Fetch => {
    return async (_, init) => {
      seen.push((init as { readonly cache?: unknown }).cache);
      return status === 204 ? new Response(null, { status }) : Response.json(body);
    };
  };
  const session = { status: 'ok', email: 'a@example.com', privileges: ['admin'], api_key: 'k' };
  const login = answered({ token: 't' });
  const change = answered({}, 204);
  const finicity = finicityAuth({
    partnerId: '1',
    credentials: { partnerSecret: 'old-secret-1', appKey: 'k' },
    fetch: (url, init) => (init.method === 'PUT' ? change : login)(url, init),
  });
  const box = mailinaboxAuth({
    ...{
      basePath: 'https://caches.example.com/admin',
      email: 'a@example.com',
      password: 'p',
      fetch: answered(session),
    },
  });
  const token = { Response: { Status: { Code: '600' }, UserToken: { Token: 't' } } };
  const plo = ploAuth({ fiId: '1', key: iv, iv, fetch: answered(token) });
  await finicity.getToken();
  await finicity.modifyPartnerSecret({ newSecret: 'new-secret-12', persist: () => undefined });
  await box.getToken();
  await box.logout();
  await plo.getToken('1');
  return seen;
}

export const sendCases: readonly BehaviourCase[] = cases('sends', {
  'every login, logout and change of a secret goes past the caches of fetch, where it has any': async () => {
    const isKnown = platform.Request !== undefined && 'cache' in platform.Request.prototype;
    equal(await cachesAskedFor(), Array(5).fill(isKnown ? 'no-store' : undefined));
  },

  'and says nothing of caches to a fetch that does not know the word, as it would throw': async () => {
    const { Request } = platform;
    for (const double of [class {}, undefined]) {
      platform.Request = double;
      try {
        equal(await cachesAskedFor(), Array(5).fill(undefined));
      } finally {
        platform.Request = Request;
      }
    }
  },

  'a login that finds nobody was not sent, where the platform tells so, and else may have been': async () => {
    const basePath = `http://127.0.0.1:${closedPort}`;
    const credentials = { partnerSecret: 's', appKey: 'k' };
    const auth = finicityAuth({ partnerId: '1', credentials, basePath, allowInsecureLoopback: true });
    const { code } = (await rejection(auth.getToken())) as { code: string };
    equal(code, tellsWhatFailed ? 'provider_unavailable' : 'outcome_unknown');
  },
});
