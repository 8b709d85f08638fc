import {
  counted,
  type Fact,
  lifeInWords,
  numberOf,
  type ProviderPage,
  rowsOf,
  withLast,
} from '../../core/facts.js';
import { MAX_FAILURES } from './partner.js';
import type { FinicityProvider } from './provider.js';

/** What the page says of it. */
export const finicityPage: ProviderPage<FinicityProvider> = {
  title: 'Finicity',
  actions: {
    lock: 'Lock the account',
    unlock: 'Unlock the account',
    'expire-tokens': 'Let all tokens expire',
  },
  tells: ['isLocked', 'failures', 'secrets', 'liveTokens', 'tokens', 'customerCount', 'customers'],
  facts({ isLocked, failures, secrets, liveTokens, tokens, customerCount, customers }, nowMs) {
    const rows = rowsOf(customers);
    return [
      accountFact(isLocked === true, numberOf(failures)),
      secretFact(rowsOf(secrets), nowMs),
      tokenFact(numberOf(liveTokens), rowsOf(tokens), nowMs),
      {
        name: 'Customers',
        text: withLast(`${numberOf(customerCount)}`, numberOf(customerCount), rows.length),
        items: rows.map(({ id, username, type }) => `${username} (${id}, ${type})`),
      },
    ];
  },
};

function accountFact(isLocked: boolean, failures: number): Fact {
  const name = 'Account';
  if (isLocked) return { name, text: 'locked: every login and call is refused', isBad: true };
  return { name, text: failures === 0 ? 'open' : `open; ${failures} of ${MAX_FAILURES} wrong logins` };
}

function secretFact(secrets: ReturnType<typeof rowsOf>, nowMs: number): Fact {
  const items = secrets.map(({ validUntil }) =>
    validUntil === 'changed'
      ? 'the present one'
      : `an older one, for ${lifeInWords(left(validUntil, nowMs))}`,
  );
  return secrets.length === 1
    ? { name: 'Secret', text: 'one, valid until it is changed' }
    : { name: 'Secrets', text: `${secrets.length} are valid`, items };
}

function tokenFact(count: number, tokens: ReturnType<typeof rowsOf>, nowMs: number): Fact {
  const items = tokens.map(({ token, expires }) => `${token} for ${lifeInWords(left(expires, nowMs))}`);
  return count === 0
    ? { name: 'Tokens', text: 'none is alive' }
    : { name: 'Tokens', text: withLast(`${counted(count, 'token')} alive`, count, tokens.length), items };
}

/** From now to a time in ISO 8601, in ms. */
function left(time: unknown, nowMs: number): number {
  return Date.parse(`${time}`) - nowMs;
}
