/** No limit. */
export const NO_QUOTA = '0';

/** What a mailbox was given, as a user sees it in the list. */
export interface QuotaColumns {
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
