import type { HttpHandler } from 'msw';
import { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
import { type MailinaboxOptions, mailinaboxProvider } from './index.js';

export * from '../../common.js';
export { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
export * from './index.js';

/**
 * msw handlers of Mail-in-a-Box, at whatever host, as new with each call. To act on the provider, make one and use
 * {@link providerHandlers}.
 *
 * @throws FaultError when `faults` is not understood.
 */
export function mailinaboxHandlers(options: MailinaboxOptions & HandlerOptions = {}): HttpHandler[] {
  return providerHandlers(mailinaboxProvider(options), options);
}
