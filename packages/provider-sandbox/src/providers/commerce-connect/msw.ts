import type { HttpHandler } from 'msw';
import { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
import { type CommerceConnectOptions, commerceConnectProvider } from './index.js';

export * from '../../common.js';
export { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
export * from './index.js';

/**
 * msw handlers of Fiserv Commerce Connect, as new with each call. To act on the provider, make one and use
 * {@link providerHandlers}.
 *
 * @throws FaultError when `faults` is not understood.
 */
export function commerceConnectHandlers(
  options: CommerceConnectOptions & HandlerOptions = {},
): HttpHandler[] {
  return providerHandlers(commerceConnectProvider(options), options);
}
