import { pageOfNumber } from '../../core/pagination.js';
import type { SandboxClock } from '../../core/provider.js';
import {
  type Activation,
  activationOf,
  type Cardholder,
  redeemedOf,
  redeemedOfferOf,
  savingsOf,
} from './cardholder.js';
import { Failed, failures } from './codes.js';
import { matchedOfferOf, type Offer, offerDetailsOf } from './offers.js';

/** What goes into `Response` beside `Status`. The request fits the description. @throws Failed */
export type Operate = (query: URLSearchParams, cardholder: Cardholder) => Record<string, unknown>;

/** What PLO does for a cardholder, by operationId. */
export function createOperations(
  offersNow: () => readonly Offer[],
  clock: SandboxClock,
  nextId: () => string,
): Readonly<Record<string, Operate>> {
  function offerIn(query: URLSearchParams): Offer {
    const found = offersNow().find(({ offerId }) => offerId === query.get('OfferId'));
    if (found === undefined) throw new Failed(failures.offer);
    return found;
  }

  function activationIn(query: URLSearchParams, { activations }: Cardholder): Activation {
    const id = query.get('ActivationId');
    const found = [...activations.values()].find(({ activationId }) => activationId === id);
    if (found === undefined) throw new Failed(failures.activation);
    return found;
  }

  return {
    matchedoffersGet(query, { activations, disliked }) {
      const merchant = query.get('MerchantName')?.toLowerCase() ?? '';
      const isWanted = (offer: Offer): boolean =>
        offer.merchant.toLowerCase().includes(merchant) &&
        [null, offer.category].includes(query.get('Category')) &&
        [null, 'POSTPAIDCREDIT'].includes(query.get('OfferType'));
      const open = offersNow().filter(({ offerId }) => {
        return !disliked.has(offerId) && activations.get(offerId)?.status !== 'REDEEMED';
      });
      const { page, counters } = paged(open.filter(isWanted), query);
      const matched = page.map((offer) => matchedOfferOf(offer, activations.has(offer.offerId)));
      // One alone is not wrapped.
      return { ...counters, Items: { MatchedOffer: matched.length === 1 ? matched[0] : matched } };
    },

    offerdetailsGet: (query) => ({ OfferDetails: offerDetailsOf(offerIn(query)) }),

    redeemedoffersGet(query, cardholder) {
      const { page, counters } = paged(redeemedOf(cardholder), query);
      const [first] = page;
      const single = page.length === 1 && first !== undefined;
      const Items = single
        ? { RedemedOffer: redeemedOfferOf(first, 'single') }
        : { RedeemedOffer: page.map((one) => redeemedOfferOf(one, 'array')) };
      return { ...counters, Items };
    },

    statementcreditactivationdetailGet: (query, cardholder) => ({
      ScActivation: activationOf(activationIn(query, cardholder), clock.nowMs()),
    }),

    usersavingsGet: (_query, cardholder) => ({ UserSavings: savingsOf(cardholder, offersNow()) }),

    activatestatementcreditofferPost(query, { activations }) {
      const offer = offerIn(query);
      if (activations.has(offer.offerId)) throw new Failed(failures.activated);
      const atMs = clock.nowMs();
      const activation: Activation = { activationId: nextId(), offer, atMs, status: 'ACTIVATED' };
      activations.set(offer.offerId, activation);
      return { ScActivation: activationOf(activation, atMs) };
    },

    userfeedbackPost(query, { disliked }) {
      const { offerId } = offerIn(query);
      const Feedback = query.get('Feedback');
      if (Feedback === '0') disliked.add(offerId);
      else disliked.delete(offerId);
      return { UserFeedback: { OfferId: offerId, Feedback } };
    },
  };
}

/** @throws Failed for a page or a size below 1. A page behind the last is empty. */
function paged<Item>(
  all: readonly Item[],
  query: URLSearchParams,
): { page: readonly Item[]; counters: Record<string, number> } {
  const CurrentPage = Number(query.get('PageNumber') ?? 1);
  const ItemsPerPage = Number(query.get('ItemsPerPage') ?? 25);
  for (const [name, value] of Object.entries({ PageNumber: CurrentPage, ItemsPerPage })) {
    const [status, , ...rest] = failures.request;
    if (value < 1) throw new Failed([status, name, ...rest], `${name} must be at least 1`);
  }
  const { items, total, pages } = pageOfNumber(all, { page: CurrentPage, limit: ItemsPerPage });
  const counters = { TotalCount: total, CurrentPage, NumberOfPages: pages, ItemsPerPage };
  return { page: items, counters };
}
