/** What the package exports for this provider. It does not need msw: the provider's entry adds the handlers. */
export type {
  FinicityAccountFixture,
  FinicityCustomerFixture,
  FinicityFixtures,
  FinicityTransactionFixture,
} from './fixtures.js';
export {
  FINICITY_TEST_CREDENTIALS,
  type FinicityCredentials,
  type FinicityOptions,
  type UnauthorizedEnvelope,
} from './options.js';
export { type FinicityProvider, finicityProvider } from './provider.js';
export type { FinicityState } from './state.js';
