import type { JournalEntry, JournalMessage } from '../../journal/journal.js';
import { byId, element, timeOf } from './element.js';

/** Shows what was asked and answered, and takes the reader there. */
export function showDetails(call: JournalEntry): void {
  const { id, timeMs, provider, operationId, method, path, status, request, response, delivery } = call;
  const { manners } = call;
  const query = request.query.map(([name, value]) => `${name}=${value}`).join('&');
  byId('details').replaceChildren(
    element(
      'p',
      {},
      `Call ${id}, ${timeOf(timeMs)}: ${provider}, ${operationId ?? 'no operation of its description'}`,
    ),
    element('h3', {}, 'Request'),
    element('pre', {}, `${method} ${path}${query === '' ? '' : `?${query}`}`),
    ...messageParts(request),
    ...decryptedParts(request.decrypted),
    element('h3', {}, 'Response'),
    element('pre', {}, delivery === undefined ? `${status}` : `${status} ${JSON.stringify(delivery)}`),
    ...(manners.length === 0 ? [] : [element('p', {}, `Bad manners: ${manners.join(', ')}`)]),
    ...messageParts(response),
  );
  byId('details-title').focus();
}

function messageParts({ headers, body, bodyBytes }: JournalMessage): HTMLElement[] {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [
    element('pre', {}, lines.length === 0 ? '(no headers)' : lines.join('\n')),
    element('pre', {}, body === '' ? '(no body)' : readable(body)),
    element('p', {}, `${bodyBytes} bytes of body`),
  ];
}

function decryptedParts(text: string | undefined): HTMLElement[] {
  if (text === undefined) return [];
  return [element('h4', {}, 'Decrypted'), element('pre', {}, readable(text))];
}

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
