/** What the package gives of this provider. Needs no msw: its entry adds the handlers. */
export { type Institution, PLO_TEST_INSTITUTION, type PloOptions, type SignatureOptions } from './options.js';
export type { PloState } from './provider.js';
export { type PloProvider, ploProvider } from './provider.js';
