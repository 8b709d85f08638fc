import { describeExports } from '../../../tools/jest/exports.js';
import * as client from '../src/index.js';

describeExports(
  client,
  [
    client.DNSApi,
    client.MFAApi,
    client.MailApi,
    client.SSLApi,
    client.SystemApi,
    client.UserApi,
    client.WebApi,
  ],
  51,
);
