import { DAY_MS } from '../../core/clock.js';
import { LruMap } from '../../core/lru-map.js';
import type { SandboxClock } from '../../core/provider.js';
import { createRandom, type Random } from '../../core/random.js';
import type { FinicityAccountFixture, FinicityFixtures } from './fixtures.js';

/** For how long those that are there at the start have been customers. */
export const ENROLLED_BEFORE_DAYS = 90;

/** Those of the examples in the description, but for the user name, so that its example of an enrolment works. */
const FIRST_CUSTOMER_ID = 7_004_419_250;
const EXAMPLE = {
  username: 'rivera-2230',
  firstName: 'Elena',
  lastName: 'Rivera',
  phone: '503-555-0142',
  email: 'elena.rivera@example.com',
  applicationId: '9b3f0d6e-2c58-4f41-a7d0-7716c0e5b2aa',
};

const FIRST_NAMES = 'Amara Bruno Chloe Dmitri Esra Femi Greta Hiro Imani Jonas'.split(' ');
const LAST_NAMES = 'Abara Bianchi Castell Dvorak Eriksen Fontaine Garza Holm Ito Joshi'.split(' ');

/** What an enrolment gives. */
export interface NewCustomer {
  readonly username: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly applicationId?: string | undefined;
}

/** Somebody who is enrolled. A change makes another one of the same id. */
export interface Customer extends NewCustomer {
  readonly id: string;
  /** How many were enrolled before. */
  readonly number: number;
  readonly type: 'active' | 'testing';
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** The accounts of a fixture, in place of the made-up ones. */
  readonly fixedAccounts?: readonly FinicityAccountFixture[] | undefined;
}

/** Somebody who is there at the start. */
type FirstCustomer = NewCustomer &
  Pick<Customer, 'fixedAccounts'> & {
    readonly id?: string | undefined;
    readonly type?: Customer['type'] | undefined;
  };

/** The customers of one partner, in the order of their enrolment. */
export class Customers {
  readonly #clock: SandboxClock;
  readonly #random: Random;
  readonly #byId = new Map<string, Customer>();
  /** Of the last 10,000 that were enrolled or removed: an id that comes back would stand for somebody else. */
  readonly #spentIds = new LruMap<string, true>();
  readonly #usernames = new Set<string>();
  /** A name of a test customer is gone for good, as the description says; here, for 10,000 enrolments of such. */
  readonly #spentUsernames = new LruMap<string, true>();
  /** Numbers of those to come begin here. */
  #count = 0;

  /** @param random Of the ids of those that are enrolled. */
  constructor(
    clock: SandboxClock,
    seed: number,
    count: number,
    random: Random = createRandom(seed, 'customers'),
  ) {
    this.#clock = clock;
    this.#random = random;
    this.#replace(
      Array.from({ length: count }, (_, number) => (number === 0 ? EXAMPLE : madeUp(seed, number))),
    );
  }

  /** Puts those of fixtures in the place of all. */
  load(fixtures: NonNullable<FinicityFixtures['customers']>): void {
    this.#replace(fixtures.map(({ accounts, ...customer }) => ({ ...customer, fixedAccounts: accounts })));
  }

  #replace(customers: readonly FirstCustomer[]): void {
    this.#count = 0;
    this.#byId.clear();
    this.#usernames.clear();
    this.#spentUsernames.clear();
    const taken = new Set(customers.map(({ id }) => id));
    const createdMs = Math.floor(this.#clock.nowMs() / DAY_MS - ENROLLED_BEFORE_DAYS) * DAY_MS;
    let nextId = FIRST_CUSTOMER_ID;
    for (const customer of customers) {
      const number = this.#count;
      this.#count += 1;
      while (taken.has(`${nextId}`)) nextId += 1;
      const id = customer.id ?? `${nextId++}`;
      const { type = 'active' } = customer;
      this.#usernames.add(customer.username);
      this.#byId.set(id, { ...customer, id, number, type, createdMs, modifiedMs: createdMs });
    }
  }

  /** How many there are now. */
  get size(): number {
    return this.#byId.size;
  }

  /** @returns `undefined` when another has, or had, the user name. */
  enrol(customer: NewCustomer, type: Customer['type']): Customer | undefined {
    const { username } = customer;
    if (this.#usernames.has(username) || this.#spentUsernames.has(username)) return undefined;
    this.#usernames.add(username);
    if (type === 'testing') this.#spentUsernames.set(username, true);
    const [createdMs, number] = [this.#clock.nowMs(), this.#count];
    this.#count += 1;
    const id = this.#newId();
    const enrolled: Customer = { ...customer, id, number, type, createdMs, modifiedMs: createdMs };
    this.#byId.set(id, enrolled);
    return enrolled;
  }

  /** Ten digits, the first not 0. */
  #newId(): string {
    const id = `${this.#random.integer(1, 9)}${this.#random.text(9, '0123456789')}`;
    if (this.#byId.has(id) || this.#spentIds.has(id)) return this.#newId();
    this.#spentIds.set(id, true);
    return id;
  }

  find(id: string): Customer | undefined {
    return this.#byId.get(id);
  }

  all(): readonly Customer[] {
    return [...this.#byId.values()];
  }

  /** Gives a customer another first name, last name or both. */
  rename(customer: Customer, names: Pick<NewCustomer, 'firstName' | 'lastName'>): void {
    this.#byId.set(customer.id, { ...customer, ...names, modifiedMs: this.#clock.nowMs() });
  }

  remove({ id, username }: Customer): void {
    this.#usernames.delete(username);
    this.#spentIds.set(id, true);
    this.#byId.delete(id);
  }
}

function madeUp(seed: number, number: number): NewCustomer {
  const random = createRandom(seed, 'customer', `${number}`);
  const firstName = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  const username = `${lastName}-${1_000 + number}`.toLowerCase();
  return { username, firstName, lastName, email: `${username}@example.com` };
}
