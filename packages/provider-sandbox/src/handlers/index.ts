export { type HandlerOptions, providerHandlers } from './provider-handlers.js';
