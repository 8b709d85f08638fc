import { DAY_MS } from '../../core/clock.js';
import type { SandboxClock } from '../../core/provider.js';
import type { Accounts } from './accounts.js';
import type { Customers } from './customers.js';
import type { Institution } from './institutions.js';
import type { UnauthorizedEnvelope } from './options.js';
import type { Tokens } from './tokens.js';

/** One partner, as the vendor knows it: what its calls are checked by, and what they act on. */
export interface Partner {
  readonly partnerId: string;
  readonly appKey: string;
  readonly foreignAppKey: string;
  readonly lockedStatus: 401 | 500;
  readonly envelope: UnauthorizedEnvelope;
  readonly clock: SandboxClock;
  readonly seed: number;
  readonly account: PartnerAccount;
  readonly tokens: Tokens;
  readonly customers: Customers;
  readonly accounts: Accounts;
  readonly institutions: readonly Institution[];
}

/** The failed login that locks the account. */
export const MAX_FAILURES = 5;

/** How long a secret works on after a change that is not immediate. */
const GRACE_MS = 30 * DAY_MS;

/**
 * The account of one partner: its secrets, and the failures that lock it. The vendor does not say what resets their
 * count; here nothing does but its support, which is the strict side.
 */
export class PartnerAccount {
  readonly #clock: SandboxClock;
  /** Until when each secret is valid, oldest first. */
  #validUntilMs: Map<string, number>;
  #failures = 0;

  constructor(partnerSecret: string, clock: SandboxClock) {
    this.#clock = clock;
    this.#validUntilMs = new Map([[partnerSecret, Number.POSITIVE_INFINITY]]);
  }

  /** Those that count. */
  get failures(): number {
    return this.#failures;
  }

  get isLocked(): boolean {
    return this.#failures >= MAX_FAILURES;
  }

  /** What support does on a ticket. */
  unlock(): void {
    this.#failures = 0;
  }

  /** As after five failures. */
  lock(): void {
    this.#failures = MAX_FAILURES;
  }

  /** Counts a failure where it is none that is valid now. The account must not be locked. */
  accepts(partnerSecret: string): boolean {
    const isValid = this.#clock.nowMs() < (this.#validUntilMs.get(partnerSecret) ?? 0);
    if (!isValid) this.#failures += 1;
    return isValid;
  }

  /** @param immediate `true` ends all secrets before it, `false` lets each work for 30 days more at most. */
  changeSecret(newSecret: string, immediate: boolean): void {
    const graceUntilMs = this.#clock.nowMs() + GRACE_MS;
    const before = immediate ? [] : this.#valid();
    this.#validUntilMs = new Map([
      ...before.map(([secret, untilMs]): [string, number] => [secret, Math.min(untilMs, graceUntilMs)]),
      [newSecret, Number.POSITIVE_INFINITY],
    ]);
  }

  /** Until when each valid secret works, oldest first, in ms since 1970; `Infinity` for the present one. */
  secretsValidUntilMs(): number[] {
    return this.#valid().map(([, untilMs]) => untilMs);
  }

  #valid(): [string, number][] {
    const nowMs = this.#clock.nowMs();
    return [...this.#validUntilMs].filter(([, untilMs]) => nowMs < untilMs);
  }
}

/** The vendor's policy: 12 to 255 of `A-Z a-z 0-9 ! @ # $ % & * _ - +`, at least one letter and one digit. */
export function isWithinSecretPolicy(secret: string): boolean {
  return /^[A-Za-z0-9!@#$%&*_+-]{12,255}$/.test(secret) && /[A-Za-z]/.test(secret) && /\d/.test(secret);
}
