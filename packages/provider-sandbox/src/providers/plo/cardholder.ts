import { DAY_MS } from '../../core/clock.js';
import type { PloCardholderFixture } from './fixtures.js';
import { dayText, logoOf, type Offer, offerOf } from './offers.js';

/** An offer that a cardholder has switched on, or has used. */
export interface Activation {
  readonly activationId: string;
  readonly offer: Offer;
  readonly atMs: number;
  readonly status: 'ACTIVATED' | 'REDEEMED';
}

/** What the vendor knows of one cardholder, besides the offers that all see. */
export interface Cardholder {
  readonly userId: string;
  /** By id of the offer. */
  readonly activations: Map<string, Activation>;
  /** Ids of offers that are not to be shown any more. */
  readonly disliked: Set<string>;
}

/** How many offers each cardholder has used at the start. */
const REDEEMED = 3;

/** A cardholder who has used the offers of a fixture, or else the first offers. */
export function createCardholder(
  userId: string,
  offers: readonly Offer[],
  nextId: () => string,
  { redeemed, activated = [] }: Partial<PloCardholderFixture> = {},
): Cardholder {
  const made = (offer: Offer, status: Activation['status']): [string, Activation] => [
    offer.offerId,
    { activationId: nextId(), offer, atMs: offer.startMs, status },
  ];
  const named = (ids: readonly string[]) => offers.filter(({ offerId }) => ids.includes(offerId));
  const used =
    redeemed === undefined ? offers.filter(isFirstUsed(activated)).slice(0, REDEEMED) : named(redeemed);
  const activations = new Map([
    ...used.map((offer) => made(offer, 'REDEEMED')),
    ...named(activated).map((offer) => made(offer, 'ACTIVATED')),
  ]);
  return { userId, activations, disliked: new Set() };
}

/** An offer that is only switched on was not used. */
function isFirstUsed(activated: readonly string[]): (offer: Offer) => boolean {
  return ({ offerId }) => !activated.includes(offerId);
}

/** The offers that were used, oldest first. */
export function redeemedOf({ activations }: Cardholder): Activation[] {
  return [...activations.values()].filter(({ status }) => status === 'REDEEMED');
}

/** What an offer brought, or will bring for the least spending that counts, in dollars. */
function cashBackOf({ isPercentage, discount, minimumSpend }: Offer): number {
  return isPercentage ? (minimumSpend * discount) / 100 : discount;
}

/** A `StatementCreditActivation`. */
export function activationOf(
  { activationId, offer, atMs, status }: Activation,
  nowMs: number,
): Record<string, unknown> {
  const isRedeemed = status === 'REDEEMED';
  const { Headline, ShortDescription, RedemptionMode } = offerOf(offer);
  return {
    ActivationId: activationId,
    OfferId: offer.offerId,
    Status: status,
    ActivationDate: dayText(atMs),
    RedemptionEndDate: dayText(offer.endMs),
    DaysRemaining: `${Math.max(0, Math.ceil((offer.endMs - nowMs) / DAY_MS))}`,
    ...{ Headline, ShortDescription, RedemptionMode },
    Merchant: offer.merchant,
    MerchantLogo: logoOf(offer),
    CashBack: `${isRedeemed ? cashBackOf(offer) : 0}`,
    PointsEarned: '0',
    RemainingSpend: `${isRedeemed ? 0 : offer.minimumSpend}`,
    TotalSpend: `${isRedeemed ? offer.minimumSpend : 0}`,
  };
}

/** A `RedeemedOffer` in the form used after version 1.3, with an array of purchases, or in that of version 1.3. */
export function redeemedOfferOf(
  { activationId, offer, atMs }: Activation,
  form: 'array' | 'single',
): Record<string, unknown> {
  const common = { ...offerOf(offer), ActivationId: activationId, ActivationDate: dayText(atMs) };
  const [year, month, day] = dayText(atMs).split('-');
  if (form === 'single') {
    return {
      ...common,
      Transactions: {
        CashBackEarned: `${cashBackOf(offer)}`,
        PointsEarned: '0',
        // Without a decimal point.
        TransactionAmount: `${offer.minimumSpend * 100}`,
        RedemptionDate: dayText(atMs),
      },
    };
  }
  const purchase = {
    CashbackEarned: `${cashBackOf(offer)}`,
    PointsEarned: '0',
    TransactionAmount: offer.minimumSpend.toFixed(2),
    RedemptionDate: `${month}/${day}/${year}`,
    InstallmentPayment: 'false',
  };
  return { ...common, Transactions: { Transaction: [purchase] } };
}

/** `UserSavings`. */
export function savingsOf(cardholder: Cardholder, offers: readonly Offer[]): Record<string, unknown> {
  const sum = (all: readonly Offer[]): string =>
    `${all.reduce((total, offer) => total + cashBackOf(offer), 0)}`;
  const used = redeemedOf(cardholder).map(({ offer }) => offer);
  const open = offers.filter(({ offerId }) => !used.some((offer) => offer.offerId === offerId));
  return {
    TotalAmountSaved: sum(used),
    TotalOffersUsed: `${used.length}`,
    StatementCreditOffersSavings: {
      EarnedCashback: sum(used),
      NumAvailable: `${open.length}`,
      NumRedeemed: `${used.length}`,
      PotentialSavings: sum(open),
    },
  };
}
