import type { CallSummary } from '../journal/journal.js';
import { callInWords } from './call-row.js';

/** So that a screen reader has time to speak. */
const pauseMs = 1_000;

/** What a live region says of new calls. */
export interface CallNews {
  tell(calls: readonly CallSummary[]): void;
  clear(): void;
}

/** Says a call at once, and then how many have come, once a second at most. */
export function createNews(region: HTMLElement): CallNews {
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
    tell(calls) {
      untold += calls.length;
      last = calls.at(-1);
      if (!isPausing) tellNow();
    },
    clear() {
      untold = 0;
      region.textContent = '';
    },
  };
}
