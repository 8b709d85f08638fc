import { hasNullBody, isJson } from '../core/body.js';
import type { SandboxAnswer } from '../core/provider.js';
import type { DeliveredAnswer } from './delivery.js';

/** The answer, with something more that happens on its way. */
export function delivered(answer: DeliveredAnswer, delivery: DeliveredAnswer['delivery']): DeliveredAnswer {
  return { ...answer, delivery: { ...answer.delivery, ...delivery } };
}

/** Another answer in its place, as HTML. What happens on the way stays. */
export function replaced(
  { delivery = {} }: DeliveredAnswer,
  status: number,
  body: string,
  headers: SandboxAnswer['headers'] = {},
): DeliveredAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body, delivery };
}

/** As the gateways of all vendors do it: not in the manner of the provider. */
export function gatewayPage(title: string): string {
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
}

/** The first half of a text of JSON. */
export function truncated(body: string): string {
  // The half of any other body may be sound JSON again, as `1` is of `12`.
  return /^\s*[[{]/.test(body) ? body.slice(0, Math.ceil(body.length / 2)) : '{"';
}

/** The answer with a type that is not that of its body. */
export function withWrongType(answer: DeliveredAnswer): DeliveredAnswer {
  const type = isJson(answer.headers['content-type'] ?? '')
    ? 'text/plain; charset=utf-8'
    : 'application/json';
  return withBody(answer, answer.body, type);
}

/** 500 in its place, with JSON of so many bytes, or as few as JSON can have. */
export function oversizedError(answer: DeliveredAnswer, bytes: number): DeliveredAnswer {
  const frame = JSON.stringify({ message: '' });
  const message = 'x'.repeat(Math.max(0, bytes - frame.length));
  return withBody(replaced(answer, 500, ''), JSON.stringify({ message }), 'application/json');
}

/** The answer with another body. A status that cannot have one becomes 200. */
export function withBody(answer: DeliveredAnswer, body: string, type?: string): DeliveredAnswer {
  const { 'content-type': itsType = 'application/json', ...headers } = answer.headers;
  const status = hasNullBody(answer.status) ? 200 : answer.status;
  return { ...answer, status, headers: { ...headers, 'content-type': type ?? itsType }, body };
}
