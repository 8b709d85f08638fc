import { HttpResponse, http } from 'msw';
import { server } from '../../../tools/jest/server.js';
import {
  Configuration,
  type MatchedOffer,
  MatchedOffersApi,
  type MatchedOffersResponse,
  matchedoffersGetAll,
  type Paginated,
} from '../src/generated/index.js';

const session = { fId: '999999', userToken: 'MadeUpToken1' };
const offer = (id: number): object => ({ OfferId: String(id) });

/** Answers with these pages; the list returned grows by the page that each request asks for. */
function serve(...pages: readonly object[]): readonly (string | null)[] {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/matchedoffers', ({ request }) => {
      const number = new URL(request.url).searchParams.get('PageNumber');
      asked.push(number);
      return HttpResponse.json({ Response: pages[Number(number ?? 1) - 1] });
    }),
  );
  return asked;
}

async function idsOf(offers: AsyncIterable<MatchedOffer>): Promise<unknown[]> {
  const ids: unknown[] = [];
  for await (const found of offers) ids.push((found as { OfferId?: string }).OfferId);
  return ids;
}

test.each([[2], ['2']])('the loop goes over the offers of all pages; there are %p', async (pages) => {
  const counters = { NumberOfPages: pages, ItemsPerPage: 2, TotalCount: 3 };
  const asked = serve(
    { ...counters, CurrentPage: 1, Items: { MatchedOffer: [offer(1), offer(2)] } },
    { ...counters, CurrentPage: 2, Items: { MatchedOffer: offer(3) } },
  );
  const api = new MatchedOffersApi(new Configuration());
  expect(await idsOf(api.matchedoffersGetAll({ ...session, itemsPerPage: 2 }))).toEqual(['1', '2', '3']);
  expect(asked).toEqual([null, '2']);
});

test.each([[{}], [{ NumberOfPages: 0, Items: '' }], [{ NumberOfPages: 1, Items: {} }]])(
  'no offers, answered as %j: the loop has nothing to do',
  async (page) => {
    const asked = serve(page);
    expect(await idsOf(matchedoffersGetAll(new Configuration(), session))).toEqual([]);
    expect(asked).toEqual([null]);
  },
);

test('an offer is typed as one, whether it comes alone or in a list', () => {
  const all: Paginated<MatchedOffer, MatchedOffersResponse> = matchedoffersGetAll(
    new Configuration(),
    session,
  );
  // @ts-expect-error An offer is no list of offers.
  const wrong: AsyncIterable<MatchedOffer[]> = all;
  expect(wrong).toBe(all);
});
