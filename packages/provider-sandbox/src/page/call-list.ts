import type { CallSummary } from '../journal/journal.js';
import { createNews } from './call-news.js';
import { callRow } from './call-row.js';
import { byId } from './element.js';
import { createTabStop } from './tab-stop.js';

const shownAtMost = 1_000;

export interface CallList {
  /** Puts a call on top with the next frame, and says so to who cannot see it. */
  add(call: CallSummary): void;
  clear(): void;
}

/** The table of calls. `onChoose` gets the number of a call that was clicked. */
export function callList(onChoose: (id: number) => void): CallList {
  const rows = byId('calls');
  const shown = byId<HTMLSelectElement>('shown');
  const news = createNews(byId('news'));
  const tabStop = createTabStop(rows);
  let pending: CallSummary[] = [];
  let chosen: HTMLTableRowElement | undefined;

  function mark(row: HTMLTableRowElement | undefined, isChosen: boolean): void {
    row?.classList.toggle('chosen', isChosen);
    row?.querySelector('button')?.setAttribute('aria-pressed', `${isChosen}`);
  }

  function rowOf(call: CallSummary): HTMLTableRowElement {
    const row = callRow(call, () => {
      mark(chosen, false);
      chosen = row;
      mark(chosen, true);
      onChoose(call.id);
    });
    filter(row);
    return row;
  }

  function filter(row: HTMLTableRowElement): void {
    row.hidden = shown.value !== '' && row.dataset.provider !== shown.value;
  }

  /** All calls since the last frame: a thousand of them are one change of the table. */
  function flush(): void {
    const calls = pending;
    pending = [];
    if (calls.length === 0) return;
    rows.prepend(...calls.map(rowOf).reverse());
    while (rows.children.length > shownAtMost) rows.lastElementChild?.remove();
    tabStop.settle();
    news.tell(calls);
  }

  shown.addEventListener('change', () => {
    for (const row of rows.children) filter(row as HTMLTableRowElement);
    tabStop.settle();
  });

  return {
    add(call) {
      if (pending.length === 0) requestAnimationFrame(flush);
      pending.push(call);
      // A tab in the background has no frames.
      if (pending.length > shownAtMost) pending.shift();
    },
    clear() {
      pending = [];
      chosen = undefined;
      rows.replaceChildren();
      news.clear();
    },
  };
}
