import type { HttpHandler } from 'msw';
import { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
import { type CommerceConnectOptions, commerceConnectProvider } from './index.js';

export * from '../../common.js';
export { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
export * from './index.js';

/**
 * msw handlers of Fiserv Commerce Connect, with a state of their own: every call of this function is a new provider. To look
 * into it, to act on it, or to make its next calls fail, make it with `commerceConnectProvider` and `withManners`, and give it to
 * `providerHandlers`.
 *
 * @throws MannerError when `manners` is not understood.
 */
export function commerceConnectHandlers(
  options: CommerceConnectOptions & HandlerOptions = {},
): HttpHandler[] {
  return providerHandlers(commerceConnectProvider(options), options);
}
