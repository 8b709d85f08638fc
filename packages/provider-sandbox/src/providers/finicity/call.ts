import { type Page, pageFromRecord } from '../../core/collection.js';
import type { SandboxAnswer } from '../../core/provider.js';
import type { Customer } from './customers.js';

/** An authorised call that matches the description. */
export interface Call {
  readonly pathParams: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** When the token of the call dies, in ms since 1970. */
  readonly tokenExpiresMs: number;
}

/** Of a partner: what no customer is named for. */
export type Service = (call: Call) => SandboxAnswer;

/** Of a customer that is there. */
export type CustomerService = (customer: Customer, call: Call) => SandboxAnswer;

/** By operationId. */
export type Services<Kind> = Readonly<Record<string, Kind>>;

/** Unix time in seconds, as the vendor writes nearly all times. */
export function unixSeconds(ms: number): number {
  return Math.floor(ms / 1_000);
}

/** The page that `start` and `limit` ask for: by default 25 records from the first. */
export function pageOf<Item>(records: readonly Item[], query: URLSearchParams): Page<Item> {
  const start = Number(query.get('start') ?? 1);
  return pageFromRecord(records, { start, limit: Number(query.get('limit') ?? 25) });
}
