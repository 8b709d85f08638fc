/** What every entry with handlers gives besides its own provider. */
export * from '../common.js';
export { type HandlerOptions, providerHandlers } from './msw.js';
