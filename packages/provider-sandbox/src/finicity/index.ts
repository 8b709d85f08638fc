export { finicityHandlers } from '../handlers/finicity.js';
export { type HandlerOptions, providerHandlers } from '../handlers/provider-handlers.js';
export {
  FINICITY_TEST_CREDENTIALS,
  type FinicityCredentials,
  type FinicityOptions,
  type UnauthorizedEnvelope,
} from './options.js';
export { finicityProvider } from './provider.js';
