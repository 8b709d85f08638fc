import type { FirstCall } from '../core/first-call.js';
import { byId, element } from './element.js';
import { providerInWords } from './words.js';

/** Fills what the list of calls shows while it is empty: credentials, and a call to paste into a shell. */
export function showFirstCalls(calls: Readonly<Record<string, FirstCall>>): void {
  byId('first-calls').replaceChildren(
    ...Object.entries(calls).map(([name, { credentials, command }]) =>
      element(
        'div',
        { role: 'group', 'aria-labelledby': `first-call-${name}` },
        element('h3', { id: `first-call-${name}` }, providerInWords(name)),
        element(
          'dl',
          {},
          ...Object.entries(credentials).flatMap(([member, value]) => [
            element('dt', {}, member),
            element('dd', {}, element('code', {}, value)),
          ]),
        ),
        element('pre', { class: 'command' }, command),
      ),
    ),
  );
}
