import { ConfigurationError } from './errors.js';

/** What a provider's helper refuses. @param rule Names the option and what it must be, not what it is. */
export function invalid(provider: string, rule: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError(`${provider}: ${rule}`, { provider, cause });
}
