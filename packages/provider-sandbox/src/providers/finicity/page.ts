import { counted, type Fact, lifeInWords, type ProviderPage, withLast } from '../../core/facts.js';
import { MAX_FAILURES } from './partner.js';
import type { FinicityProvider } from './provider.js';
import type { FinicityState } from './state.js';

/** What the page says of it. */
export const finicityPage: ProviderPage<FinicityProvider> = {
  title: 'Finicity',
  actions: {
    lock: 'Lock the account',
    unlock: 'Unlock the account',
    'expire-tokens': 'Let all tokens expire',
  },
  tells: ['isLocked', 'failures', 'secrets', 'liveTokens', 'tokens', 'customerCount', 'customers'],
  facts(state, nowMs) {
    const { customerCount, customers } = state;
    return [
      accountFact(state),
      secretFact(state, nowMs),
      tokenFact(state, nowMs),
      {
        name: 'Customers',
        text: withLast(`${customerCount}`, customerCount, customers.length),
        items: customers.map(({ id, username, type }) => `${username} (${id}, ${type})`),
      },
    ];
  },
};

function accountFact({ isLocked, failures }: FinicityState): Fact {
  const name = 'Account';
  if (isLocked) return { name, text: 'locked: every login and call is refused', isBad: true };
  return { name, text: failures === 0 ? 'open' : `open; ${failures} of ${MAX_FAILURES} wrong logins` };
}

function secretFact({ secrets }: FinicityState, nowMs: number): Fact {
  if (secrets.length === 1) return { name: 'Secret', text: 'one, valid until it is changed' };
  const items = secrets.map(({ validUntil }) =>
    validUntil === 'changed' ? 'the present one' : `an older one, for ${lifeUntil(validUntil, nowMs)}`,
  );
  return { name: 'Secrets', text: `${secrets.length} are valid`, items };
}

function tokenFact({ liveTokens, tokens }: FinicityState, nowMs: number): Fact {
  if (liveTokens === 0) return { name: 'Tokens', text: 'none is alive' };
  const text = withLast(`${counted(liveTokens, 'token')} alive`, liveTokens, tokens.length);
  const items = tokens.map(({ token, expires }) => `${token} for ${lifeUntil(expires, nowMs)}`);
  return { name: 'Tokens', text, items };
}

/** @param time In ISO 8601. */
function lifeUntil(time: string, nowMs: number): string {
  return lifeInWords(Date.parse(time) - nowMs);
}
