import { inspect } from 'node:util';
import {
  type Answer,
  answerWith,
  json,
  operationsOf,
  rejection,
  testRows,
} from '../../../tools/jest/exchange.js';
import {
  ActivateStatementCreditOfferApi,
  activatestatementcreditofferPost,
  Configuration,
  MatchedOffersApi,
  OfferDetailsApi,
  RedeemedOffersApi,
  RequiredError,
  ResponseError,
  StatementCreditActivationDetailApi,
  UserFeedbackApi,
  UserSavingsApi,
  UserTokenApi,
  usersavingsGet,
} from '../src/generated/index.js';

const configuration = new Configuration();
const session = { fId: '999999', userToken: 'MadeUp+Token/1=' };
const status = { Code: '600', Message: 'Success' };

interface Row {
  readonly operation: string;
  readonly when: string;
  readonly call: () => Promise<unknown>;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly answer: Answer;
}

const rows: readonly Row[] = [
  {
    operation: 'usertokenGet',
    when: 'for a cardholder',
    call: () => new UserTokenApi().usertokenGet({ fId: '999999', authInfo: 'a82a771a7edc45af' }),
    method: 'GET',
    path: '/usertoken',
    query: 'FId=999999&AuthInfo=a82a771a7edc45af',
    answer: json({ Response: { Status: status, UserToken: { Token: 'MadeUpToken1', Undeclared: 1 } } }),
  },
  {
    operation: 'matchedoffersGet',
    when: 'with every filter',
    call: () =>
      new MatchedOffersApi().matchedoffersGet({
        ...session,
        lang: 'en_US',
        merchantName: 'Müller & Söhne 100%',
        category: 'DEPARTMENTSTORE',
        offerType: 'POSTPAIDCREDIT',
        pageNumber: 2,
        itemsPerPage: 10,
      }),
    method: 'GET',
    path: '/matchedoffers',
    query:
      'FId=999999&UserToken=MadeUp%2BToken%2F1%3D&Lang=en_US&MerchantName=M%C3%BCller%20%26%20S%C3%B6hne%20100%25' +
      '&Category=DEPARTMENTSTORE&OfferType=POSTPAIDCREDIT&PageNumber=2&ItemsPerPage=10',
    answer: json({
      Response: {
        Status: status,
        TotalCount: 2,
        Items: { MatchedOffer: [{ OfferId: 'offer-1', ActiveSc: 'AVAILABLE', Undeclared: 'kept' }, {}] },
      },
    }),
  },
  {
    operation: 'matchedoffersGet',
    when: 'with one offer that is not in an array',
    call: () => new MatchedOffersApi().matchedoffersGet({ ...session, merchantName: '', pageNumber: 0 }),
    method: 'GET',
    path: '/matchedoffers',
    query: 'FId=999999&UserToken=MadeUp%2BToken%2F1%3D&MerchantName=&PageNumber=0',
    answer: json({ Response: { Items: { MatchedOffer: { OfferId: 'offer-1' } }, TotalCount: '1' } }),
  },
  {
    operation: 'offerdetailsGet',
    when: 'of one offer',
    call: () => new OfferDetailsApi().offerdetailsGet({ ...session, offerId: '../usersavings?x=1#y' }),
    method: 'GET',
    path: '/offerdetails',
    query: 'FId=999999&UserToken=MadeUp%2BToken%2F1%3D&OfferId=..%2Fusersavings%3Fx%3D1%23y',
    answer: json({
      Response: { Status: status, OfferDetails: { OfferId: 'offer-1', LinkOut: { any: [null] } } },
    }),
  },
  {
    operation: 'redeemedoffersGet',
    when: 'as later versions answer',
    call: () => new RedeemedOffersApi().redeemedoffersGet({ ...session, lang: 'de_CH', itemsPerPage: 25 }),
    method: 'GET',
    path: '/redeemedoffers',
    query: 'FId=999999&UserToken=MadeUp%2BToken%2F1%3D&Lang=de_CH&ItemsPerPage=25',
    answer: json({
      Response: {
        Items: {
          RedeemedOffer: [
            { OfferId: 'offer-2', Transactions: { Transaction: [{ CashbackEarned: '5', Undeclared: 0 }] } },
          ],
        },
      },
    }),
  },
  {
    operation: 'redeemedoffersGet',
    when: 'as version 1.3 answers',
    call: () => new RedeemedOffersApi().redeemedoffersGet(session),
    method: 'GET',
    path: '/redeemedoffers',
    query: 'FId=999999&UserToken=MadeUp%2BToken%2F1%3D',
    answer: json({
      Response: { Items: { RedemedOffer: { OfferId: 'offer-2', Transactions: { CashBackEarned: '5' } } } },
    }),
  },
  {
    operation: 'statementcreditactivationdetailGet',
    when: 'of one activation',
    call: () =>
      new StatementCreditActivationDetailApi().statementcreditactivationdetailGet({
        ...session,
        activationId: 'ACT_0000042',
      }),
    method: 'GET',
    path: '/statementcreditactivationdetail',
    query: 'FId=999999&UserToken=MadeUp%2BToken%2F1%3D&ActivationId=ACT_0000042',
    answer: json({
      Response: { Status: status, ScActivation: { Status: 'REDEEMED', DaysRemaining: '8', More: [] } },
    }),
  },
  {
    operation: 'usersavingsGet',
    when: 'as a function',
    call: () => usersavingsGet(configuration, session),
    method: 'GET',
    path: '/usersavings',
    query: 'FId=999999&UserToken=MadeUp%2BToken%2F1%3D',
    answer: json({ Response: { UserSavings: { TotalAmountSaved: '35.5', Undeclared: { deep: true } } } }),
  },
  {
    operation: 'activatestatementcreditofferPost',
    when: 'as a function',
    call: () => activatestatementcreditofferPost(configuration, { ...session, offerId: 'offer 1&2' }),
    method: 'POST',
    path: '/activatestatementcreditoffer',
    query: 'FId=999999&UserToken=MadeUp%2BToken%2F1%3D&OfferId=offer%201%262',
    answer: json({
      Response: { ScActivation: { ActivationId: 'ACT_0000043', Merchant: 'Example' }, More: 1 },
    }),
  },
  {
    operation: 'userfeedbackPost',
    when: 'of a like',
    call: () => new UserFeedbackApi().userfeedbackPost({ ...session, offerId: 'offer-1', feedback: 1 }),
    method: 'POST',
    path: '/userfeedback',
    query: 'FId=999999&UserToken=MadeUp%2BToken%2F1%3D&OfferId=offer-1&Feedback=1',
    answer: json({ Response: { UserFeedback: { OfferId: 'offer-1', Feedback: '1', Undeclared: 'kept' } } }),
  },
  {
    operation: 'userfeedbackPost',
    when: 'of a dislike, which is 0',
    call: () => new UserFeedbackApi().userfeedbackPost({ ...session, offerId: 'offer-1', feedback: 0 }),
    method: 'POST',
    path: '/userfeedback',
    query: 'FId=999999&UserToken=MadeUp%2BToken%2F1%3D&OfferId=offer-1&Feedback=0',
    answer: json({ Response: { UserFeedback: { OfferId: 'offer-1', Feedback: '0' } } }),
  },
];

