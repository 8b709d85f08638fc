/** What the package exports for this provider. It does not need msw: the provider's entry adds the handlers. */
export type { PloCardholderFixture, PloFixtures, PloOfferFixture } from './fixtures.js';
export { type Institution, PLO_TEST_INSTITUTION, type PloOptions, type SignatureOptions } from './options.js';
export type { PloState } from './provider.js';
export { type PloProvider, ploProvider } from './provider.js';
