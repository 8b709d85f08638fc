import { AuthError } from '@acme/auth-helpers';
import { finicityAuth } from '@acme/auth-helpers/finicity';
import { Configuration, getCustomer } from '@acme/finicity-client';
import { FINICITY_TEST_CREDENTIALS } from '@acme/provider-sandbox/finicity';
import { errorOf, expectThat } from './guide.js';
import type { Tour } from './tour.js';

const hourMs = 60 * 60_000;

/** Logs in at Finicity, sees two tokens die, and a wrong secret that is not tried twice. */
export async function finicity({ guide, server, clock, state, act }: Tour): Promise<void> {
  const step = guide.chapter('Finicity: a token that lives for two hours', import.meta.url);
  const customer = { customerId: '7004419250' };
  const { partnerId, partnerSecret, appKey } = FINICITY_TEST_CREDENTIALS;
  const place = { basePath: server.baseUrl('finicity'), allowInsecureLoopback: true, clock };
  const events: string[] = [];
  const auth = finicityAuth({
    ...{ partnerId, credentials: { partnerSecret, appKey }, ...place },
    onEvent: ({ type }) => events.push(type),
  });
  const configuration = new Configuration({ ...auth });
  const expectEvents = (...expected: string[]): void => {
    const seen = events.splice(0).join(', ');
    expectThat(
      seen === expected.join(', '),
      `The helper did this: ${seen}; it must do: ${expected.join(', ')}.`,
    );
    const { liveTokens } = state('finicity');
    expectThat(liveTokens === 1, `The vendor has ${liveTokens} tokens that are alive, and must have one.`);
  };

  await step({
    headline: 'Ten calls at once: the first one logs in for all',
    run: () => Promise.all(Array.from({ length: 10 }, () => getCustomer(configuration, customer))),
    saw(customers) {
      expectThat(
        customers.every(({ id }) => id === customer.customerId),
        'Another customer came back.',
      );
      expectEvents('login');
      return 'All ten have their answer, and the vendor gave one token.';
    },
  });
  await step({
    headline: 'Two hours pass, and the token is too old',
    async run() {
      clock.advance(2 * hourMs);
      return getCustomer(configuration, customer);
    },
    saw() {
      expectEvents('login');
      return 'The helper knew, logged in again before the call, and the call went well.';
    },
  });
  await step({
    headline: 'Half an hour later the vendor ends the token early, and does not say so',
    async run() {
      clock.advance(hourMs / 2);
      act('finicity', 'expire-tokens');
      return getCustomer(configuration, customer);
    },
    saw() {
      expectEvents('token_invalidated', 'login');
      return 'The call was refused (401), the helper logged in once and sent the call again: you see no error.';
    },
  });

  const credentials = { partnerSecret: 'not-the-secret-1', appKey };
  const wrong = new Configuration({ ...finicityAuth({ partnerId, credentials, ...place }) });
  await step({
    headline: 'A wrong secret: five failures would lock the account',
    async run() {
      const first = await errorOf(getCustomer(wrong, customer));
      clock.advance(hourMs);
      return [first, await errorOf(getCustomer(wrong, customer))];
    },
    saw(errors) {
      const areRefused = errors.every(
        (error) => error instanceof AuthError && error.code === 'credentials_rejected',
      );
      expectThat(areRefused, 'The error is another one than credentials_rejected.');
      const { failures } = state('finicity');
      expectThat(failures === 1, `The vendor counted ${failures} failures, and must count one.`);
      return 'Both calls threw AuthError credentials_rejected. The vendor counted 1 failure: the second was not sent.';
    },
  });
}
