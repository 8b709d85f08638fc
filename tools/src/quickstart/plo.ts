import { ploAuth } from '@acme/auth-helpers/plo';
import { Configuration, matchedoffersGet, ResponseError, withRetry } from '@acme/plo-client';
import { PLO_TEST_INSTITUTION } from '@acme/provider-sandbox/plo';
import oauth1 from 'mastercard-oauth1-signer';
import { errorOf, expectThat } from './guide.js';
import type { Tour } from './tour.js';

/** As Mastercard gives one to a project. Not secret: the key that signs is. */
export const CONSUMER_KEY = 'quickstart-consumer-key';

const minuteMs = 60_000;

/** Signs calls to Personalized Offers, keeps a cardholder's session, and gets a new one when it is dropped. */
export async function plo({ guide, server, clock, signingKey, state, act }: Tour): Promise<void> {
  const step = guide.chapter('Personalized Offers: signed calls for a cardholder', import.meta.url);
  const auth = ploAuth({
    ...{ ...PLO_TEST_INSTITUTION, clock, basePath: server.baseUrl('plo'), allowInsecureLoopback: true },
    sign: (url, method, body) => oauth1.getAuthorizationHeader(url, method, body, CONSUMER_KEY, signingKey),
  });
  const configuration = new Configuration({ ...auth, fetchApi: withRetry(auth.fetchApi) });

  await step({
    headline: 'Offers of a cardholder: one session, and every request signed',
    async run() {
      await matchedoffersGet(configuration, await auth.session('cardholder-1'));
      return matchedoffersGet(configuration, await auth.session('cardholder-1'));
    },
    saw({ Response: page }) {
      const { logins, isSignatureChecked } = state('plo');
      expectThat(logins === 1, `There were ${logins} logins, and must be one.`);
      expectThat(isSignatureChecked === true, 'The sandbox does not check signatures.');
      return `${page?.TotalCount} offers. The vendor checks each signature, and saw one login for two calls.`;
    },
  });
  await step({
    headline: 'The vendor drops the session',
    async run() {
      clock.advance(minuteMs);
      act('plo', 'drop-tokens');
      return errorOf(matchedoffersGet(configuration, await auth.session('cardholder-1')));
    },
    saw(error) {
      const isRefused = error instanceof ResponseError && error.status === 401;
      expectThat(isRefused, 'The error is no ResponseError with status 401.');
      return 'The call threw ResponseError 401. It is not repeated, as no code of this vendor says that the session was why.';
    },
  });
  await step({
    headline: 'The next call gets a new session',
    run: async () => matchedoffersGet(configuration, await auth.session('cardholder-1')),
    saw({ Response: page }) {
      const { logins } = state('plo');
      expectThat(logins === 2, `There were ${logins} logins, and must be two.`);
      return `${page?.TotalCount} offers again, after one login.`;
    },
  });
}
