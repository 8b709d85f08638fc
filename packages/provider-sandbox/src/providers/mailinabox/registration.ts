import type { Registration } from '../registration.js';
import type { MailinaboxOptions } from './options.js';
import { mailinaboxPage } from './page.js';
import { type MailinaboxProvider, mailinaboxProvider, mailinaboxSpec } from './provider.js';

/** How the sandbox finds all that there is of Mail-in-a-Box. */
export const mailinabox: Registration<MailinaboxOptions, MailinaboxProvider> = {
  name: 'mailinabox',
  page: mailinaboxPage,
  provider: mailinaboxProvider,
  spec: mailinaboxSpec,
};
