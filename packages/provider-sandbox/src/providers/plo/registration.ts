import type { Registration } from '../registration.js';
import { ploCommandLine } from './command-line.js';
import type { PloOptions } from './options.js';
import { ploPage } from './page.js';
import { type PloProvider, ploProvider, ploSpec } from './provider.js';

/** How the sandbox finds all that there is of Personalized Offers. */
export const plo: Registration<PloOptions, PloProvider> = {
  name: 'plo',
  page: ploPage,
  provider: ploProvider,
  spec: ploSpec,
  commandLine: ploCommandLine,
};
