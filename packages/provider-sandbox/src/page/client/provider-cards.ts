import { button, byId, element, timeOf } from './element.js';
import type { ProviderState, SandboxState } from './sandbox-calls.js';

/**
 * Shows what may be seen of each provider, with a button for each of its actions. A card that is there already keeps
 * its buttons: who is on one with the keyboard stays there.
 */
export function showProviders(
  { providers }: SandboxState,
  onAction: (provider: string, action: string) => void,
): void {
  for (const [name, state] of Object.entries(providers)) {
    const facts = document.getElementById(`facts-${name}`) ?? card(name, state, onAction);
    update(facts, state);
  }
}

/** Leaves alone what is as it was, and open what the reader has opened. */
function update(facts: HTMLElement, state: ProviderState): void {
  const version = JSON.stringify(state);
  if (facts.dataset.version === version) return;
  facts.dataset.version = version;
  const open = [...facts.querySelectorAll('details[open]')].map(({ id }) => id);
  facts.replaceChildren(...factsOf(facts.id, state));
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
}

function card(
  name: string,
  { actions }: ProviderState,
  onAction: (provider: string, action: string) => void,
): HTMLElement {
  const facts = element('dl', { id: `facts-${name}` });
  const buttons = actions.map((action) => {
    const made = button(action, () => onAction(name, action));
    // Several providers may have an action of this name.
    made.setAttribute('aria-label', `${action}: ${name}`);
    return made;
  });
  byId('providers').append(
    element(
      'article',
      { 'aria-labelledby': `title-${name}` },
      element('h3', { id: `title-${name}` }, name),
      element('p', {}, `${location.origin}/${name}`),
      element('p', {}, ...buttons.flatMap((made) => [made, ' '])),
      facts,
    ),
  );
  return facts;
}

function factsOf(id: string, { state, callsWithManners }: ProviderState): HTMLElement[] {
  return Object.entries({ ...state, callsWithManners }).flatMap(([name, value]) => [
    element('dt', {}, inWords(name)),
    element('dd', {}, shown(`${id}-${name}`, value)),
  ]);
}

/** `liveTokens` is "live tokens"; the unit of a time is shown by its value. */
function inWords(name: string): string {
  return name
    .replace(/Ms$/, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
}

/** @param id Ends with the name of the value. */
function shown(id: string, value: unknown): Node | string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return /(At|Until)Ms$/.test(id) ? timeOf(value) : `${value}`;
  if (typeof value !== 'object' || value === null) return `${value ?? '–'}`;
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 0) return 'none';
  const items = value.map((item) => element('li', {}, JSON.stringify(item)));
  return element('details', { id }, element('summary', {}, `${value.length}`), element('ul', {}, ...items));
}
