// Made by `npm run generate` from the folders of src/providers. Do not edit.
import type { Provider, SandboxClock, SandboxOptions } from '../core/provider.js';
import type { CommerceConnectOptions, CommerceConnectProvider } from '../providers/commerce-connect/index.js';
import type { FinicityOptions, FinicityProvider } from '../providers/finicity/index.js';
import type { MailinaboxOptions, MailinaboxProvider } from '../providers/mailinabox/index.js';
import type { PloOptions, PloProvider } from '../providers/plo/index.js';
import { commerceConnect } from '../providers/commerce-connect/registration.js';
import { finicity } from '../providers/finicity/registration.js';
import { mailinabox } from '../providers/mailinabox/registration.js';
import { plo } from '../providers/plo/registration.js';
import type { Registration } from '../providers/registration.js';

/** Clock and seed are for all; what is given for one provider comes before them. */
export interface ProvidersOptions extends SandboxOptions {
  /** Of {@link SandboxProviders.commerceConnect} alone. */
  readonly commerceConnect?: CommerceConnectOptions | undefined;
  /** Of {@link SandboxProviders.finicity} alone. */
  readonly finicity?: FinicityOptions | undefined;
  /** Of {@link SandboxProviders.mailinabox} alone. */
  readonly mailinabox?: MailinaboxOptions | undefined;
  /** Of {@link SandboxProviders.plo} alone. */
  readonly plo?: PloOptions | undefined;
}

/** All providers there are, and the clock that they share. `startSandbox` accepts it as it is. */
export interface SandboxProviders {
  /** Those below, for code that treats all alike. */
  readonly providers: readonly Provider[];
  /** What time it is at all of them, but for those that were given another clock. */
  readonly clock: SandboxClock;
  /** See {@link CommerceConnectProvider}. */
  readonly commerceConnect: CommerceConnectProvider;
  /** See {@link FinicityProvider}. */
  readonly finicity: FinicityProvider;
  /** See {@link MailinaboxProvider}. */
  readonly mailinabox: MailinaboxProvider;
  /** See {@link PloProvider}. */
  readonly plo: PloProvider;
}

/** How to make each provider, by the name that it has in {@link SandboxProviders}. */
export const registrations: Readonly<Record<Exclude<keyof SandboxProviders, 'providers' | 'clock'>, Registration>> = {
  commerceConnect,
  finicity,
  mailinabox,
  plo,
};
