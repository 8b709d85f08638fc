export { ploHandlers } from '../handlers/plo.js';
export { type HandlerOptions, providerHandlers } from '../handlers/provider-handlers.js';
export { type Institution, PLO_TEST_INSTITUTION, type PloOptions, type SignatureOptions } from './options.js';
export { ploProvider } from './provider.js';