const titled = rows.map((row): [string, Row] => [
  `${row.operation}, ${row.when}: ${row.method} ${row.path}`,
  row,
]);

describe('an operation', () => {
  test.each(titled)('%s', async (_title, row) => {
    const sent = answerWith(row.answer);
    const result = await row.call();
    expect(sent).toStrictEqual([
      {
        method: row.method,
        url: `https://api.mastercard.com/plo/v1${row.path}?${row.query}`,
        headers: { accept: 'application/json' },
        body: '',
      },
    ]);
    expect(result).toStrictEqual(row.answer.value);
  });

  test.each(titled)('%s: a failure has a body of its own and names the operation', async (_title, row) => {
    const failure = { Errors: { Error: [{ Source: 'System', ReasonCode: 'SYSTEM_ERROR', Undeclared: 1 }] } };
    for (const code of [400, 401, 403, 404, 418, 503]) {
      answerWith(json(failure, code));
      const error = await rejection(row.call(), ResponseError);
      expect(error).toMatchObject({ status: code, operationId: row.operation, path: row.path });
      expect(error.body).toStrictEqual(failure);
      expect(error.message).toBe(`${row.operation}: ${row.method} ${row.path} answered ${code}`);
    }
  });

  testRows(
    [
      ActivateStatementCreditOfferApi,
      MatchedOffersApi,
      OfferDetailsApi,
      RedeemedOffersApi,
      StatementCreditActivationDetailApi,
      UserFeedbackApi,
      UserSavingsApi,
      UserTokenApi,
    ].flatMap(operationsOf),
    rows,
  );
});

