/** The one button of a table that Tab comes to. */
export interface TabStop {
  /** To be called when rows have come, gone or been hidden. */
  settle(): void;
}

/**
 * Makes a table of rows with a button each one stop of the Tab key, so that a thousand rows are not in the way of what
 * follows. Arrow up and down, Home and End go from row to row. Until one has the focus, the stop is the first row.
 */
export function createTabStop(rows: HTMLElement): TabStop {
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

  return {
    settle() {
      if (isReached && stop?.isConnected === true && stop.closest('tr')?.hidden === false) return;
      isReached = false;
      moveTo(rows.querySelector<HTMLButtonElement>('tr:not([hidden]) button') ?? undefined);
    },
  };
}
