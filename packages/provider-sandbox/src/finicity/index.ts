export { finicityHandlers } from '../handlers/finicity.js';
export {
  FINICITY_TEST_CREDENTIALS,
  type FinicityCredentials,
  type FinicityOptions,
  type UnauthorizedEnvelope,
} from './options.js';
export { finicityProvider } from './provider.js';
