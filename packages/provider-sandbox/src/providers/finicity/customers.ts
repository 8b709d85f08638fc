import { DAY_MS } from '../../core/clock.js';
import { type Collection, createCollection } from '../../core/collection.js';
import { LruMap } from '../../core/lru-map.js';
import type { SandboxClock } from '../../core/provider.js';
import { createRandom } from '../../core/random.js';

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
}

/** The customers of one partner, in the order of their enrolment. */
export class Customers {
  readonly #clock: SandboxClock;
  readonly #collection: Collection<Customer>;
  readonly #usernames = new Set<string>();
  /** A name of a test customer is gone for good, as the description says; here, for 10,000 enrolments of such. */
  readonly #spentUsernames = new LruMap<string, true>();
  #count: number;

  constructor(clock: SandboxClock, seed: number, count: number) {
    this.#clock = clock;
    this.#count = count;
    const createdMs = Math.floor(clock.nowMs() / DAY_MS - ENROLLED_BEFORE_DAYS) * DAY_MS;
    const items = Array.from({ length: count }, (_, number): Customer => {
      const id = `${FIRST_CUSTOMER_ID + number}`;
      const customer = number === 0 ? EXAMPLE : madeUp(seed, number);
      return { ...customer, id, number, type: 'active', createdMs, modifiedMs: createdMs };
    });
    this.#collection = createCollection({ idOf: ({ id }) => id, seed, name: 'customers', items });
    for (const { username } of items) this.#usernames.add(username);
  }

  /** How many there are now. */
  get size(): number {
    return this.#collection.size;
  }

  /** @returns `undefined` when another has, or had, the user name. */
  enrol(customer: NewCustomer, type: Customer['type']): Customer | undefined {
    const { username } = customer;
    if (this.#usernames.has(username) || this.#spentUsernames.has(username)) return undefined;
    this.#usernames.add(username);
    if (type === 'testing') this.#spentUsernames.set(username, true);
    const [createdMs, number] = [this.#clock.nowMs(), this.#count];
    this.#count += 1;
    const id = this.#collection.newId();
    return this.#collection.insert({ ...customer, id, number, type, createdMs, modifiedMs: createdMs });
  }

  find(id: string): Customer | undefined {
    return this.#collection.get(id);
  }

  all(): readonly Customer[] {
    return this.#collection.list();
  }

  /** Gives a customer another first name, last name or both. */
  rename(customer: Customer, names: Pick<NewCustomer, 'firstName' | 'lastName'>): void {
    this.#collection.replace({ ...customer, ...names, modifiedMs: this.#clock.nowMs() });
  }

  remove({ id, username }: Customer): void {
    this.#usernames.delete(username);
    this.#collection.remove(id);
  }
}

function madeUp(seed: number, number: number): NewCustomer {
  const random = createRandom(seed, 'customer', `${number}`);
  const firstName = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  const username = `${lastName}-${1_000 + number}`.toLowerCase();
  return { username, firstName, lastName, email: `${username}@example.com` };
}
