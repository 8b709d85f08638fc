import type { HttpHandler } from 'msw';
import { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
import { type MailinaboxOptions, mailinaboxProvider } from './index.js';

export * from '../../common.js';
export { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
export * from './index.js';

/**
 * msw handlers of Mail-in-a-Box, at whatever host, with a state of their own: every call of this function is a new provider. To look
 * into it, to act on it, or to make its next calls fail, make it with `mailinaboxProvider` and `withManners`, and give it to
 * `providerHandlers`.
 *
 * @throws MannerError when `manners` is not understood.
 */
export function mailinaboxHandlers(options: MailinaboxOptions & HandlerOptions = {}): HttpHandler[] {
  return providerHandlers(mailinaboxProvider(options), options);
}
