import type { CommerceConnectOptions } from './commerce-connect/options.js';
import { commerceConnectProvider } from './commerce-connect/provider.js';
import { platformClock } from './core/clock.js';
import type { Provider, SandboxClock, SandboxOptions } from './core/contract.js';
import type { FinicityOptions } from './finicity/options.js';
import { finicityProvider } from './finicity/provider.js';
import type { MailinaboxOptions } from './mailinabox/options.js';
import { mailinaboxProvider } from './mailinabox/provider.js';
import type { PloOptions } from './plo/options.js';
import { ploProvider } from './plo/provider.js';

/** Clock and seed are for all; what is given for one provider comes before them. */
export interface ProvidersOptions extends SandboxOptions {
  readonly commerceConnect?: CommerceConnectOptions | undefined;
  readonly finicity?: FinicityOptions | undefined;
  readonly mailinabox?: MailinaboxOptions | undefined;
  readonly plo?: PloOptions | undefined;
}

/** All providers there are, and the clock that they share. What `startSandbox` takes. */
export interface SandboxProviders {
  readonly providers: readonly Provider[];
  readonly clock: SandboxClock;
}

/** Makes all four providers, each as new, on one clock. */
export function sandboxProviders(options: ProvidersOptions = {}): SandboxProviders {
  const { clock = platformClock(), seed } = options;
  const shared = { clock, seed };
  return {
    clock,
    providers: [
      commerceConnectProvider({ ...shared, ...options.commerceConnect }),
      finicityProvider({ ...shared, ...options.finicity }),
      mailinaboxProvider({ ...shared, ...options.mailinabox }),
      ploProvider({ ...shared, ...options.plo }),
    ],
  };
}
