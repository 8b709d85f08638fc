import { numberOf, type View } from '../../core/facts.js';

/** How its state reads. */
export const ploView: View = {
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
