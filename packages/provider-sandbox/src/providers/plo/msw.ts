import type { HttpHandler } from 'msw';
import { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
import { type PloOptions, ploProvider } from './index.js';

export * from '../../common.js';
export { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
export * from './index.js';

/**
 * msw handlers of Mastercard Personalized Offers, with a state of their own: every call of this function is a new provider. To look
 * into it, to act on it, or to make its next calls fail, make it with `ploProvider` and `withManners`, and give it to
 * `providerHandlers`.
 *
 * @throws MannerError when `manners` is not understood.
 */
export function ploHandlers(options: PloOptions & HandlerOptions = {}): HttpHandler[] {
  return providerHandlers(ploProvider(options), options);
}
