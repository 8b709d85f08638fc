import type { CallSummary } from '../journal/journal.js';
import { showDetails } from './call-details.js';
import { callList } from './call-list.js';
import { byId, element, timeOf } from './element.js';
import { faultForm } from './fault-form.js';
import { showFirstCalls } from './first-calls.js';
import { showProviders } from './provider-cards.js';
import { callNumber, control, currentState, firstCalls, type SandboxState } from './sandbox-calls.js';
import { actionInWords, providerInWords } from './words.js';

const twoHoursMs = 2 * 60 * 60 * 1_000;
const refreshMs = 1_000;
const settleMs = 150;

const trouble = byId('trouble');
const connection = byId('connection');
const done = byId('done');
let run = '';
let refresh: ReturnType<typeof setTimeout> | undefined;
let refreshAtMs = Infinity;

/** Says what goes wrong; the next success takes it back. */
function attempt<T>(work: Promise<T>, onSuccess: (value: T) => void): void {
  work.then(
    (value) => {
      trouble.textContent = '';
      onSuccess(value);
    },
    (error: unknown) => {
      trouble.textContent = error instanceof Error ? error.message : `${error}`;
    },
  );
}

/** Shows what a button has done, in a sentence too. */
function change(path: Parameters<typeof control>[0], body: object, said: string): void {
  attempt(control(path, body), (state) => {
    done.textContent = said;
    show(state);
  });
}

function show(state: SandboxState): void {
  byId('clock').textContent = `${timeOf(state.nowMs)} UTC`;
  showProviders(state, (provider, action) => {
    const words = actionInWords(provider, action) ?? action;
    change('/action', { provider, action }, `Done: ${words}, ${providerInWords(provider)}`);
  });
  for (const id of ['shown', 'fault-provider']) {
    const select = byId<HTMLSelectElement>(id);
    if (select.options.length > 1) continue;
    const names = Object.keys(state.providers);
    select.append(...names.map((name) => element('option', { value: name }, providerInWords(name))));
  }
}

/**
 * Once for many calls that come together, and now and then without one: tokens and bans end by themselves. What goes
 * wrong with it is what `connection` tells.
 */
function refreshSoon(afterMs: number): void {
  const atMs = performance.now() + afterMs;
  if (atMs >= refreshAtMs) return;
  refreshAtMs = atMs;
  clearTimeout(refresh);
  refresh = setTimeout(() => {
    refreshAtMs = Infinity;
    if (connection.dataset.is === 'open' && !document.hidden) currentState().then(show, () => {});
    refreshSoon(refreshMs);
  }, afterMs);
}

const calls = callList((id) => attempt(callNumber(id), showDetails));

const events = new EventSource('/_sandbox/events');
events.addEventListener('open', () => {
  connection.dataset.is = 'open';
  connection.textContent = 'Live';
  refreshSoon(0);
});
events.addEventListener('error', () => {
  connection.dataset.is = 'lost';
  connection.textContent = 'The sandbox does not respond. Trying again …';
});
events.addEventListener('run', ({ data }: MessageEvent<string>) => {
  if (run !== data) calls.clear();
  run = data;
});
events.addEventListener('call', ({ data }: MessageEvent<string>) => {
  calls.add(JSON.parse(data) as CallSummary);
  refreshSoon(settleMs);
});

document.addEventListener('visibilitychange', () => refreshSoon(0));

byId('two-hours').addEventListener('click', () =>
  change('/clock', { advanceMs: twoHoursMs }, 'Done: two hours have passed'),
);
attempt(
  faultForm((wanted) =>
    change(
      '/faults',
      wanted,
      wanted.calls === 0 ? 'Done: no fault waits' : 'Done: the fault waits for the next call',
    ),
  ),
  () => {},
);
attempt(firstCalls(), showFirstCalls);
