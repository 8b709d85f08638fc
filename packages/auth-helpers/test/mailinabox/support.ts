import { Configuration, type ConfigurationParameters } from '@acme/mailinabox-client';
import {
  type MailinaboxAuth,
  type MailinaboxAuthOptions,
  mailinaboxAuth,
} from '../../src/mailinabox/index.js';
import { type Box, email, password } from './server.js';

export interface Client {
  readonly auth: MailinaboxAuth;
  readonly configuration: Configuration;
}

/** What a user writes, for a box of a test. */
export function clientOf(
  box: Box,
  options: Partial<MailinaboxAuthOptions> = {},
  parameters: ConfigurationParameters = {},
): Client {
  const { basePath, clock } = box;
  const auth = mailinaboxAuth({ basePath, email, password, clock, allowInsecureLoopback: true, ...options });
  return { auth, configuration: new Configuration({ ...auth, ...parameters }) };
}

/** Until `isSo`; a test that waits in vain runs into its time limit. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

export function times<Result>(count: number, run: (index: number) => Result): Result[] {
  return Array.from({ length: count }, (_, index) => run(index));
}
