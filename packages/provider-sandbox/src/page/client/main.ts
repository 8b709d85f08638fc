import type { CallSummary } from '../../journal/journal.js';
import { showDetails } from './call-details.js';
import { callList } from './call-list.js';
import { byId, element, timeOf } from './element.js';
import { mannerForm } from './manner-form.js';
import { showProviders } from './provider-cards.js';
import { callNumber, control, currentState, type SandboxState } from './sandbox-calls.js';

const twoHoursMs = 2 * 60 * 60 * 1_000;
const refreshMs = 5_000;
const settleMs = 150;

const trouble = byId('trouble');
const connection = byId('connection');
let run = '';
let refresh: ReturnType<typeof setTimeout> | undefined;

/** Says what goes wrong; a success takes it back. */
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

function show(state: SandboxState): void {
  byId('clock').textContent = `${timeOf(state.nowMs)} UTC`;
  showProviders(state, (provider, action) => attempt(control('/action', { provider, action }), show));
  for (const id of ['shown', 'manner-provider']) {
    const select = byId<HTMLSelectElement>(id);
    if (select.options.length > 1) continue;
    select.append(...Object.keys(state.providers).map((name) => element('option', { value: name }, name)));
  }
}

/** Once for many calls that come together, and now and then without one: tokens and bans end by themselves. */
function refreshSoon(afterMs: number): void {
  clearTimeout(refresh);
  refresh = setTimeout(() => {
    if (connection.dataset.is === 'open') attempt(currentState(), show);
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
  connection.textContent = 'The sandbox does not answer. Trying again …';
});
events.addEventListener('run', ({ data }: MessageEvent<string>) => {
  if (run !== data) calls.clear();
  run = data;
});
events.addEventListener('call', ({ data }: MessageEvent<string>) => {
  calls.add(JSON.parse(data) as CallSummary);
  refreshSoon(settleMs);
});

byId('two-hours').addEventListener('click', () =>
  attempt(control('/clock', { advanceMs: twoHoursMs }), show),
);
attempt(
  mannerForm((wish) => attempt(control('/manners', wish), show)),
  () => {},
);
