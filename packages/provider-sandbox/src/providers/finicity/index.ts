/** What the package gives of this provider. Needs no msw: its entry adds the handlers. */
export {
  FINICITY_TEST_CREDENTIALS,
  type FinicityCredentials,
  type FinicityOptions,
  type UnauthorizedEnvelope,
} from './options.js';
export { type FinicityProvider, finicityProvider } from './provider.js';
export type { FinicityState } from './state.js';
