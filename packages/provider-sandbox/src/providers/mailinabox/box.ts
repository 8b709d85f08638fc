import type { SandboxAnswer, SandboxClock, SandboxRequest } from '../../core/provider.js';
import type { Random } from '../../core/random.js';
import type { Match, Spec } from '../../openapi/spec.js';
import type { Account, Accounts } from './accounts.js';
import type { MailinaboxFixtures } from './fixtures.js';
import { toUnicode } from './idna.js';
import type { SessionTable } from './session-table.js';

/** What the operations of one box share. */
export interface Box {
  readonly accounts: Accounts;
  readonly sessions: SessionTable;
  /** What administrators had made before the start, in place of what the description has. */
  readonly fixtures: Pick<MailinaboxFixtures, 'aliases' | 'dnsRecords'>;
  readonly clock: SandboxClock;
  readonly random: Random;
  /** The machine or the daemon goes down and comes up again. */
  restart(): void;
  /** The body that the description gives for an operation's 200: the box's state at the start. */
  example(operationId: string): unknown;
}

/** A request of an administrator. Nothing of it is checked: the daemon reads what it knows, and passes over the rest. */
export interface Call {
  readonly match: Match;
  readonly account: Account;
  readonly request: SandboxRequest;
  /** The fields of the body. */
  readonly form: Form;
}

/** What a box answers by itself, by operationId; the description answers the rest. */
export type Operations = Readonly<Record<string, (call: Call) => SandboxAnswer | Promise<SandboxAnswer>>>;

/** The body which the description gives for an operation's 200, by name. @throws RangeError for an unknown name. */
export function exampleOf(spec: Spec, seed: number, operationId: string): unknown {
  const operation = spec.operations.find((known) => known.operationId === operationId);
  if (operation === undefined) throw new RangeError(`The description has no operation ${operationId}.`);
  return spec.answer({ operation, pathParams: {} }, 200, { seed });
}

/** What is behind the at sign; without one, all of it. */
export function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1);
}

/** In groups of one domain each, sorted by it. An international domain is shown in letters. */
export function byDomain<Item>(
  items: readonly Item[],
  addressOf: (item: Item) => string,
): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const domain = domainOf(addressOf(item));
    const group = groups.get(domain) ?? [];
    group.push(item);
    groups.set(domain, group);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([domain, group]) => [toUnicode(domain), group]);
}

/** A list as the daemon writes it in text: each line ends. */
export function lines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join('');
}

/** The fields of a request's body. */
export type Form = Pick<URLSearchParams, 'get'>;

/** Reads a form as the daemon does: urlencoded or multipart, and no fields at all in anything else. */
export async function formOf({ headers, body }: SandboxRequest): Promise<Form> {
  const mediaType = headers.get('content-type') ?? '';
  if (/^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(mediaType)) return new URLSearchParams(body);
  if (/^\s*multipart\/form-data\s*;/i.test(mediaType)) return multipart(mediaType, body);
  return new URLSearchParams();
}

async function multipart(mediaType: string, body: string): Promise<Form> {
  const fields = new URLSearchParams();
  const response = new Response(body, { headers: { 'content-type': mediaType } });
  const given = await response.formData().catch(() => new FormData());
  // A file is none of the form's fields to the daemon.
  given.forEach((value, name) => {
    if (typeof value === 'string') fields.append(name, value);
  });
  return fields;
}

/** What the daemon does not expect: it answers 500 with a page that gives no reason. */
export class UncaughtException extends Error {
  override readonly name = 'UncaughtException';
}
