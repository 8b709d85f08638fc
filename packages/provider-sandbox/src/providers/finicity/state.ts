import { shortened } from '../../core/facts.js';
import type { Partner } from './partner.js';

/** How many tokens and customers are shown: the page asks each second. */
const SHOWN = 20;

/** What may be seen of a partner, by the sandbox's clock. Times are in ISO 8601. */
export type FinicityState = {
  /** Every login and call is refused until the action `unlock`. */
  readonly isLocked: boolean;
  /** Failed logins that count; the fifth locks the account. */
  readonly failures: number;
  /** The secrets that work, the present one last. */
  readonly secrets: readonly {
    /** `changed` for the present one, which works until it is changed; a time for an older one. */
    readonly validUntil: string;
  }[];
  /** How many tokens calls may use. */
  readonly liveTokens: number;
  /** The last 20 of them, oldest first. */
  readonly tokens: readonly {
    /** Its first four characters, and `…`. */
    readonly token: string;
    readonly issued: string;
    readonly expires: string;
  }[];
  /** How many customers there are: those of the start and those that were enrolled. */
  readonly customerCount: number;
  /** The last 20 of them, the latest last. */
  readonly customers: readonly {
    readonly id: string;
    readonly username: string;
    readonly type: 'active' | 'testing';
  }[];
};

/** Of tokens the first four characters, of secrets only until when they work. */
export function shownState({ account, tokens, customers }: Partner): FinicityState {
  return {
    isLocked: account.isLocked,
    failures: account.failures,
    secrets: account
      .secretsValidUntilMs()
      .map((ms) => ({ validUntil: ms === Infinity ? 'changed' : time(ms) })),
    liveTokens: tokens.liveCount(),
    tokens: tokens.latestLive(SHOWN).map(({ token, issuedMs, expiresMs }) => ({
      token: shortened(token),
      issued: time(issuedMs),
      expires: time(expiresMs),
    })),
    customerCount: customers.size,
    customers: customers
      .all()
      .slice(-SHOWN)
      .map(({ id, username, type }) => ({ id, username, type })),
  };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
