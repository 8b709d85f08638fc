import type { CallSummary } from '../../journal/journal.js';
import { breakable, button, byId, element, timeOf } from './element.js';

const shownAtMost = 1_000;

export interface CallList {
  /** Puts a call on top, and says so to who cannot see it. */
  add(call: CallSummary): void;
  clear(): void;
}

/** The table of calls. `onChoose` gets the number of a call that was clicked. */
export function callList(onChoose: (id: number) => void): CallList {
  const rows = byId('calls');
  const news = byId('news');
  const shown = byId<HTMLSelectElement>('shown');

  function choose(row: HTMLTableRowElement, id: number): void {
    for (const other of rows.children) {
      other.classList.toggle('chosen', other === row);
      other.querySelector('button')?.setAttribute('aria-pressed', `${other === row}`);
    }
    onChoose(id);
  }

  function filter(row: HTMLTableRowElement): void {
    row.hidden = shown.value !== '' && row.dataset.provider !== shown.value;
  }

  shown.addEventListener('change', () => {
    for (const row of rows.children) filter(row as HTMLTableRowElement);
  });

  return {
    add(call) {
      const opener = button(call.operationId ?? 'no operation', () => choose(row, call.id));
      opener.setAttribute('aria-pressed', 'false');
      const row = element(
        'tr',
        { 'data-provider': call.provider },
        element('td', {}, timeOf(call.timeMs).slice(11)),
        element('td', hasFailed(call) ? { class: 'failed' } : {}, outcomeOf(call)),
        element('td', {}, call.provider),
        element('td', { class: 'call' }, opener, ...askedOf(call), ...mannersOf(call)),
        element('td', {}, `${Math.round(call.durationMs + (call.delivery?.delayMs ?? 0))} ms`),
      );
      filter(row);
      rows.prepend(row);
      if (rows.children.length > shownAtMost) rows.lastElementChild?.remove();
      news.textContent = `Call ${call.id}: ${call.provider} ${nameOf(call)}, ${outcomeOf(call)}`;
    },
    clear() {
      rows.replaceChildren();
      news.textContent = 'No call yet.';
    },
  };
}

function askedOf({ method, path, pathTemplate }: CallSummary): (Node | string)[] {
  return [` ${method} `, ...breakable(pathTemplate ?? path)];
}

function mannersOf({ manners }: CallSummary): HTMLElement[] {
  return manners.length === 0
    ? []
    : [element('p', { class: 'manners' }, `Bad manners: ${manners.join(', ')}`)];
}

function nameOf({ operationId, method, path, pathTemplate }: CallSummary): string {
  return operationId ?? `${method} ${pathTemplate ?? path}`;
}

function outcomeOf({ status, delivery }: CallSummary): string {
  if (delivery?.cut === 'before') return 'no answer';
  return delivery?.cut === undefined ? `${status}` : `${status}, cut`;
}

function hasFailed({ status, delivery }: CallSummary): boolean {
  return status >= 400 || delivery?.cut !== undefined;
}
