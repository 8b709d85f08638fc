import * as plo from '@acme/plo-client';
import { PLO_TEST_INSTITUTION } from '../../src/providers/plo/options.js';
import { type Institution, institution } from './clients.js';
import { type Calls, testOperations } from './operations.js';

type Session = plo.UsersavingsGetRequest;

function ofSession(call: (at: plo.Configuration, session: Session) => Promise<unknown>) {
  return async ({ configuration, session }: Institution) => call(configuration, await session());
}

/** The n-th offer for the cardholder. */
function ofOffer(
  n: number,
  call: (at: plo.Configuration, offer: Session & { offerId: string }) => Promise<unknown>,
) {
  return ofSession(async (at, session) => {
    const page = await plo.matchedoffersGet(at, { ...session, itemsPerPage: 1, pageNumber: n });
    const [offer] = [page.Response?.Items?.MatchedOffer].flat();
    return call(at, { ...session, offerId: `${offer?.OfferId}` });
  });
}

const calls: Calls<typeof plo, Institution> = {
  usertokenGet: async ({ configuration, authInfo }) =>
    plo.usertokenGet(configuration, { fId: PLO_TEST_INSTITUTION.fiId, authInfo: await authInfo() }),
  matchedoffersGet: ofSession((at, session) =>
    plo.matchedoffersGet(at, { ...session, lang: 'en_US', offerType: 'POSTPAIDCREDIT', pageNumber: 2 }),
  ),
  offerdetailsGet: ofOffer(1, plo.offerdetailsGet),
  redeemedoffersGet: ofSession((at, session) => plo.redeemedoffersGet(at, { ...session, itemsPerPage: 25 })),
  usersavingsGet: ofSession(plo.usersavingsGet),
  userfeedbackPost: ofOffer(2, (at, offer) => plo.userfeedbackPost(at, { ...offer, feedback: 1 })),
  activatestatementcreditofferPost: ofOffer(3, plo.activatestatementcreditofferPost),
  statementcreditactivationdetailGet: ofOffer(4, async (at, offer) => {
    const { Response: answer } = await plo.activatestatementcreditofferPost(at, offer);
    const activationId = `${answer?.ScActivation?.ActivationId}`;
    return plo.statementcreditactivationdetailGet(at, { ...offer, activationId });
  }),
};

testOperations('plo', plo, institution, calls);
