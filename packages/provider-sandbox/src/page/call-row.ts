import type { CallSummary } from '../journal/journal.js';
import { breakable, button, element, timeOf } from './element.js';
import { providerInWords } from './words.js';

/** One call in the table. Its only button chooses it, for the keyboard too. */
export function callRow(call: CallSummary, onChoose: () => void): HTMLTableRowElement {
  const opener = button(nameOf(call), onChoose);
  opener.setAttribute('aria-pressed', 'false');
  opener.tabIndex = -1;
  const faults = call.faults.map((fault) => element('p', { class: 'quiet' }, faultInWords(fault)));
  return element(
    'tr',
    { 'data-provider': call.provider },
    element('td', { class: 'time' }, timeOf(call.timeMs).slice(11)),
    element('td', { class: hasFailed(call) ? 'status failed' : 'status' }, outcomeOf(call)),
    element('td', { class: 'provider' }, providerInWords(call.provider)),
    element('td', { class: 'call' }, opener, ...askedOf(call), ...faults),
    element('td', { class: 'duration' }, `${Math.round(call.durationMs + (call.delivery?.delayMs ?? 0))} ms`),
  );
}

/** In one sentence, for who cannot see the table. */
export function callInWords(call: CallSummary): string {
  return `Call ${call.id}: ${providerInWords(call.provider)} ${nameOf(call)}, ${outcomeOf(call)}`;
}

/** Which fault a call was given, and what that did. */
export function faultInWords({ name, did }: CallSummary['faults'][number]): string {
  return `Fault ${name}: ${did}`;
}

function nameOf({ operationId, method, path }: CallSummary): string {
  return operationId ?? `${method} ${path}`;
}

function askedOf({ operationId, method, path, pathTemplate }: CallSummary): (Node | string)[] {
  // Its name is that already.
  if (operationId === undefined) return [];
  return [` ${method} `, ...breakable(pathTemplate ?? path)];
}

function outcomeOf({ status, delivery }: CallSummary): string {
  if (delivery?.cut === 'before') return 'no response';
  return delivery?.cut === undefined ? `${status}` : `${status}, cut`;
}

function hasFailed({ status, delivery }: CallSummary): boolean {
  return status >= 400 || delivery?.cut !== undefined;
}
