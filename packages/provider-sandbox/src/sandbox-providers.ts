import { platformClock } from './core/clock.js';
import { type ProvidersOptions, registrations, type SandboxProviders } from './generated/providers.js';

export type { ProvidersOptions, SandboxProviders } from './generated/providers.js';

/** Makes all providers, each as new, on one clock. */
export function sandboxProviders(options: ProvidersOptions = {}): SandboxProviders {
  const { clock = platformClock(), seed, ...ofProviders } = options;
  const made = Object.entries(registrations).map(([key, { provider }]) => {
    return [key, provider({ clock, seed, ...ofProviders[key as keyof typeof ofProviders] })] as const;
  });
  // Each registration makes the provider that stands under its key.
  const byKey = Object.fromEntries(made) as Omit<SandboxProviders, 'providers' | 'clock'>;
  return { clock, ...byKey, providers: made.map(([, provider]) => provider) };
}
