import { numberOf, type ProviderPage } from '../../core/facts.js';
import type { PloProvider } from './provider.js';

/** What the page says of it. */
export const ploPage: ProviderPage<PloProvider> = {
  title: 'Personalized Offers',
  actions: {
    'drop-tokens': 'End all sessions',
  },
  tells: ['fiId', 'isSignatureChecked', 'logins', 'tokens', 'cardholders', 'activations'],
  facts({ fiId, isSignatureChecked, logins, tokens, cardholders, activations }) {
    const open = numberOf(tokens);
    return [
      { name: 'Institution', text: `${fiId}` },
      { name: 'Signature', text: isSignatureChecked === true ? 'of each call is checked' : 'is not checked' },
      { name: 'Sessions', text: open === 0 ? 'none is open' : `${open} open; they do not expire` },
      { name: 'Logins', text: `${numberOf(logins)}` },
      { name: 'Cardholders', text: `${numberOf(cardholders)}` },
      { name: 'Offers', text: `${numberOf(activations)} activated` },
    ];
  },
};
