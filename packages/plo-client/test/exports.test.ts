import { describeExports } from '../../../tools/jest/exports.js';
import * as client from '../src/index.js';

describeExports(
  client,
  [
    client.ActivateStatementCreditOfferApi,
    client.MatchedOffersApi,
    client.OfferDetailsApi,
    client.RedeemedOffersApi,
    client.StatementCreditActivationDetailApi,
    client.UserFeedbackApi,
    client.UserSavingsApi,
    client.UserTokenApi,
  ],
  8,
);
