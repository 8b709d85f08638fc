import type { Customers } from './customers.js';
import type { PartnerAccount } from './partner.js';
import type { Tokens } from './tokens.js';

/** What may be seen of a partner: of tokens the first four characters, of secrets only until when they work. */
export function shownState(
  account: PartnerAccount,
  tokens: Tokens,
  customers: Customers,
): Readonly<Record<string, unknown>> {
  const live = tokens.live();
  return {
    isLocked: account.isLocked,
    failures: account.failures,
    secrets: account
      .secretsValidUntilMs()
      .map((ms) => ({ validUntil: ms === Infinity ? 'changed' : time(ms) })),
    liveTokens: live.length,
    tokens: live.map(({ token, issuedMs, expiresMs }) => ({
      token: `${token.slice(0, 4)}…`,
      issued: time(issuedMs),
      expires: time(expiresMs),
    })),
    customers: customers.all().map(({ id, username, type }) => ({ id, username, type })),
  };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
