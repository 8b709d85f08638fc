import { createRandom, type Random } from '../../core/random.js';

/** What an institution can be certified for, as the parameter `type` of the searches names it. */
export const PRODUCTS = [
  'transAgg',
  'ach',
  'stateAgg',
  'voi',
  'voa',
  'aha',
  'availBalance',
  'accountOwner',
] as const;

/** One of them. */
export type Product = (typeof PRODUCTS)[number];

/** A bank, as the vendor's register has it. */
export interface Institution {
  readonly id: number;
  readonly name: string;
  readonly products: readonly Product[];
  readonly place: Place;
  readonly isOauth: boolean;
  readonly hasBranding: boolean;
  /** Nine digits, the first not 0. */
  readonly routingNumber: number;
  /** In the register of the Federal Reserve. */
  readonly rssd: number;
  /** The institution it belongs to, as the register has it. */
  readonly parentId?: number | undefined;
}

interface Place {
  readonly countryCode: 'CA' | 'US';
  readonly country: string;
  readonly currency: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly timeZone: string;
}

const PORTLAND: Place = {
  ...{ countryCode: 'US', country: 'USA', currency: 'USD', city: 'Portland', state: 'OR' },
  ...{ postalCode: '97205', timeZone: 'America/Los_Angeles' },
};
const DENVER: Place = {
  ...{ countryCode: 'US', country: 'USA', currency: 'USD', city: 'Denver', state: 'CO' },
  ...{ postalCode: '80202', timeZone: 'America/Denver' },
};
const TORONTO: Place = {
  ...{ countryCode: 'CA', country: 'CAN', currency: 'CAD', city: 'Toronto', state: 'ON' },
  ...{ postalCode: 'M5H 2N2', timeZone: 'America/Toronto' },
};

/** Those of the examples in the description, where the accounts of all customers are. */
const FIRST: Institution = {
  id: 101_732,
  name: 'FinBank Cascade',
  products: PRODUCTS.filter((product) => product !== 'stateAgg'),
  place: PORTLAND,
  isOauth: true,
  hasBranding: true,
  routingNumber: 122_100_024,
  rssd: 3_048_812,
};
const SECOND: Institution = {
  ...FIRST,
  id: 101_790,
  name: 'FinBank Cascade Trust',
  routingNumber: 122_100_037,
  rssd: 3_048_867,
  parentId: FIRST.id,
};

const WORDS = 'Alder Birch Canyon Delta Ember Falcon Granite Harvest Island Juniper'.split(' ');
const KINDS = ['Bank', 'Credit Union', 'Federal Savings', 'National Bank', 'Trust', 'Community Bank'];

/** By id. All but the first two depend on the seed. */
export function createInstitutions(count: number, seed: number): readonly Institution[] {
  const names = namesOf(createRandom(seed, 'institution names'));
  const made = Array.from({ length: Math.max(0, count - 2) }, (_, number) => {
    const round = Math.floor(number / names.length);
    const name = `${names[number % names.length]}${round === 0 ? '' : ` ${round + 1}`}`;
    return institutionOf(number, name, createRandom(seed, 'institution', `${number}`));
  });
  return [FIRST, SECOND, ...made].slice(0, count);
}

function institutionOf(number: number, name: string, random: Random): Institution {
  // One in ten is certified for nothing.
  const isCertified = random.integer(1, 10) > 1;
  return {
    id: SECOND.id + 10 * (number + 1),
    name,
    products: isCertified
      ? PRODUCTS.filter((product) => product === 'transAgg' || random.integer(1, 3) > 1)
      : [],
    place: random.pick([PORTLAND, DENVER, DENVER, TORONTO]),
    isOauth: random.integer(1, 2) > 1,
    hasBranding: random.integer(1, 5) > 1,
    routingNumber: withCheckDigit(11_000_000 + 1_000 * (number + 1) + random.integer(0, 999)),
    rssd: 4_000_000 + number,
  };
}

/** All names that can be made, in an order of the seed, so that none comes twice. */
function namesOf(random: Random): string[] {
  const all = WORDS.flatMap((word) => KINDS.map((kind) => ({ at: random.next(), name: `${word} ${kind}` })));
  return all.sort((a, b) => a.at - b.at).map(({ name }) => name);
}

/** Weights 3, 7 and 1 in turn, and the sum a multiple of ten. @param number Eight digits. */
function withCheckDigit(number: number): number {
  const sum = [...`${number}`].reduce((total, digit, at) => total + Number(digit) * [3, 7, 1][at % 3]!, 0);
  return number * 10 + ((10 - (sum % 10)) % 10);
}
