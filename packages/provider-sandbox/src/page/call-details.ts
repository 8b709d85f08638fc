import type { JournalEntry, JournalMessage } from '../journal/journal.js';
import { faultInWords } from './call-row.js';
import { byId, element, timeOf } from './element.js';
import { providerInWords } from './words.js';

/** What is open stays so from call to call. */
let areHeadersOpen = false;

/** Shows what was asked and answered, and takes the reader there. */
export function showDetails(call: JournalEntry): void {
  const { id, timeMs, provider, operationId, method, path, status, request, response, faults } = call;
  const query = request.query.map(([name, value]) => `${name}=${value}`).join('&');
  const name = operationId ?? 'no operation of its description';
  byId('details').replaceChildren(
    element('p', {}, `Call ${id}, ${timeOf(timeMs)}: ${providerInWords(provider)}, ${name}`),
    ...faults.map((fault) => element('p', {}, faultInWords(fault))),
    element(
      'div',
      { class: 'messages' },
      element(
        'div',
        {},
        element('h3', {}, 'Request'),
        element('pre', {}, `${method} ${path}${query === '' ? '' : `?${query}`}`),
        ...messageParts(request, 'request'),
      ),
      element(
        'div',
        {},
        element('h3', {}, 'Response'),
        element('pre', {}, [`${status}`, ...deliveryInWords(call)].join(', ')),
        ...messageParts(response, 'response'),
      ),
    ),
  );
  byId('details-title').focus();
}

function messageParts(message: JournalMessage, of: 'request' | 'response'): HTMLElement[] {
  const { body, bodyBytes, decrypted } = message;
  return [
    ...(decrypted === undefined
      ? []
      : [element('h4', {}, 'Decrypted'), block(`Decrypted text of the ${of}`, decrypted)]),
    element('h4', {}, body === '' ? 'No body' : `Body, ${bodyBytes} bytes`),
    ...(body === '' ? [] : [block(`Body of the ${of}`, body)]),
    headersOf(message),
  ];
}

/** A box of its own when it is long, which the keyboard can scroll. */
function block(name: string, text: string): HTMLElement {
  return element('pre', { class: 'wide', tabindex: '0', role: 'group', 'aria-label': name }, readable(text));
}

function headersOf({ headers }: JournalMessage): HTMLElement {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const made = element(
    'details',
    { open: areHeadersOpen ? '' : undefined },
    element('summary', {}, `Headers (${lines.length})`),
    element('pre', {}, lines.join('\n')),
  );
  made.addEventListener('toggle', () => {
    areHeadersOpen = made.open;
  });
  return made;
}

function deliveryInWords({ delivery = {} }: JournalEntry): string[] {
  const { delayMs, pauseMs, cut } = delivery;
  const cuts = {
    before: 'before it',
    during: 'in the middle of the body',
    after: 'before the end of the body',
  };
  return [
    ...(delayMs === undefined ? [] : [`${delayMs} ms late`]),
    ...(pauseMs === undefined ? [] : [`in pieces with ${pauseMs} ms before each`]),
    ...(cut === undefined ? [] : [`connection cut ${cuts[cut]}`]),
  ];
}

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
