import {
  activatestatementcreditofferPost,
  type MatchedOffer,
  matchedoffersGet,
  offerdetailsGet,
  redeemedoffersGet,
  statementcreditactivationdetailGet,
  userfeedbackPost,
  usersavingsGet,
} from '@acme/plo-client';
import { describe, expect, test } from '@jest/globals';
import { type InstitutionAtSandbox, institution } from './support.js';

type Filter = Omit<Parameters<typeof matchedoffersGet>[1], 'fId' | 'userToken'>;

/** A page of offers, wrapped or not. */
async function page(
  { auth, configuration }: InstitutionAtSandbox,
  filter: Filter = {},
  userId = 'cardholder-1',
) {
  const answer = await matchedoffersGet(configuration, { ...(await auth.sessionRequest(userId)), ...filter });
  const { MatchedOffer: matched = [] } = answer.Response?.Items ?? {};
  return { ...answer.Response, offers: Array.isArray(matched) ? matched : [matched as MatchedOffer] };
}

const ids = (offers: readonly MatchedOffer[]) => offers.map(({ OfferId = '' }) => OfferId);

describe('the list of matched offers', () => {
  test('is walked page by page without gap or repetition', async () => {
    const at = institution();
    const all = await page(at, { itemsPerPage: 100 });
    const walked: string[] = [];
    for (let pageNumber = 1; pageNumber <= 4; pageNumber += 1) {
      const one = await page(at, { itemsPerPage: 8, pageNumber });
      expect(one).toMatchObject({
        TotalCount: 27,
        NumberOfPages: 4,
        CurrentPage: pageNumber,
        ItemsPerPage: 8,
      });
      walked.push(...ids(one.offers));
    }
    expect(walked).toEqual(ids(all.offers));
    expect(new Set(walked).size).toBe(27);
    expect((await page(at, { itemsPerPage: 8, pageNumber: 5 })).offers).toEqual([]);
  });

  test('has 25 offers to a page unless told otherwise', async () => {
    expect((await page(institution())).offers).toHaveLength(25);
  });

  test('is the same for the same seed, and another for another', async () => {
    const offers = async (seed: number) => (await page(institution({ seed }))).offers;
    expect(await offers(1)).toEqual(await offers(1));
    expect(ids(await offers(1))).not.toEqual(ids(await offers(2)));
  });

  test('has one offer alone not in an array', async () => {
    const { auth, configuration } = institution();
    const answer = await matchedoffersGet(configuration, {
      ...(await auth.sessionRequest('a')),
      itemsPerPage: 1,
    });
    expect(Array.isArray(answer.Response?.Items?.MatchedOffer)).toBe(false);
    expect(answer.Response?.Items?.MatchedOffer).toHaveProperty('OfferId');
  });

  test('is narrowed by merchant, category and type', async () => {
    const at = institution();
    const category = 'RESTAURANT';
    const { offers } = await page(at, { category });
    expect(offers.length).toBeGreaterThan(0);
    expect(offers.every(({ Merchant }) => Merchant?.Category === category)).toBe(true);
    const byName = (await page(at, { merchantName: 'COFFEE' })).offers;
    expect(ids(byName)).toEqual(ids(offers));
    expect((await page(at, { offerType: 'PREPAID' })).offers).toEqual([]);
  });

  test.each([{ pageNumber: 0 }, { itemsPerPage: 0 }, { itemsPerPage: -1 }])('refuses %j', async (filter) => {
    await expect(page(institution(), filter)).rejects.toMatchObject({ status: 400 });
  });
});

