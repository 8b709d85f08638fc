import { platformClock } from '../core/clock.js';
import type { Provider, SandboxClock, SandboxOptions } from '../core/provider.js';
import type { CommerceConnectOptions } from './commerce-connect/options.js';
import { type CommerceConnectProvider, commerceConnectProvider } from './commerce-connect/provider.js';
import type { FinicityOptions } from './finicity/options.js';
import { type FinicityProvider, finicityProvider } from './finicity/provider.js';
import type { MailinaboxOptions } from './mailinabox/options.js';
import { type MailinaboxProvider, mailinaboxProvider } from './mailinabox/provider.js';
import type { PloOptions } from './plo/options.js';
import { type PloProvider, ploProvider } from './plo/provider.js';

/** Clock and seed are for all; what is given for one provider comes before them. */
export interface ProvidersOptions extends SandboxOptions {
  /** Fiserv Commerce Connect. */
  readonly commerceConnect?: CommerceConnectOptions | undefined;
  /** Finicity, which is Mastercard Open Finance. */
  readonly finicity?: FinicityOptions | undefined;
  /** Mail-in-a-Box. */
  readonly mailinabox?: MailinaboxOptions | undefined;
  /** Mastercard Personalized Offers. */
  readonly plo?: PloOptions | undefined;
}

/** All providers there are, and the clock that they share. `startSandbox` takes it as it is. */
export interface SandboxProviders {
  /** The four below, for who treats all alike. */
  readonly providers: readonly Provider[];
  /** What time it is at all of them, but for those that were given another clock. */
  readonly clock: SandboxClock;
  /** Fiserv Commerce Connect. */
  readonly commerceConnect: CommerceConnectProvider;
  /** Finicity, which is Mastercard Open Finance. */
  readonly finicity: FinicityProvider;
  /** Mail-in-a-Box. */
  readonly mailinabox: MailinaboxProvider;
  /** Mastercard Personalized Offers. */
  readonly plo: PloProvider;
}

/** Makes all four providers, each as new, on one clock. */
export function sandboxProviders(options: ProvidersOptions = {}): SandboxProviders {
  const { clock = platformClock(), seed } = options;
  const shared = { clock, seed };
  const commerceConnect = commerceConnectProvider({ ...shared, ...options.commerceConnect });
  const finicity = finicityProvider({ ...shared, ...options.finicity });
  const mailinabox = mailinaboxProvider({ ...shared, ...options.mailinabox });
  const plo = ploProvider({ ...shared, ...options.plo });
  return {
    ...{ clock, commerceConnect, finicity, mailinabox, plo },
    providers: [commerceConnect, finicity, mailinabox, plo],
  };
}
