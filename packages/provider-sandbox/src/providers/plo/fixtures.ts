import { DAY_MS } from '../../core/clock.js';
import { itemsAtMost, text } from '../../core/fixture-schema.js';
import { type FixtureProblem, fixtureReader, type ReadFixtures, repeated } from '../../core/fixtures.js';
import type { Offer } from './offers.js';

/** Your own offers and cardholders. */
export interface PloFixtures {
  /** What all cardholders see, in this order. Default: made up. */
  readonly offers?: readonly PloOfferFixture[] | undefined;
  /** Who is enrolled: nobody else can log in. Default: the option `cardholders`. */
  readonly cardholders?: readonly PloCardholderFixture[] | undefined;
}

/** An offer of a merchant. */
export interface PloOfferFixture {
  readonly offerId: string;
  readonly merchant: string;
  /** Default: `DEPARTMENTSTORE`. */
  readonly category?: string | undefined;
  /** In per cent, or in dollars for `ABSOLUTE`. */
  readonly discount: number;
  /** Default: `PERCENTAGE`. */
  readonly discountType?: 'ABSOLUTE' | 'PERCENTAGE' | undefined;
  /** In dollars. Default: 0. */
  readonly minimumSpend?: number | undefined;
  /** A day, such as `2026-01-31`. Default: the day on which the fixtures are loaded. */
  readonly startDate?: string | undefined;
  /** A day, not before the start. Default: 60 days after the start. */
  readonly endDate?: string | undefined;
}

/** A cardholder, and what they have done with offers. */
export interface PloCardholderFixture {
  readonly userId: string;
  /** Ids of offers that they have used. Default: the first three offers. */
  readonly redeemed?: readonly string[] | undefined;
  /** Ids of offers that they have switched on and not used. Default: none. */
  readonly activated?: readonly string[] | undefined;
}

const number = { type: 'number', minimum: 0, maximum: 1e6 } as const;
const day = { type: 'string', format: 'date' } as const;
const ids = { type: 'array', maxItems: itemsAtMost, items: text } as const;

/** Offers and cardholders that an institution can have at the same time. @throws FixtureError */
export const ploFixtures: ReadFixtures<PloFixtures> = fixtureReader<PloFixtures>(
  'plo',
  {
    type: 'object',
    additionalProperties: false,
    required: [],
    properties: {
      offers: {
        type: 'array',
        maxItems: itemsAtMost,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['offerId', 'merchant', 'discount'],
          properties: {
            offerId: text,
            merchant: text,
            category: text,
            discount: number,
            discountType: { type: 'string', enum: ['ABSOLUTE', 'PERCENTAGE'] },
            minimumSpend: number,
            startDate: day,
            endDate: day,
          },
        },
      },
      cardholders: {
        type: 'array',
        maxItems: itemsAtMost,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['userId'],
          properties: {
            // A colon separates the parts of AuthInfo.
            userId: { type: 'string', pattern: '^[^:]{1,500}$' },
            redeemed: ids,
            activated: ids,
          },
        },
      },
    },
  },
  ({ offers = [], cardholders = [] }) => [
    ...repeated('offers', 'offerId', offers, ({ offerId }) => offerId),
    ...offers.flatMap(({ startDate, endDate }, at): FixtureProblem[] =>
      startDate !== undefined && endDate !== undefined && endDate < startDate
        ? [{ path: `offers[${at}].endDate`, rule: 'must not be before the start' }]
        : [],
    ),
    ...repeated('cardholders', 'userId', cardholders, ({ userId }) => userId),
  ],
);

/** @param nowMs For the offers without a day of their own. */
export function offersOf(fixtures: NonNullable<PloFixtures['offers']>, nowMs: number): readonly Offer[] {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return fixtures.map(({ offerId, merchant, discount, category = 'DEPARTMENTSTORE', ...rest }) => {
    const { discountType = 'PERCENTAGE', minimumSpend = 0, startDate, endDate } = rest;
    const endMs = endDate === undefined ? undefined : Date.parse(endDate);
    const startMs = startDate === undefined ? Math.min(today, endMs ?? today) : Date.parse(startDate);
    return {
      ...{ offerId, merchant, category, discount, minimumSpend, startMs },
      isPercentage: discountType === 'PERCENTAGE',
      endMs: endMs ?? startMs + 60 * DAY_MS,
    };
  });
}

/** A problem for each id of an offer that is not there, or that a cardholder names twice. */
export function offerProblems(
  { cardholders = [] }: PloFixtures,
  known: ReadonlySet<string>,
): FixtureProblem[] {
  return cardholders.flatMap(({ redeemed = [], activated = [] }, at) => {
    const seen = new Set<string>();
    const problemsOf = (member: string, offerIds: readonly string[]): FixtureProblem[] =>
      offerIds.flatMap((offerId, index) => {
        const path = `cardholders[${at}].${member}[${index}]`;
        if (!known.has(offerId)) return [{ path, rule: 'must be the offerId of an offer' }];
        if (seen.has(offerId)) return [{ path, rule: 'must differ from the ones before it' }];
        seen.add(offerId);
        return [];
      });
    return [...problemsOf('redeemed', redeemed), ...problemsOf('activated', activated)];
  });
}
