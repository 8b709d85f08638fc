import type { ProviderPage } from '../../core/facts.js';
import type { PloProvider } from './provider.js';

/** What the page says of it. */
export const ploPage: ProviderPage<PloProvider> = {
  title: 'Personalized Offers',
  actions: {
    'drop-tokens': 'End all sessions',
  },
  tells: ['fiId', 'isSignatureChecked', 'logins', 'tokens', 'cardholders', 'activations'],
  facts({ fiId, isSignatureChecked, logins, tokens, cardholders, activations }) {
    return [
      { name: 'Institution', text: fiId },
      { name: 'Signature', text: isSignatureChecked ? 'of each call is checked' : 'is not checked' },
      { name: 'Sessions', text: tokens === 0 ? 'none is open' : `${tokens} open; they do not expire` },
      { name: 'Logins', text: `${logins}` },
      { name: 'Cardholders', text: `${cardholders}` },
      { name: 'Offers', text: `${activations} activated` },
    ];
  },
};