describe('what the operations take and give', () => {
  test('the matched offers are one object or an array', async () => {
    const api = new MatchedOffersApi();
    for (const entries of [{ OfferId: 'offer-1' }, [{ OfferId: 'offer-1' }]]) {
      answerWith(json({ Response: { Items: { MatchedOffer: entries } } }));
      const { Response: page } = await api.matchedoffersGet(session);
      const found = page?.Items?.MatchedOffer;
      const [offer] = Array.isArray(found) ? found : [found];
      const id: string | undefined = offer?.OfferId;
      expect(id).toBe('offer-1');
    }
  });

  test.each([
    // @ts-expect-error: offerId is missing
    ['offerdetailsGet', 'offerId', () => new OfferDetailsApi().offerdetailsGet(session)],
    // @ts-expect-error: fId is missing
    ['usersavingsGet', 'fId', () => new UserSavingsApi().usersavingsGet({ userToken: 'x' })],
    // @ts-expect-error: userToken is missing
    ['usersavingsGet', 'userToken', () => usersavingsGet(configuration, { fId: '1' })],
  ])('%s needs %s, and sends nothing without it', async (operationId, field, call) => {
    const sent = answerWith(json({}));
    expect(await rejection(call(), RequiredError)).toMatchObject({ code: 'required', field, operationId });
    expect(sent).toStrictEqual([]);
  });

  test('an error does not show the session token', async () => {
    const planted = { fId: 'planted', userToken: 'planted+Token', offerId: 'planted', feedback: 1 } as const;
    const sent = answerWith(json({ Errors: { Error: [{ Description: 'planted+Token' }] } }, 403));
    const error = await rejection(new UserFeedbackApi().userfeedbackPost(planted), ResponseError);
    for (const print of [error.message, String(error.stack), JSON.stringify(error), inspect(error)]) {
      expect(print).not.toContain('planted');
    }
    expect(sent[0]?.url).toContain('UserToken=planted%2BToken');
  });

  test('a verdict is 0 or 1, and a page a number', async () => {
    const sent = answerWith(json({}));
    // @ts-expect-error: there is no third verdict
    await new UserFeedbackApi().userfeedbackPost({ ...session, offerId: 'offer-1', feedback: 2 });
    // @ts-expect-error: a text is no page
    await new MatchedOffersApi().matchedoffersGet({ ...session, pageNumber: '1' });
    expect(sent).toHaveLength(2);
  });

  test('the name of a parameter is that of the member, not that on the wire', async () => {
    const sent = answerWith(json({}));
    // @ts-expect-error: FId is the name on the wire
    const call = usersavingsGet(configuration, { FId: '999999', userToken: 'x' });
    const error = await rejection(call, RequiredError);
    expect(error.field).toBe('fId');
    expect(sent).toStrictEqual([]);
  });
});
