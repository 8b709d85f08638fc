import type { PloAuthOptions, SignRequest } from '@acme/auth-helpers/plo';
import {
  activatestatementcreditofferPost,
  Configuration,
  matchedoffersGet,
  withRetry,
} from '@acme/plo-client';
import { outcomes, rejection, times } from '../support.js';
import { closedAfterEach } from '../vendor.js';
import { type InstitutionClient, institutionAt, type PloVendor } from './client.js';
import { pair, sign } from './key-pair.js';
import { ploVendor } from './vendor.js';

const started = closedAfterEach(ploVendor);

async function institution(
  options: Partial<PloAuthOptions> = { sign },
): Promise<InstitutionClient & { vendor: PloVendor }> {
  const vendor = await started({ publicKey: pair.publicKey });
  return { vendor, ...institutionAt(vendor, options) };
}

describe('a server that checks signatures', () => {
  test('takes those of the library of the vendor, of the login as well as of calls', async () => {
    const { auth, configuration, vendor } = await institution();
    const session = await auth.sessionRequest('cardholder-1');
    const { Response } = await matchedoffersGet(configuration, session);
    const offers = [Response?.Items?.MatchedOffer ?? []].flat() as { OfferId: string }[];
    const offerId = offers.at(-1)?.OfferId ?? 'offer/1';
    await activatestatementcreditofferPost(configuration, { ...session, offerId });
    expect(await vendor.seen()).toEqual({ logins: 1, calls: 2, refused: 0 });
  });

  test('takes them of 50 calls at once, each with a nonce of its own', async () => {
    const { call, vendor } = await institution();
    expect(await outcomes(times(50, () => call()))).toEqual(new Map([['ok', 50]]));
    expect(await vendor.seen()).toEqual({ logins: 1, calls: 50, refused: 0 });
  });

  test('takes them where names and values hold what signers write in two ways', async () => {
    const { auth, configuration, vendor } = await institution();
    const merchantName = "Joe's *Café* & (Bar)! + 100% = ~a/b?c";
    await matchedoffersGet(configuration, { ...(await auth.sessionRequest('1')), merchantName });
    expect(await vendor.seen()).toMatchObject({ calls: 1, refused: 0 });
  });

  test('takes what other hooks have changed, as it is signed after them', async () => {
    const { auth, vendor } = await institution();
    const changes = {
      pre: ({ url, init }: { url: string; init: RequestInit }) => {
        const changed = new URL(url);
        changed.searchParams.set('MerchantName', 'a b*c');
        return { url: changed.href, init };
      },
    };
    const configuration = new Configuration({
      ...auth.configuration,
      middleware: [...auth.configuration.middleware, changes],
    });
    await matchedoffersGet(configuration, await auth.sessionRequest('1'));
    expect(await vendor.seen()).toMatchObject({ calls: 1, refused: 0 });
  });

  test('takes a retry after the first was carried out, as it is signed anew', async () => {
    const { auth, vendor } = await institution();
    const retrying = withRetry(auth.configuration.fetchApi, { sleep: async () => undefined });
    const configuration = new Configuration({ ...auth.configuration, fetchApi: retrying });
    const session = await auth.sessionRequest('cardholder-1');
    await vendor.next('504', 2);
    await matchedoffersGet(configuration, session);
    expect(await vendor.seen()).toEqual({ logins: 1, calls: 3, refused: 0 });
  });

  test.each<[string, SignRequest]>([
    ['another query', (url, method, body) => sign(url.replace('FId=9', 'FId=8'), method, body)],
    ['another method', (url, _method, body) => sign(url, 'POST', body)],
    ['another host', (url, method, body) => sign(url.replace('127.0.0.1', 'example.com'), method, body)],
    ['another body', (url, method) => sign(url, method, 'body')],
    [
      'another nonce',
      async (url, method, body) => (await sign(url, method, body)).replace(/oauth_nonce="/, '$&0'),
    ],
  ])('refuses one that is over %s, and that is told in our words', async (_, wrong) => {
    const { another, auth, configuration, vendor } = await institution();
    const session = await auth.sessionRequest('1');
    const other = another({ sign: wrong });
    const refused = { name: 'AuthError', code: 'signature_invalid', retryable: false };
    expect(await rejection(other.getToken('2'))).toMatchObject(refused);
    const call = matchedoffersGet(configuration.with({ fetchApi: other.configuration.fetchApi }), session);
    expect(await rejection(call)).toMatchObject({ name: 'ResponseError' });
    expect(await vendor.seen()).toMatchObject({ logins: 2, calls: 1 });
  });

  test('refuses a client that does not sign', async () => {
    const { auth, vendor } = await institution({});
    expect(await rejection(auth.getToken('1'))).toMatchObject({ code: 'signature_invalid', status: 401 });
    expect(await vendor.seen()).toEqual({ logins: 1, calls: 0, refused: 1 });
  });
});
