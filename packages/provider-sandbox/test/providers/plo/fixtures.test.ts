import { type MatchedOffer, matchedoffersGet, redeemedoffersGet } from '@acme/plo-client';
import { institution } from './support.js';

const fixtures = {
  offers: [
    { offerId: 'O-1', merchant: 'Shop', discount: 5, discountType: 'ABSOLUTE', minimumSpend: 20 },
    {
      offerId: 'O-2',
      merchant: 'Hotel',
      category: 'TRAVEL',
      discount: 10,
      startDate: '2026-01-01',
      endDate: '2027-01-01',
    },
    { offerId: 'O-3', merchant: 'Café', discount: 15 },
  ],
  cardholders: [
    { userId: 'ada', redeemed: ['O-1'], activated: ['O-3'] },
    { userId: 'grace', redeemed: [] },
  ],
} as const;

async function matched(at: ReturnType<typeof institution>, userId: string) {
  const answer = await matchedoffersGet(at.configuration, await at.auth.sessionRequest(userId));
  const { MatchedOffer: offers = [] } = answer.Response?.Items ?? {};
  return (Array.isArray(offers) ? offers : [offers as MatchedOffer]).map(({ OfferId, ActiveSc }) => [
    OfferId,
    ActiveSc,
  ]);
}

describe('offers and cardholders of your own', () => {
  test('are what each cardholder sees', async () => {
    const at = institution({ fixtures });
    expect(await matched(at, 'ada')).toEqual([
      ['O-2', 'AVAILABLE'],
      ['O-3', 'ACTIVATED_STATEMENT_CREDIT'],
    ]);
    expect((await matched(at, 'grace')).map(([id]) => id)).toEqual(['O-1', 'O-2', 'O-3']);
    const used = await redeemedoffersGet(at.configuration, await at.auth.sessionRequest('ada'));
    expect(used.Response?.TotalCount).toBe(1);
  });

  test('let nobody else log in', async () => {
    await expect(institution({ fixtures }).auth.sessionRequest('stranger')).rejects.toThrow();
  });

  test('let everyone log in and use the first three offers if you give only offers', async () => {
    const { offers } = fixtures;
    expect(await matched(institution({ fixtures: { offers } }), 'stranger')).toEqual([]);
  });

  test('end all sessions when they are loaded while a program runs', async () => {
    const at = institution({ fixtures });
    const session = await at.auth.sessionRequest('ada');
    at.provider.loadFixtures({ offers: [fixtures.offers[1]] });
    expect(at.provider.state()).toMatchObject({ tokens: 0, cardholders: 0 });
    await expect(matchedoffersGet(at.configuration, session)).rejects.toThrow();
  });

  test.each([
    [{ cardholders: [{ userId: 'ada', redeemed: ['O-9'] }] }, 'cardholders[0].redeemed[0]'],
    [
      { ...fixtures, cardholders: [{ userId: 'a', redeemed: ['O-1'], activated: ['O-1'] }] },
      'cardholders[0].activated[0]',
    ],
    [{ cardholders: [{ userId: 'a' }, { userId: 'a' }] }, 'cardholders[1].userId'],
    [{ offers: [fixtures.offers[0], fixtures.offers[0]] }, 'offers[1].offerId'],
    [{ offers: [{ ...fixtures.offers[1], endDate: '2025-12-31' }] }, 'offers[0].endDate'],
  ])('are refused by path if two parts do not fit: %#', (wrong, path) => {
    expect(() => institution({ fixtures: wrong })).toThrow(path);
  });
});
