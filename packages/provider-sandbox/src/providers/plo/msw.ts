import type { HttpHandler } from 'msw';
import { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
import { type PloOptions, ploProvider } from './index.js';

export * from '../../common.js';
export { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
export * from './index.js';

/**
 * msw handlers of Mastercard Personalized Offers, as new with each call. To act on the provider, make one and use
 * {@link providerHandlers}.
 *
 * @throws FaultError when `faults` is not understood.
 */
export function ploHandlers(options: PloOptions & HandlerOptions = {}): HttpHandler[] {
  return providerHandlers(ploProvider(options), options);
}
