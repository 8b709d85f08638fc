import { curlCommand, type FirstCall } from '../../core/first-call.js';
import { FINICITY_TEST_CREDENTIALS, type FinicityCredentials } from './options.js';

/** A login, for a partner with the test credentials. */
export function finicityFirstCall(credentials: FinicityCredentials, basePath: string): FirstCall | undefined {
  const { partnerId, partnerSecret, appKey } = FINICITY_TEST_CREDENTIALS;
  const isTest =
    credentials.partnerId === partnerId &&
    credentials.partnerSecret === partnerSecret &&
    credentials.appKey === appKey;
  if (!isTest) return undefined;
  const headers = { 'Content-Type': 'application/json', 'Finicity-App-Key': appKey };
  const command = curlCommand(
    `${basePath}/aggregation/v2/partners/authentication`,
    headers,
    JSON.stringify({ partnerId, partnerSecret }),
  );
  return { credentials: { partnerId, partnerSecret, appKey }, command };
}
