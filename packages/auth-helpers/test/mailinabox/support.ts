import type { ConfigurationParameters } from '@acme/mailinabox-client';
import type { MailinaboxAuthOptions } from '../../src/mailinabox/index.js';
import { type Box, email, password } from './server.js';
import { type Client, clientAt } from './vendor.js';

/** What a user writes, for a box of a test. */
export function clientOf(
  { basePath, clock }: Box,
  options: Partial<MailinaboxAuthOptions> = {},
  parameters: ConfigurationParameters = {},
): Client {
  return clientAt({ basePath, clock, email, password }, options, parameters);
}

/** Until `isSo`; a test that waits in vain runs into its time limit. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

export { times } from '../support.js';
