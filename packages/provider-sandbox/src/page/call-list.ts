import type { CallSummary } from '../journal/journal.js';
import { callInWords, callRow } from './call-row.js';
import { byId } from './element.js';

const shownAtMost = 1_000;

interface CallList {
  /** Puts a call on top with the next frame, and says so to who cannot see it. */
  add(call: CallSummary): void;
  clear(): void;
}

/** The table of calls. `onChoose` gets the number of a call whose row or button was clicked. */
export function callList(onChoose: (id: number) => void): CallList {
  const rows = byId('calls');
  const shown = byId<HTMLSelectElement>('shown');
  const news = createNews(byId('news'));
  const settleTabStop = createTabStop(rows);
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
    settleTabStop();
    news.tell(calls);
  }

  rows.addEventListener('click', ({ target }) => {
    const row = (target as Element).closest('tr');
    // A click on the button itself arrives here too, and the reader may only be marking text to copy it.
    if (row === null || target instanceof HTMLButtonElement || isTextSelectedIn(row)) return;
    row.querySelector('button')?.click();
  });

  shown.addEventListener('change', () => {
    for (const row of rows.children) filter(row as HTMLTableRowElement);
    settleTabStop();
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

function isTextSelectedIn(row: Element): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(row, true);
}

/** So that a screen reader has time to speak. */
const pauseMs = 1_000;

/** Makes a live region say a call at once, and then how many have come, once a second at most. */
function createNews(region: HTMLElement) {
  let untold = 0;
  let last: CallSummary | undefined;
  let isPausing = false;

  function tellNow(): void {
    if (last === undefined || untold === 0) return;
    region.textContent = `${untold === 1 ? '' : `${untold} new calls. `}${callInWords(last)}`;
    untold = 0;
    isPausing = true;
    setTimeout(() => {
      isPausing = false;
      tellNow();
    }, pauseMs);
  }

  return {
    tell(calls: readonly CallSummary[]): void {
      untold += calls.length;
      last = calls.at(-1);
      if (!isPausing) tellNow();
    },
    clear(): void {
      untold = 0;
      region.textContent = '';
    },
  };
}

/**
 * Makes a table of rows with a button each one stop of the Tab key, so that a thousand rows are not in the way of what
 * follows. Arrow up and down, Home and End go from row to row. Until one has the focus, the stop is the first row.
 *
 * @returns settles the stop when rows have come, gone or been hidden.
 */
function createTabStop(rows: HTMLElement): () => void {
  let stop: HTMLButtonElement | undefined;
  let isReached = false;

  function moveTo(button: HTMLButtonElement | undefined): void {
    if (stop !== undefined) stop.tabIndex = -1;
    stop = button;
    if (stop !== undefined) stop.tabIndex = 0;
  }

  function visible(): HTMLButtonElement[] {
    return [...rows.querySelectorAll<HTMLButtonElement>('tr:not([hidden]) button')];
  }

  rows.addEventListener('focusin', ({ target }) => {
    isReached = true;
    moveTo(target as HTMLButtonElement);
  });
  rows.addEventListener('keydown', (event) => {
    const all = visible();
    const at = all.indexOf(event.target as HTMLButtonElement);
    const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (goal === undefined || at < 0) return;
    event.preventDefault();
    all[goal]?.focus();
  });

  return () => {
    if (isReached && stop?.isConnected === true && stop.closest('tr')?.hidden === false) return;
    isReached = false;
    moveTo(rows.querySelector<HTMLButtonElement>('tr:not([hidden]) button') ?? undefined);
  };
}
