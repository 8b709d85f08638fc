import type { Registration } from '../registration.js';
import type { CommerceConnectOptions } from './options.js';
import { commerceConnectPage } from './page.js';
import { type CommerceConnectProvider, commerceConnectProvider, commerceConnectSpec } from './provider.js';

/** How the sandbox finds all that there is of Commerce Connect. */
export const commerceConnect: Registration<CommerceConnectOptions, CommerceConnectProvider> = {
  name: 'commerce-connect',
  page: commerceConnectPage,
  provider: commerceConnectProvider,
  spec: commerceConnectSpec,
};
