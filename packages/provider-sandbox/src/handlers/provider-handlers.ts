import { type HttpHandler, HttpResponse, http } from 'msw';
import type { Provider } from '../core/contract.js';
import { sandboxRequest } from '../core/fetch-adapter.js';
import { type DeliveredAnswer, deliveryPlan } from '../manners/delivery.js';
import { pause } from '../manners/pause.js';
import { type MannerOptions, withManners } from '../manners/with-manners.js';
import { bodyStream } from './body-stream.js';

export interface HandlerOptions extends MannerOptions {
  /**
   * What your code has for the base URL, where that is not one of the vendor's; `*` stands for any run of characters.
   * Default: those of the provider.
   */
  readonly baseUrls?: readonly string[] | undefined;
}

/**
 * Handlers for `setupServer` or `setupWorker` of msw 2, one per base URL, which all answer as the one provider.
 * Bad manners become what msw can express: an answer that is cut before its first byte is a network error, one that is
 * cut later a stream that fails.
 *
 * @throws MannerError when `manners` of the options is not understood.
 */
export function providerHandlers(provider: Provider, options: HandlerOptions = {}): HttpHandler[] {
  const mannerly = withManners(provider, options);
  return (options.baseUrls ?? provider.baseUrls).map((baseUrl) => {
    const base = baseUrl.replace(/\/+$/, '');
    const basePath = pathOf(base);
    return http.all(`${base}/*`, async ({ request }) =>
      respond(await mannerly.respond(await sandboxRequest(request, basePath)), request),
    );
  });
}

/** `*` may stand for the host, which `URL` does not take. */
function pathOf(base: string): string {
  const [, path = ''] = /^[a-z*]+:\/\/[^/]*(\/.*)?$/i.exec(base) ?? [];
  return path;
}

async function respond(answer: DeliveredAnswer, request: Request): Promise<Response> {
  const { status, headers, delivery } = answer;
  const hasBody = request.method !== 'HEAD';
  // A status without a body takes none, not even an empty one.
  if (delivery === undefined) return new Response(hasBody ? answer.body || null : null, { status, headers });
  const plan = deliveryPlan(answer, hasBody);
  // When the caller has gone nobody sees what is returned.
  if (!(await pause(plan.delayMs, request.signal)) || plan.isRefused) return HttpResponse.error();
  const body = plan.pieces.length === 0 ? null : bodyStream(plan, request.signal);
  return new Response(body, { status, headers });
}
