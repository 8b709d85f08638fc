import type { Vocabulary } from '../core/provider.js';
import { faultKinds } from '../faults/catalogue.js';
import type { MannerlyProvider } from '../faults/delivery.js';

/** What is public of control calls: what they are called, the providers, what can be done to them, and manners by name. */
export function controlVocabulary(providers: ReadonlyMap<string, MannerlyProvider>): Vocabulary {
  const actions = [...providers.values()].flatMap((provider) => Object.keys(provider.actions));
  const texts: Readonly<Record<string, readonly string[]>> = {
    provider: [...providers.keys()],
    action: actions,
    manners: Object.keys(faultKinds),
    advancems: [],
    calls: [],
  };
  return {
    names: new Set(['provider', 'action', 'manners', 'advanceMs', 'calls']),
    describes(name) {
      const known = Object.hasOwn(texts, name.toLowerCase()) ? texts[name.toLowerCase()] : undefined;
      if (known === undefined) return undefined;
      return { texts: new Set(known), isNumber: known.length === 0, isDate: false };
    },
    segments: new Set(['clock', 'action', 'manners', 'state']),
  };
}
