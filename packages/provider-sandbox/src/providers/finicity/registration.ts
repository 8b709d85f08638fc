import type { Registration } from '../registration.js';
import type { FinicityOptions } from './options.js';
import { finicityPage } from './page.js';
import { type FinicityProvider, finicityProvider, finicitySpec } from './provider.js';

/** How the sandbox finds all that there is of Finicity. */
export const finicity: Registration<FinicityOptions, FinicityProvider> = {
  name: 'finicity',
  page: finicityPage,
  provider: finicityProvider,
  spec: finicitySpec,
};
