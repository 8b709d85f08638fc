import type { Registration } from '../registration.js';
import type { CommerceConnectOptions } from './options.js';
import { commerceConnectPage } from './page.js';
import { type CommerceConnectProvider, commerceConnectProvider } from './provider.js';
import { commerceConnectSpec } from './spec.js';

/** How the sandbox finds all that there is of Commerce Connect. */
export const commerceConnect: Registration<CommerceConnectOptions, CommerceConnectProvider> = {
  name: 'commerce-connect',
  page: commerceConnectPage,
  provider: commerceConnectProvider,
  spec: commerceConnectSpec,
};
