import { LruMap } from '../../core/lru-map.js';
import type { MailinaboxAccount } from './options.js';
import { base32Bytes } from './totp.js';

/** No limit. */
export const NO_QUOTA = '0';

/** What a mailbox was given, as a user sees it in the list. */
interface QuotaColumns {
  readonly quota?: string;
  readonly box_quota: number | string;
  readonly box_size: string;
  readonly percent: string;
}

/** Of a mailbox whose size nobody has counted yet, and of one that is archived. */
export const UNKNOWN_SIZE: QuotaColumns = { box_quota: '?', box_size: '?', percent: '?' };

/** @returns the quota as the daemon keeps it, in capitals; an object with the reason where it is none. */
export function fitQuota(given: string): string | { readonly refused: string } {
  const quota = given.trim().toUpperCase();
  if (quota === '') return { refused: 'No quota provided.' };
  if (/[\s,.]/.test(quota)) return { refused: 'Quotas cannot contain spaces, commas, or decimal points.' };
  return /^\d+[GM]?$/.test(quota) ? quota : { refused: 'Invalid quota.' };
}

/** The columns of an empty mailbox. */
export function quotaColumns(quota: string): QuotaColumns {
  const unit = { G: 1024 ** 3, M: 1024 ** 2 }[quota.slice(-1)] ?? 1;
  const percent = quota === NO_QUOTA ? '' : '  0%';
  return { quota, box_quota: Number.parseInt(quota, 10) * unit, box_size: '0.0', percent };
}

/** A second factor of an account. */
interface TotpFactor {
  readonly id: number;
  readonly secret: string;
  readonly label: string | null;
  /** The one code that is refused even while it is right. */
  lastCode: string | undefined;
}

/** Somebody with a mailbox, who can log in. */
export interface Account {
  readonly email: string;
  password: string;
  /** Read at each call: a change acts on open sessions. */
  privileges: string[];
  factors: TotpFactor[];
  /** How much mail there may be, such as `10G`; `0` for no limit. */
  quota: string;
  /** Another one, of all accounts, after each change of the password or of the factors, which ends the sessions. */
  version: number;
}

/** Those of one box. */
export interface Accounts {
  /** As written: addresses that differ in a capital are not the same. */
  find(email: string): Account | undefined;
  /** Sorted by address. */
  all(): Account[];
  /** Addresses of the last 10,000 removed accounts, whose mail is kept. Sorted. */
  archived(): string[];
  add(account: Pick<Account, 'email' | 'password' | 'privileges'> & Partial<Pick<Account, 'quota'>>): Account;
  /** @returns whether there was one. */
  remove(email: string): boolean;
  /** Notes a new password. */
  setPassword(account: Account, password: string): void;
  addFactor(account: Account, secret: string, label: string | null): void;
  /** @param id Of one; `undefined` for all. @returns whether any was removed. */
  removeFactors(account: Account, id: number | undefined): boolean;
}

/** @throws RangeError for two accounts of one address, and for a TOTP secret that is not base32. */
export function createAccounts(given: readonly MailinaboxAccount[]): Accounts {
  const accounts = new Map<string, Account>();
  const archived = new LruMap<string, true>();
  archived.set('former@example.com', true);
  let versions = 0;
  let factors = 0;

  const add: Accounts['add'] = ({ email, password, privileges, quota = NO_QUOTA }) => {
    const account: Account = { email, password, privileges, quota, factors: [], version: ++versions };
    accounts.set(email, account);
    archived.delete(email);
    return account;
  };
  const addFactor: Accounts['addFactor'] = (account, secret, label) => {
    account.factors.push({ id: ++factors, secret, label, lastCode: undefined });
    account.version = ++versions;
  };

  for (const { email, password, isAdministrator = true, totpSecret } of given) {
    if (accounts.has(email)) throw new RangeError('Each account of a box needs an address of its own.');
    const account = add({ email, password, privileges: isAdministrator ? ['admin'] : [] });
    if (totpSecret === undefined) continue;
    base32Bytes(totpSecret);
    addFactor(account, totpSecret, null);
  }

  return {
    add,
    addFactor,
    find: (email) => accounts.get(email),
    all: () => [...accounts.values()].sort((a, b) => (a.email < b.email ? -1 : 1)),
    archived: () => [...archived.keys()].sort(),
    remove(email) {
      if (!accounts.delete(email)) return false;
      archived.set(email, true);
      return true;
    },
    setPassword(account, password) {
      account.password = password;
      account.version = ++versions;
    },
    removeFactors(account, id) {
      const kept = account.factors.filter((factor) => id !== undefined && factor.id !== id);
      if (kept.length === account.factors.length) return false;
      account.factors = kept;
      account.version = ++versions;
      return true;
    },
  };
}
