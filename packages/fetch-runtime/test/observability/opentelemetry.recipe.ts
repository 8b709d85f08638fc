import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Attributes, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { CallEvent } from '../../src/index.js';

/**
 * Makes a CLIENT span of every attempt of every call, below the span that is active where the call is made.
 *
 * @returns what ends it.
 */
export function traceCalls(tracer: Tracer = trace.getTracer('@acme/fetch-runtime')): () => void {
  /** By call: the span of the attempt that it is making. */
  const spans = new Map<number, Span>();

  const begin = (event: CallEvent): void => {
    const { callId, method, path } = event;
    // One that a `fetchApi` of your own repeated without a word.
    spans.get(callId)?.end();
    const span = tracer.startSpan(`${method} ${path}`, {
      kind: SpanKind.CLIENT,
      attributes: attributesOf(event),
    });
    spans.set(callId, span);
  };

  const end = ({ type, callId, status, code = '_OTHER' }: CallEvent): void => {
    const span = spans.get(callId);
    // There is none where nothing was sent, and none any more where `value()` of `…Raw` fails.
    if (span === undefined) return;
    spans.delete(callId);
    if (status !== undefined) span.setAttribute('http.response.status_code', status);
    if (type !== 'response') {
      const errorType = status !== undefined && status >= 400 ? `${status}` : code;
      span.setAttribute('error.type', errorType).setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  };

  const listeners = { attempt: begin, retry: end, response: end, error: end };
  const stops = Object.entries(listeners).map(([type, listener]) => {
    const channel = `acme:fetch-runtime:${type}`;
    const onMessage = (message: unknown): void => listener(message as CallEvent);
    subscribe(channel, onMessage);
    return () => unsubscribe(channel, onMessage);
  });
  return () => {
    for (const stop of stops) stop();
  };
}

/** What is known before an attempt is sent, so that samplers can decide by it. */
function attributesOf({ method, path, attempt, origin = '' }: CallEvent): Attributes {
  const { hostname, port, protocol } = new URL(origin);
  return {
    'http.request.method': method,
    'url.template': path,
    'server.address': hostname,
    'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
    ...(attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {}),
  };
}
