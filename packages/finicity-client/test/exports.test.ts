import { describeExports } from '../../../tools/jest/exports.js';
import * as client from '../src/index.js';

describeExports(
  client,
  [
    client.AccountsApi,
    client.AuthenticationApi,
    client.ConnectApi,
    client.CustomersApi,
    client.InstitutionsApi,
    client.TransactionsApi,
  ],
  45,
);
