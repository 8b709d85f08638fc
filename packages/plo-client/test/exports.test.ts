import { operationsOf } from '../../../tools/jest/exchange.js';
import * as client from '../src/index.js';

/** Every class has rows in a test of this folder. */
const classes = [
  client.ActivateStatementCreditOfferApi,
  client.MatchedOffersApi,
  client.OfferDetailsApi,
  client.RedeemedOffersApi,
  client.StatementCreditActivationDetailApi,
  client.UserFeedbackApi,
  client.UserSavingsApi,
  client.UserTokenApi,
];

describe('the package', () => {
  test('has no API class that is not tested', () => {
    const names = Object.keys(client).filter((name) => name.endsWith('Api'));
    expect(names.sort()).toStrictEqual(classes.map(({ name }) => name));
  });

  test('has every operation as a method, a raw method, a function and a description', () => {
    const operations = classes.flatMap(operationsOf);
    const methods = classes.flatMap((api) => Object.getOwnPropertyNames(api.prototype));
    expect(operations).toHaveLength(8);
    for (const operation of operations) {
      expect(methods).toContain(`${operation}Raw`);
      expect(client).toHaveProperty(operation, expect.any(Function));
      expect(client).toHaveProperty([`${operation}Operation`, 'id'], operation);
    }
  });
});