describe('an offer', () => {
  test('is read in full, as it was listed', async () => {
    const at = institution();
    const [listed] = (await page(at)).offers;
    const session = await at.auth.sessionRequest('cardholder-1');
    const answer = await offerdetailsGet(at.configuration, { ...session, offerId: listed?.OfferId ?? '' });
    const { OfferId, Headline, EventEndDate, Merchant } = listed ?? {};
    expect(answer.Response?.OfferDetails).toMatchObject({ OfferId, Headline, EventEndDate, Merchant });
    const unknown = offerdetailsGet(at.configuration, { ...session, offerId: 'none' });
    await expect(unknown).rejects.toMatchObject({ status: 404 });
  });

  test('is switched on once, and is on in the list and in its activation', async () => {
    const at = institution();
    const { auth, configuration } = at;
    const session = await auth.sessionRequest('cardholder-1');
    const [offerId = ''] = ids((await page(at)).offers);
    const activated = await activatestatementcreditofferPost(configuration, { ...session, offerId });
    const activation = activated.Response?.ScActivation;
    expect(activation).toMatchObject({ OfferId: offerId, Status: 'ACTIVATED', ActivationDate: '2026-11-22' });
    expect((await page(at)).offers[0]).toMatchObject({
      OfferId: offerId,
      ActiveSc: 'ACTIVATED_STATEMENT_CREDIT',
    });
    const activationId = activation?.ActivationId ?? '';
    const read = await statementcreditactivationdetailGet(configuration, { ...session, activationId });
    expect(read.Response?.ScActivation).toEqual(activation);
    const again = activatestatementcreditofferPost(configuration, { ...session, offerId });
    await expect(again).rejects.toMatchObject({ status: 400 });
  });

  test('that one cardholder has switched on is not on for another, who cannot see the activation', async () => {
    const at = institution();
    const { auth, configuration } = at;
    const [mine, others] = [
      await auth.sessionRequest('cardholder-1'),
      await auth.sessionRequest('cardholder-2'),
    ];
    const [offerId = ''] = ids((await page(at)).offers);
    const activated = await activatestatementcreditofferPost(configuration, { ...mine, offerId });
    expect((await page(at, {}, 'cardholder-2')).offers[0]).toMatchObject({
      OfferId: offerId,
      ActiveSc: 'AVAILABLE',
    });
    const activationId = activated.Response?.ScActivation?.ActivationId ?? '';
    const read = statementcreditactivationdetailGet(configuration, { ...others, activationId });
    await expect(read).rejects.toMatchObject({ status: 404 });
  });

  test('has fewer days left when days have passed', async () => {
    const at = institution();
    const { auth, clock, configuration } = at;
    const session = await auth.sessionRequest('cardholder-1');
    const [offerId = ''] = ids((await page(at)).offers);
    const activated = await activatestatementcreditofferPost(configuration, { ...session, offerId });
    const { ActivationId: activationId = '', DaysRemaining } = activated.Response?.ScActivation ?? {};
    clock.advance(10 * 24 * 60 * 60_000);
    const read = await statementcreditactivationdetailGet(configuration, { ...session, activationId });
    expect(Number(read.Response?.ScActivation?.DaysRemaining)).toBe(Number(DaysRemaining) - 10);
  });

  test('that is disliked is listed no more, until it is liked', async () => {
    const at = institution();
    const session = await at.auth.sessionRequest('cardholder-1');
    const [offerId = ''] = ids((await page(at)).offers);
    const judge = (feedback: 0 | 1) => userfeedbackPost(at.configuration, { ...session, offerId, feedback });
    const answer = await judge(0);
    expect(answer.Response?.UserFeedback).toEqual({ OfferId: offerId, Feedback: '0' });
    expect(await page(at)).toMatchObject({ TotalCount: 26 });
    expect(ids((await page(at)).offers)).not.toContain(offerId);
    await judge(1);
    expect(ids((await page(at)).offers)[0]).toBe(offerId);
  });
});

describe('what a cardholder has used', () => {
  test('pages, in the array of later versions, and alone in the misspelt form of version 1.3', async () => {
    const { auth, configuration } = institution();
    const session = await auth.sessionRequest('cardholder-1');
    const all = (await redeemedoffersGet(configuration, session)).Response;
    expect(all).toMatchObject({ TotalCount: 3, NumberOfPages: 1 });
    expect(all?.Items?.RedeemedOffer).toHaveLength(3);
    const last = (await redeemedoffersGet(configuration, { ...session, itemsPerPage: 2, pageNumber: 2 }))
      .Response;
    expect(last?.Items).not.toHaveProperty('RedeemedOffer');
    expect(last?.Items?.RedemedOffer?.OfferId).toBe(all?.Items?.RedeemedOffer?.[2]?.OfferId);
  });

  test('has an activation that can be read, and is not matched any more', async () => {
    const at = institution();
    const session = await at.auth.sessionRequest('cardholder-1');
    const used = (await redeemedoffersGet(at.configuration, session)).Response?.Items?.RedeemedOffer ?? [];
    for (const { ActivationId: activationId = '', OfferId = '' } of used) {
      const read = await statementcreditactivationdetailGet(at.configuration, { ...session, activationId });
      expect(read.Response?.ScActivation).toMatchObject({ OfferId, Status: 'REDEEMED' });
      expect(ids((await page(at, { itemsPerPage: 100 })).offers)).not.toContain(OfferId);
    }
  });

  test('adds up to the savings', async () => {
    const { auth, configuration } = institution();
    const session = await auth.sessionRequest('cardholder-1');
    const used = (await redeemedoffersGet(configuration, session)).Response?.Items?.RedeemedOffer ?? [];
    const earned = used.map(({ Transactions }) => Number(Transactions?.Transaction?.[0]?.CashbackEarned));
    const savings = (await usersavingsGet(configuration, session)).Response?.UserSavings;
    expect(savings?.TotalAmountSaved).toBe(`${earned.reduce((sum, one) => sum + one, 0)}`);
    expect(savings?.StatementCreditOffersSavings).toMatchObject({ NumRedeemed: '3', NumAvailable: '27' });
  });
});
