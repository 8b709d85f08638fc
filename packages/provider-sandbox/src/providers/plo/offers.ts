import { DAY_MS } from '../../core/clock.js';
import { createRandom, type Random } from '../../core/random.js';

/** An offer as all cardholders see it. */
export interface Offer {
  readonly offerId: string;
  readonly merchant: string;
  readonly category: string;
  /** In per cent or in dollars; `isPercentage` tells. */
  readonly discount: number;
  readonly isPercentage: boolean;
  /** In dollars. */
  readonly minimumSpend: number;
  readonly startMs: number;
  readonly endMs: number;
}

const TRADES: readonly (readonly [trade: string, category: string])[] = [
  ['Outfitters', 'DEPARTMENTSTORE'],
  ['Coffee', 'RESTAURANT'],
  ['Books', 'BOOKSTORE'],
  ['Hotels', 'TRAVEL'],
  ['Groceries', 'GROCERY'],
];
const TOWNS = ['Example', 'Harbour', 'Northside', 'Old Town', 'Riverside', 'Station', 'Valley'] as const;

/** Makes offers. @param nowMs Offers are open on that day: they began up to 30 days before, and end 30 to 90 days later. */
export function createOffers(count: number, seed: number, nowMs: number): readonly Offer[] {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return Array.from({ length: count }, (_, at) => createOffer(createRandom(seed, 'offer', `${at}`), today));
}

function createOffer(random: Random, today: number): Offer {
  const [trade, category] = random.pick(TRADES);
  return {
    offerId: random.uuid(),
    merchant: `${random.pick(TOWNS)} ${trade}`,
    category,
    discount: random.integer(1, 6) * 5,
    isPercentage: random.next() < 0.5,
    minimumSpend: random.integer(4, 12) * 10,
    startMs: today - random.integer(0, 30) * DAY_MS,
    endMs: today + random.integer(30, 90) * DAY_MS,
  };
}

/** A day as the vendor writes most of them. */
export function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** What the forms of an offer have in common. */
export function offerOf(offer: Offer): Record<string, unknown> {
  const { offerId, merchant, discount, isPercentage, minimumSpend } = offer;
  const reward = isPercentage ? `${discount}%` : `$${discount}.00`;
  return {
    OfferId: offerId,
    OfferType: 'POSTPAIDCREDIT',
    OfferSource: 'Mastercard',
    Headline: `Get ${reward} back at ${merchant}`,
    ShortDescription: `Spend $${minimumSpend} or more and get ${reward} back.`,
    Language: 'English',
    CurrencyCode: 'USD',
    RedemptionMode: 'CASH',
    EventStartDate: dayText(offer.startMs),
    EventEndDate: dayText(offer.endMs),
    Merchant: { Name: merchant, Category: offer.category, WebsiteUrl: `${siteOf(offer)}/` },
  };
}

/** A `MatchedOffer`. */
export function matchedOfferOf(offer: Offer, isActivated: boolean): Record<string, unknown> {
  return {
    ...offerOf(offer),
    Discount: `${offer.discount}`,
    DiscountType: offer.isPercentage ? 'PERCENTAGE' : 'ABSOLUTE',
    ActiveSc: isActivated ? 'ACTIVATED_STATEMENT_CREDIT' : 'AVAILABLE',
    MerchantImageURL: logoOf(offer),
  };
}

/** `OfferDetails`. */
export function offerDetailsOf(offer: Offer): Record<string, unknown> {
  return {
    ...offerOf(offer),
    LongDescription: 'Pay with your linked card and the credit appears on a later statement.',
    RedemptionType: 'ONLINE-INSTORE',
    OfferDisplay: { DetailedTerms: 'One purchase per card. Gift cards are excluded.' },
    OfferMedia: { OfferImages: [{ AltText: offer.merchant, ImageUrl: logoOf(offer) }] },
    DetailPostpaidCreditOffer: {
      CashBack: `${offer.discount}`,
      CurrencyCode: 'USD',
      MinTransactionAmountToRedeem: `${offer.minimumSpend}`,
      StatementCreditType: offer.isPercentage ? 'SPEND_PERCENTAGE' : 'SPEND_CASH',
      VisitThreshold: '1',
    },
  };
}

/** URL of a picture that nobody serves. */
export function logoOf(offer: Offer): string {
  return `${siteOf(offer)}/logo.png`;
}

function siteOf({ merchant }: Offer): string {
  return `https://${merchant.toLowerCase().replaceAll(' ', '-')}.example.com`;
}
