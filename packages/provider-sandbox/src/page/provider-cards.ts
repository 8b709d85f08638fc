import { counted, type Fact } from '../core/facts.js';
import { button, byId, element } from './element.js';
import type { ProviderState, SandboxState } from './sandbox-calls.js';
import { actionInWords, factsOf, providerInWords } from './words.js';

/** More items than these are shown when they are asked for. */
const itemsAtOnce = 3;

type OnAction = (provider: string, action: string) => void;

/**
 * Shows what may be seen of each provider, with a button for each of its actions. A card that is there already keeps
 * its buttons: who is on one with the keyboard stays there.
 */
export function showProviders({ providers, nowMs }: SandboxState, onAction: OnAction): void {
  for (const [name, { state, actions, pendingFaults }] of Object.entries(providers)) {
    const list = document.getElementById(`facts-${name}`) ?? card(name, actions, onAction);
    update(list, [...factsOf(name, state, nowMs), ...nextCalls(pendingFaults)]);
  }
}

/** Which faults wait for how many calls. */
function nextCalls(pending: ProviderState['pendingFaults']): Fact[] {
  if (pending.length === 0) return [];
  const calls = pending.reduce((sum, { calls }) => sum + calls, 0);
  const items = pending.map(({ faults, calls }) => `${counted(calls, 'call')}: ${faults || 'no fault'}`);
  return [{ name: 'Next', text: `${counted(calls, 'call')} with faults`, items, isBad: true }];
}

/** Leaves alone what is as it was, and open what the reader has opened. */
function update(list: HTMLElement, facts: readonly Fact[]): void {
  const version = JSON.stringify(facts);
  if (list.dataset.version === version) return;
  list.dataset.version = version;
  const open = [...list.querySelectorAll('details[open]')].map(({ id }) => id);
  const focused = list.contains(document.activeElement)
    ? document.activeElement?.closest('details')?.id
    : undefined;
  list.replaceChildren(
    ...facts.flatMap((fact) => [
      element('dt', {}, fact.name),
      element(
        'dd',
        fact.isBad === true ? { class: 'failed' } : {},
        ...shown(fact, `${list.id}-${fact.name}`),
      ),
    ]),
  );
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused !== undefined) document.getElementById(focused)?.querySelector('summary')?.focus();
}

function shown({ text, items = [] }: Fact, id: string): (Node | string)[] {
  if (items.length === 0) return [text];
  const list = element('ul', {}, ...items.map((item) => element('li', {}, item)));
  return items.length <= itemsAtOnce
    ? [text, list]
    : [element('details', { id }, element('summary', {}, text), list)];
}

function card(name: string, actions: ProviderState['actions'], onAction: OnAction): HTMLElement {
  const title = providerInWords(name);
  const facts = element('dl', { id: `facts-${name}` });
  const buttons = actions.map((action) => {
    const words = actionInWords(name, action) ?? action;
    const made = button(words, () => onAction(name, action));
    made.setAttribute('aria-label', `${words}: ${title}`);
    made.title = `Action ${action}`;
    return made;
  });
  byId('providers').append(
    element(
      'article',
      { 'aria-labelledby': `title-${name}` },
      element('h3', { id: `title-${name}` }, title),
      element('p', { class: 'quiet' }, element('code', {}, `${location.origin}/${name}`)),
      facts,
      element('p', { class: 'buttons' }, ...buttons),
    ),
  );
  return facts;
}
