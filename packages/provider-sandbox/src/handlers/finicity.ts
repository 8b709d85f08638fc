import type { HttpHandler } from 'msw';
import type { FinicityOptions } from '../finicity/options.js';
import { finicityProvider } from '../finicity/provider.js';
import { type HandlerOptions, providerHandlers } from './provider-handlers.js';

/**
 * msw handlers of Finicity, with a state of their own: every call of this function is a new provider. To
 * look into it or to act on it, make it with `finicityProvider` and give it to `providerHandlers`.
 *
 * @throws MannerError when `manners` is not understood.
 */
export function finicityHandlers(options: FinicityOptions & HandlerOptions = {}): HttpHandler[] {
  return providerHandlers(finicityProvider(options), options);
}
